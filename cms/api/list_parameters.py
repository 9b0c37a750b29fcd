"""Filters of the API's lists: Wagtail's, strict and with more to ask for."""

from django.conf import settings
from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.utils import BadRequestError

from cms.api.conditions import conditions, filtered, ordered, shared
from cms.api.errors import NotAllowed
from cms.api.lists import listed
from cms.publications.search.queries import best_first, matching, tsquery

OPERATORS = ["and", "or"]


class FieldsFilter(BaseFilterBackend):
    """`<field>=`, `<field>__gte=`, `__lte=`, `__in=`."""

    def filter_queryset(self, request, queryset: QuerySet, view) -> QuerySet:
        for fields in view.all_fields:
            for condition in conditions(request.GET, fields, besides=view.declared):
                queryset = filtered(queryset, condition, fields)
        return queryset


class OrderingFilter(BaseFilterBackend):
    """`order=-date,title`, or `order=random`."""

    def filter_queryset(self, request, queryset: QuerySet, view) -> QuerySet:
        asked = request.GET.get("order")
        if not asked:
            return queryset
        order = listed("order", asked)
        if "random" in order:
            if len(order) > 1:
                raise BadRequestError("random ordering cannot be combined with other fields")
            if "offset" in request.GET:
                raise BadRequestError("random ordering with offset is not supported")
            return queryset.order_by("?")
        known = {
            name: fields
            for fields in view.all_fields
            for name, each in shared(fields).items()
            if each.is_ordered
        }
        allowed = list(known)
        for each in order:
            if each.startswith("--") and each.lstrip("-") in allowed:
                raise BadRequestError(f"cannot order by '{asked}' (invalid field)")
            if each.removeprefix("-") not in allowed:
                raise NotAllowed(f"cannot order by '{each}' (unknown field)", [*allowed, "random"])
        # A field that stands there twice orders nothing the second time.
        first = {each.removeprefix("-"): each for each in reversed(order)}
        return ordered(queryset, [each for each in order if each in first.values()], known)


class PageSearchFilter(BaseFilterBackend):
    """`search` and `search_operator` over what the log says of pages: it holds nothing hidden.

    The view keeps the query, with which it finds what to highlight.
    """

    def filter_queryset(self, request, queryset: QuerySet, view) -> QuerySet:
        operator = search_operator(request)
        if (text := searched_text(request)) is None:
            return queryset
        if not getattr(settings, "WAGTAILAPI_SEARCH_ENABLED", True):
            raise BadRequestError("search is disabled")
        view.search_query = tsquery(text, operator)
        found = matching(queryset, view.search_query)
        return found if "order" in request.GET else best_first(found, view.search_query)


class VisibleSearchFilter(SearchFilter):
    """`search` among files, in Wagtail's index.

    Wagtail's search backend reads the conditions of the queryset itself and understands only
    comparisons of columns. So it is given the objects by key, in the same order.
    """

    def filter_queryset(self, request, queryset: QuerySet, view):
        search_operator(request)
        if searched_text(request) is not None:
            keys = queryset.order_by().values("pk")
            # The key, which comes last, is no field of the search's index.
            order = [name for name in queryset.query.order_by if name != "pk"]
            found = queryset.model._default_manager.filter(pk__in=keys).order_by(*order)
            # Set by the filter for tags, with which search does not go together.
            found._filtered_by_tag = getattr(queryset, "_filtered_by_tag", False)
            queryset = found
        return super().filter_queryset(request, queryset, view)


def searched_text(request) -> str | None:
    """What `search` says, or None."""
    return request.GET.get("search")


def search_operator(request) -> str:
    """What `search_operator` says. Raises `NotAllowed` for anything but and or or."""
    operator = request.GET.get("search_operator", "and")
    if operator not in OPERATORS:
        raise NotAllowed(f"search_operator={operator!r} is unknown; expected and or or", OPERATORS)
    return operator
