"""Pages that begin as a template, and templates that are made of pages."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.pages.create import AddSubpageView
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from cms.copies.dated import dated_copy
from cms.copies.page_templates import (
    may_keep_templates,
    place_of_templates,
    save_as_template,
    start_from,
    templates_below,
)
from cms.visibility import is_template


class AddPageView(AddSubpageView):
    """Wagtail's choice among types, with the templates first."""

    template_name = "copies/add_page.html"

    def dispatch(self, request: HttpRequest, parent_page_id: int) -> HttpResponse:
        response = super().dispatch(request, parent_page_id)
        # Of one type only, Wagtail leads on at once.
        if response.status_code == 302 and self.templates:
            return super(TemplateView, self).dispatch(request)
        return response

    @cached_property
    def templates(self) -> list[Page]:
        """Those of which a page may begin here."""
        return templates_below(self.parent_page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        keeps = bool(self.templates) and may_keep_templates(user)
        place = place_of_templates() if keeps else None
        return super().get_context_data(templates=self.templates, place=place, **kwargs)


class TitleForm(forms.Form):
    """What a copy is called."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)


class TitleAndDayForm(TitleForm):
    """What a copy is called, and on which day it begins."""

    day = forms.DateField(label=gettext_lazy("Start date"), widget=AdminDateInput)


def start(request: HttpRequest, page_id: int, template_id: int) -> HttpResponse:
    """Begin a page as a template, below a page. Raises `PermissionDenied` for who may make no pages
    there, and `Http404` where there is no such template.
    """
    parent = get_object_or_404(Page, pk=page_id).specific
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    template = next((each for each in templates_below(parent) if each.pk == template_id), None)
    if template is None:
        raise Http404
    form_class = TitleAndDayForm if dated_copy(template) else TitleForm
    form = form_class(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            page = start_from(template, parent, request.user, given["title"], given.get("day"))
        except ValidationError as error:
            form.add_error("day", error)
        else:
            messages.success(request, _("The draft has begun as the template. Go on from here."))
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "form": form,
        "parent": parent,
        "title": _("Begin with a template"),
        "heading": template.get_admin_display_title(),
        "submit": _("Create the draft"),
        "about": _("The page begins as a copy of the template, and as a draft."),
        "back": ("wagtailadmin_pages:add_subpage", parent.pk),
    }
    return TemplateResponse(request, "copies/template.html", context)


def make_template(request: HttpRequest, page_id: int) -> HttpResponse:
    """Save a copy of a page as a template. Raises `PermissionDenied` for who may not keep any or
    not edit the page, and `Http404`.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not may_make_template(request.user, page):
        raise PermissionDenied
    form = TitleForm(request.POST or None, initial={"title": page.get_admin_display_title()})
    if form.is_valid():
        made = save_as_template(page, request.user, form.cleaned_data["title"])
        messages.success(request, _("This is the template. The page itself has not changed."))
        return redirect("wagtailadmin_pages:edit", made.pk)
    context = {
        "form": form,
        "title": _("Save as a template"),
        "heading": page.get_admin_display_title(),
        "submit": _("Save as a template"),
        "about": _("The template is a copy that nobody but editors sees, and is never published."),
        "back": ("wagtailadmin_pages:edit", page.pk),
    }
    return TemplateResponse(request, "copies/template.html", context)


def may_make_template(user: Any, page: Page) -> bool:
    """Return whether the account may save a copy of the page as a template."""
    if page.is_root() or is_template(page) or not page.permissions_for_user(user).can_copy():
        return False
    return may_keep_templates(user)
