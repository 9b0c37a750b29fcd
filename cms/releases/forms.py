"""Forms about releases."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from cms.releases.models import Action, Release, ReleasedPage, State


class ReleaseForm(WagtailAdminModelForm):
    """A release with its pages: those that whoever chooses them may edit."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        goes_at = given.get("goes_at")
        if goes_at is not None and "goes_at" in self.changed_data and goes_at <= timezone.now():
            self.add_error("goes_at", _("Choose a time to come, or none."))
        self._check_pages()
        return given

    def _check_pages(self) -> None:
        items, taken = self.formsets["items"], set()
        for form in items.forms:
            page = form.cleaned_data.get("page") if form.is_valid() else None
            if page is None or form in items.deleted_forms:
                continue
            is_new = "page" in form.changed_data
            if is_new and not page.permissions_for_user(self.for_user).can_edit():
                form.add_error("page", _("You may not edit this page."))
            elif page.pk in taken:
                form.add_error("page", _("The page is in the release already."))
            taken.add(page.pk)


class AddPageForm(forms.Form):
    """Which release a page joins, and how."""

    release = forms.ModelChoiceField(
        label=gettext_lazy("Release"),
        queryset=Release.objects.filter(state__in=[State.OPEN, State.FAILED]),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    action = forms.ChoiceField(
        label=gettext_lazy("What happens to it"),
        choices=Action.choices,
        initial=Action.PUBLISH,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_release(self) -> Release:
        release = self.cleaned_data["release"]
        if ReleasedPage.objects.filter(release=release, page=self.page).exists():
            raise forms.ValidationError(_("The page is in the release already."))
        return release


class UndoForm(forms.Form):
    """Which pages become what they were, though they have changed since."""

    pages = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Pages that have changed since"),
        help_text=gettext_lazy("They stay as they are, but for those that you choose here."),
        queryset=ReleasedPage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, changed: list[ReleasedPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not changed:
            del self.fields["pages"]
            return
        field: Any = self.fields["pages"]
        field.queryset = ReleasedPage.objects.filter(pk__in=[item.pk for item in changed])
        field.label_from_instance = lambda item: item.page.get_admin_display_title()
