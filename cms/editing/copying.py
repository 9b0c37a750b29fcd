from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from cms.absent.admin import refused_copy
from cms.absent.types import orphans
from cms.copies.dated import DatedCopy, dated_copy
from cms.editing.seen import seen_pages
from cms.trash.moving import free_slug


class DatedCopyForm(CopyForm):
    """Wagtail's form, which also asks for another day. `moved`: the page as it is on that day; None
    where it is copied as it is.
    """

    moved: Page | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about_dates = _(
            "If empty, the page is copied as it is. With a date, all its dates move along."
        )
        kept = self.fields
        self.fields = {name: kept.pop(name) for name in ("new_title", "new_slug")}
        self.fields["new_day"] = forms.DateField(
            label=_("New start date"),
            help_text=" ".join([about_dates, self.declared.told(self.page.specific_class)]),
            required=False,
            widget=AdminDateInput,
        )
        self.fields |= kept

    @property
    def declared(self) -> DatedCopy:
        declared = dated_copy(self.page)
        assert declared is not None
        return declared

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if day := given.get("new_day"):
            self._move(day)
            for name in ("publish_copies", "alias"):
                if given.get(name):
                    message = _("A copy with a new date is a draft. Publish it when it is right.")
                    self.add_error(name, message)
        return given

    def _move(self, day: date) -> None:
        try:
            self.moved = self.declared.moved(self.page, day)
        except ValidationError as error:
            self.add_error("new_day", error)


class SeenCopyView(CopyView):
    """Wagtail's way to copy a page, to a page that the account may see, and to another day."""

    template_name = "cms/copy.html"

    def get_form_class(self) -> type[forms.Form]:
        return DatedCopyForm if dated_copy(self.page) else super().get_form_class()

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        form.fields["new_parent_page"].queryset = seen_pages(self.request.user)
        form.fields["new_slug"].initial = free_slug(self.page.slug, self.parent_page)
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if form.cleaned_data.get("copy_subpages"):
            below = orphans().filter(pk__in=self.page.get_descendants().order_by().values("pk"))
            if count := below.count():
                form.add_error("copy_subpages", refused_copy(count))
                return self.form_invalid(form)
        if isinstance(form, DatedCopyForm) and form.moved:
            return self._copy_to_another_day(form, form.moved)
        return super().form_valid(form)

    def post(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail's own looks for the page above before the form has said whether there is one.
        return FormView.post(self, request, page_id, *args, **kwargs)

    def _copy_to_another_day(self, form: DatedCopyForm, moved: Page) -> HttpResponse:
        given = form.cleaned_data
        page = form.declared.copy(
            moved,
            given["new_parent_page"],
            self.request.user,
            recursive=bool(given.get("copy_subpages")),
            title=given["new_title"],
            slug=given["new_slug"],
        )
        message = _("This is the copy, a draft. Look it through, and fill in what is missing.")
        messages.success(self.request, message)
        for hook in hooks.get_hooks("after_copy_page"):
            result = hook(self.request, self.page, page)
            if hasattr(result, "status_code"):
                return result
        return redirect("wagtailadmin_pages:edit", page.pk)
