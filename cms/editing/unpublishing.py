"""Taking a page down, which asks why: what visitors meet at its address follows from that."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.log_actions import log
from wagtail.models import Page

from cms.editing.seen import seen_pages
from cms.models import Withdrawal
from cms.publications.removals import explain

_LONGEST_NOTE = 500


class Why(TextChoices):
    REMOVED = "removed", gettext_lazy("It is removed: at its address stands the reason.")
    REPLACED = "replaced", gettext_lazy("Another page replaces it: its address leads there.")
    WITHDRAWN = (
        "withdrawn",
        gettext_lazy("It holds no more, but may be read: it stays, with the reason and the date."),
    )
    IN_FORCE = "in_force", gettext_lazy("It holds again: the notice goes, and lists have it again.")


class WhyForm(forms.Form):
    """Why a page is taken down. Without an answer it is removed without a reason."""

    why = forms.ChoiceField(
        label=gettext_lazy("What happens to the page?"), widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("One or two sentences, which all visitors may read."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONGEST_NOTE,
        required=False,
    )
    replacement = forms.ModelChoiceField(
        label=gettext_lazy("The page that replaces it"),
        queryset=Page.objects.none(),
        widget=AdminPageChooser,
        required=False,
    )

    def __init__(self, *args: Any, page: Page, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        is_withdrawn = Withdrawal.objects.filter(page=page).exists()
        left_out = Why.WITHDRAWN if is_withdrawn else Why.IN_FORCE
        why = self.fields["why"]
        why.choices = [each for each in Why.choices if each[0] != left_out]  # type: ignore[attr-defined]
        why.initial = Why.REMOVED
        self.fields["replacement"].queryset = seen_pages(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["why"] = Why(given.get("why") or Why.REMOVED)
        if given["why"] is Why.WITHDRAWN and not given.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say why the page holds no more."))
        if given["why"] is not Why.REPLACED:
            given["replacement"] = None
        elif "replacement" not in self.errors:
            self._check(given.get("replacement"))
        return given

    def _check(self, replacement: Page | None) -> None:
        error = None
        if replacement is None:
            error = _("Choose the page that replaces it.")
        elif not replacement.live or replacement.depth == 1:
            error = _("Choose a page that is published.")
        elif replacement.path.startswith(self.page.path):
            error = _("Choose another page than this one and those below it.")
        if error:
            self.add_error("replacement", ValidationError(error))


class UnpublishWithReasonView(UnpublishView):
    """Wagtail's, which asks why. What is said concerns the pages below as well, if they go too."""

    template_name = "cms/unpublishing.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        given = self.form.cleaned_data
        with transaction.atomic():
            if given["why"] is Why.IN_FORCE:
                self._put_in_force()
            elif given["why"] is Why.WITHDRAWN:
                self._withdraw(given["note"])
            else:
                return self._take_down(given["note"], given["replacement"])
        title = {"title": self.object.get_admin_display_title()}
        told = _("The page “%(title)s” has been withdrawn.")
        if given["why"] is Why.IN_FORCE:
            told = _("The page “%(title)s” is in force again.")
        messages.success(request, told % title, buttons=self.get_success_buttons())
        return redirect(self.get_next_url())

    @cached_property
    def form(self) -> WhyForm:
        data = self.request.POST if self.request.method == "POST" else None
        return WhyForm(data, page=self.object, user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form": self.form}

    def _take_down(self, note: str, replacement: Page | None) -> HttpResponse:
        keys = [page.pk for page in self._pages()]
        response = super().post(self.request)
        explain(keys, note, replacement)
        return response

    def _withdraw(self, note: str) -> None:
        today = timezone.localdate()
        for page in self._pages():
            Withdrawal.objects.update_or_create(page=page, defaults={"on": today, "note": note})
            self._log(page, "cms.withdraw")

    def _put_in_force(self) -> None:
        for page in self._pages():
            if Withdrawal.objects.filter(page=page).delete()[0]:
                self._log(page, "cms.put_in_force")

    def _log(self, page: Page, action: str) -> None:
        log(instance=page, action=action, user=self.request.user)

    def _pages(self) -> list[Page]:
        """Return the page, its aliases, and if they are meant too, the live pages below that the
        account may take down, with theirs.
        """
        chosen = [self.object]
        if self.request.POST.get("include_descendants"):
            chosen += [
                page
                for page in self.object.get_descendants().live()
                if page.permissions_for_user(self.request.user).can_unpublish()
            ]
        aliases = Page.objects.filter(alias_of__in=chosen)
        return [*chosen, *aliases]
