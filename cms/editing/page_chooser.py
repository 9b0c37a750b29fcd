"""The page chooser, in which nobody comes across a page that they may not see.

Wagtail's hook `construct_page_chooser_queryset` narrows what it lists and finds; the page whose
children are listed, and the pages that a form names by their numbers, take these views.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from wagtail.admin.views import chooser
from wagtail.models import Page

from cms.editing.seen import seen_pages


class BrowseView(chooser.BrowseView):
    """Wagtail's, from a page that the account may see."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        if parent_page_id is not None:
            get_object_or_404(seen_pages(request.user), pk=parent_page_id)
        elif types := request.GET.get("page_type"):
            parent_page_id = _top_of(types, request.user).pk
        return super().get(request, parent_page_id)


class ChosenMultipleView(chooser.ChosenMultipleView):
    """Wagtail's, for those of the pages asked for that the account may see."""

    def get(self, request: HttpRequest) -> HttpResponse:
        numbers = [each for each in request.GET.getlist("id") if each.isdecimal()]
        seen = seen_pages(request.user).filter(pk__in=[number[:9] for number in numbers])
        query = QueryDict(mutable=True)
        query.setlist("id", [str(pk) for pk in seen.values_list("pk", flat=True)])
        request.GET = query
        return super().get(request)


def _top_of(types: str, user: Any) -> Page:
    """Return the page below which all seen pages of the types lie, or the one above it that is
    seen.
    """
    try:
        models = chooser.page_models_from_string(types)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    seen = seen_pages(user)
    top = seen.type(*models).first_common_ancestor()
    above = top.get_ancestors(inclusive=True).filter(pk__in=seen.order_by().values("pk"))
    return above.order_by("-depth").first()
