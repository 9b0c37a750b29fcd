"""Sharing a draft in the admin: a new link, and those that work."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page

from cms.delivery.site import root_url
from cms.drafts.models import AT_MOST, USUALLY
from cms.drafts.sharing import may_share, revoke, share, working_links
from cms.drafts.tokens import token_of


class DaysForm(forms.Form):
    """For how long a link is to work."""

    days = forms.IntegerField(
        label=gettext_lazy("Number of days that the link works"),
        help_text=gettext_lazy("At most %(days)d.") % {"days": AT_MOST.days},
        min_value=1,
        max_value=AT_MOST.days,
        initial=USUALLY.days,
    )


def share_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the links to a page that work, make one, or revoke one. Raises `PermissionDenied` for
    who may not publish the page, and `Http404`.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not may_share(request.user, page):
        raise PermissionDenied
    form = DaysForm()
    if request.method == "POST":
        if "revoke" in request.POST:
            return _revoke(request, page)
        form = DaysForm(request.POST)
        if form.is_valid():
            share(page, request.user, timedelta(days=form.cleaned_data["days"]))
            messages.success(request, _("The link is made. Whoever has it can read the draft."))
            return redirect(request.path)
    context = {
        "page": page,
        "title": page.get_admin_display_title(),
        "form": form,
        "links": _links(request, page),
    }
    return TemplateResponse(request, "drafts/share.html", context)


def _links(request: HttpRequest, page: Page) -> list[dict[str, Any]]:
    """Return `[{"link", "address"}]` of those that work, the newest first."""
    site = page.get_site()
    root = site.root_url if site else root_url(request)
    return [
        {"link": link, "address": root + reverse("cms_draft", args=[token_of(link.key)])}
        for link in working_links(page).select_related("created_by")
    ]


def _revoke(request: HttpRequest, page: Page) -> HttpResponse:
    try:
        link = working_links(page).filter(pk=request.POST["revoke"]).first()
    except ValidationError:  # no key at all
        link = None
    if link is None:
        messages.warning(request, _("That link has ended already."))
    else:
        revoke(link, request.user)
        messages.success(request, _("The link is revoked, and opens nothing any more."))
    return redirect(request.path)
