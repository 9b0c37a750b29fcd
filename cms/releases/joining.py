"""A page joins a release, from its editor or a list of pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.releases.forms import AddPageForm
from cms.releases.models import Release, ReleasedPage, State
from cms.releases.release_views import MOST_PAGES


def may_join(user: Any, page: Page) -> bool:
    """Return whether the account may put the page into a release."""
    may_change = user.has_perm("releases.change_release")
    return may_change and page.permissions_for_user(user).can_edit()


def join_release(request: HttpRequest, page_id: int) -> HttpResponse:
    """Choose the release. Raises `PermissionDenied` for who may not edit the page or change
    releases, and `Http404`.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not may_join(request.user, page):
        raise PermissionDenied
    form = AddPageForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        release, action = form.cleaned_data["release"], form.cleaned_data["action"]
        places = release.items.count()
        if places < MOST_PAGES:
            ReleasedPage.objects.create(
                release=release, page=page, action=action, sort_order=places
            )
            messages.success(request, _("The page goes out with the release."))
            return redirect("releases:inspect", release.pk)
        form.add_error("release", _("It holds %(most)d pages, and no more.") % {"most": MOST_PAGES})
    context = {
        "page": page,
        "title": page.get_admin_display_title(),
        "form": form,
        "has_open": form.fields["release"].queryset.exists(),  # type: ignore[attr-defined]
        "may_add": request.user.has_perm("releases.add_release"),
    }
    return TemplateResponse(request, "releases/join.html", context)


def tell_of_release(request: HttpRequest, page: Page) -> None:
    """Say in the editor that what is written now does not go out with an approved release."""
    if request.method != "GET":
        return
    waiting = Release.objects.filter(state=State.APPROVED, items__page=page)
    for release in waiting:
        told = _(
            "The page goes out with the release “%(name)s”, as it was approved. What you write "
            "now does not."
        )
        messages.warning(request, told % {"name": release.name})
