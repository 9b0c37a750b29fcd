"""How a list is narrowed, searched, ordered and cut: Wagtail's ways, strict and with more to ask
for, and the filters that the types of pages declare, of which each type is asked by its own.
"""

import re
from collections.abc import Hashable, Mapping
from functools import cache, reduce
from operator import or_

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError, parse_boolean
from wagtail.models import Page, get_page_models

from cms.api.conditions import (
    Condition,
    Fields,
    condition_on,
    conditions,
    filtered,
    ordered,
    shared,
)
from cms.api.refusals import NotAllowed, listed
from cms.kinds.urls import url_path_at
from cms.limits import MOST_MADE
from cms.lists import Filter, filters_of
from cms.lists.counts import ByType
from cms.lists.declared import Value
from cms.lists.narrowing import Chosen, check, texts
from cms.publications.plans import this_minute
from cms.publications.search.queries import best_first, matching, tsquery

OPERATORS = ["and", "or"]
#: The parameter that lists paths.
PATHS = "html_path__in"


class FieldsFilter(BaseFilterBackend):
    """`<field>=`, `<field>__gte=`, `__lte=`, `__in=`."""

    def filter_queryset(self, request, queryset: QuerySet, view) -> QuerySet:
        for fields in view.all_fields:
            for condition in conditions(request.GET, fields, others=view.declared):
                queryset = filtered(queryset, condition, fields)
        return queryset


class PathsFilter(BaseFilterBackend):
    """`html_path__in`: what is at these paths of the site; at others nothing is."""

    def filter_queryset(self, request, queryset: QuerySet, view) -> QuerySet:
        if (text := request.GET.get(PATHS)) is None:
            return queryset
        if (site := view.asked_site()) is None:
            return queryset.none()
        paths = [url_path_at(site, path) for path in listed(PATHS, text)]
        return queryset.filter(url_path__in=paths)


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
    """Return what `search` says, or None."""
    return request.GET.get("search")


def search_operator(request) -> str:
    """Return what `search_operator` says. Raises `NotAllowed` for anything but and or or."""
    operator = request.GET.get("search_operator", "and")
    if operator not in OPERATORS:
        raise NotAllowed(f"search_operator={operator!r} is unknown; expected and or or", OPERATORS)
    return operator


def is_highlighted(request) -> bool:
    """Return whether `highlight` asks for where the pages match. Raises `BadRequestError`."""
    query = request.GET
    try:
        asked = parse_boolean(query.get("highlight", "false"))
    except ValueError:
        value = query["highlight"]
        raise NotAllowed(
            f"'{value}' is not a valid value for highlight", ["true", "false"]
        ) from None
    if asked and "search" not in query:
        raise BadRequestError("highlight goes with search: there is nothing to look for")
    return asked


@cache
def declared() -> dict[str, ByType]:
    """Return the parameters of filters, and of each the filter of every type that declares it."""
    found: dict[str, dict[type[Model], Filter]] = {}
    for model in get_page_models():
        for name, each in filters_of(model).items():
            found.setdefault(name, {})[model] = each
    return found


def with_options() -> list[str]:
    """Return the parameters of filters among whose values one can choose."""
    return [
        name
        for name, by_type in declared().items()
        if any(each.has_options for each in by_type.values())
    ]


def asked_of(types: list[type[Model]]) -> dict[str, ByType]:
    """Return the parameters that mean a filter where these types are asked for, or none: of which
    types it is asked, by which filter.
    """
    if not types:
        return declared()
    found = {
        name: {model: by_type[model] for model in types if model in by_type}
        for name, by_type in declared().items()
    }
    return {name: by_type for name, by_type in found.items() if by_type}


def declared_conditions(
    query: QueryDict, types: list[type[Model]], fields: Fields, known: Mapping[str, ByType]
) -> dict[str, Q]:
    """Return the conditions that a query holds, by parameter, of pages of whichever types. `types`
    are those asked for, and `known` the filters of which they are asked. Raises `BadQuery` and
    `BadRequestError`.
    """
    found: dict[str, Q] = {}
    chosen: dict[type[Model], dict[str, Chosen]] = {}
    for name in [name for name in declared() if name in query]:
        if name not in known and all(name in fields[model] for model in types):
            continue  # a field of theirs
        by_type = known.get(name, {})
        lacking = [model for model in types if model not in by_type and name not in fields[model]]
        if lacking:
            labels = ", ".join(model._meta.label for model in lacking)
            raise NotAllowed(
                f"{labels} cannot be filtered by {name}; these types can",
                [model._meta.label for model in declared()[name]],
            )
        of_types = _chosen(name, by_type, query)
        for each in of_types:
            chosen.setdefault(each.model, {})[name] = each
        now = this_minute()
        alternatives = [each.condition(Page, now) for each in of_types]
        alternatives += [
            condition_on(Page, model, Condition(name, "", query[name]), fields[model][name])
            for model in types
            if model not in by_type
        ]
        found[name] = reduce(or_, alternatives)
    for of_type in chosen.values():
        check(of_type)
    return found


def _chosen(name: str, by_type: ByType, query: QueryDict) -> list[Chosen]:
    """Return what is asked of each type. A value that none of them knows is refused; one that only
    others know finds nothing of a type.
    """
    given = texts(next(iter(by_type.values())), query)
    read: dict[Hashable, Mapping[str, Value]] = {}
    found = {}
    for model, each in by_type.items():
        source = each.source(model)
        if source not in read:
            read[source] = each.known(model, given)
        found[model] = read[source]
    for text in given:
        if not any(text in known for known in read.values()):
            model, each = next(iter(by_type.items()))
            raise each.refusal(model, text)
    return [
        Chosen(by_type[model], model, [known[text] for text in given if text in known])
        for model, known in found.items()
        if known
    ]


#: Far beyond any list, and within what the database counts with.
MAX_OFFSET = 1_000_000_000


class BoundedPagination(WagtailPagination):
    """`limit` and `offset`, as in v2."""

    def paginate_queryset(self, queryset, request, view=None):
        chosen = asked_slice(request, is_made=getattr(view, "is_made", False))
        self.total_count = queryset.count()
        return queryset[chosen]


def asked_slice(request: HttpRequest, *, is_made: bool = False) -> slice:
    """Return the part of a list that a request asks for, of fewer items if these are made as they
    are asked for. Raises `BadRequestError`, in v2's words.
    """
    limit_max = getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
    offset = _number(request, "offset", 0)
    if offset > MAX_OFFSET:
        raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
    limit = _number(request, "limit", min(20, limit_max or 20))
    if is_made and limit > MOST_MADE and (limit_max is None or limit <= limit_max):
        raise BadRequestError(
            f"limit cannot be higher than {MOST_MADE} for what is made when asked"
        )
    if limit_max and limit > limit_max:
        raise BadRequestError(f"limit cannot be higher than {limit_max}")
    return slice(offset, offset + min(limit, MAX_OFFSET))


def _number(request: HttpRequest, name: str, default: int) -> int:
    text = request.GET.get(name, str(default))
    if not re.fullmatch("[0-9]+", text):
        raise BadRequestError(f"{name} must be a positive integer")
    return int(text[:20])  # as long as any that could be meant; no more is converted
