"""Pages in the trash at the addresses of the admin's other views: who may put them back is led to
the trash, for everybody else they are not there.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.absent.admin import PAGE_ARGUMENTS
from cms.trash.lying import lying_above
from cms.visibility import trashed

_PAGES = (*PAGE_ARGUMENTS, "destination_id")


class TrashMiddleware:
    """Answer for the views of the admin whose address names a page in the trash."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Return the way to the trash in the view's place; None: Django calls the view. Raises
        `Http404` for who may not know of the page.
        """
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/"):
            return None
        keys = [kwargs[name] for name in _PAGES if kwargs.get(name)]
        if not keys:
            return None
        page = trashed(Page.objects.filter(pk__in=keys)).first()
        if page is None:
            return None
        if not request.user.has_perm("wagtailadmin.access_admin"):
            return None  # which the view answers as it does everywhere
        lying = lying_above(request.user, page)
        if not lying:
            raise Http404
        told = _("“%(title)s” lies in the trash. Put it back before you do anything with it.")
        messages.warning(request, told % {"title": lying[0].title})
        return redirect("cms_trash")
