"""Lists that are read on after the last object of the part before, instead of after a number of
them: what comes or goes meanwhile moves nothing. `after=` begins, and `Link` names what is next.

A place is the values by which that object is ordered. They are signed, so that whatever comes back
is one that was given, and it says of which question it is.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.signing import BadSignature, JSONSerializer, Signer
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page

from cms.api.list_parameters import asked_slice
from cms.api.list_tags import listed_by, note_listed
from cms.api.represented import PARAMETERS
from cms.api.sessionless import JSON
from cms.delivery.site import root_url
from cms.limits import LONGEST_PLACE
from cms.publications.cache_tags import note_list
from cms.publications.reading import texts
from cms.publications.rows import Found, Part, read_rows
from cms.representations.encoding import to_json

#: The parameter that has a place; empty: before the first.
AFTER = "after"
#: What changes how objects are told, and not which they are or in what order.
_OF_FORM = PARAMETERS | {
    *(AFTER, "limit", "fields", "facets", "highlight", "rich_text_format", "format", "_"),
}
_SIGNER = Signer(salt="cms.api.keyset")
#: Kinds of values that JSON lacks, by a letter.
_KINDS: dict[str, tuple[type, Any]] = {
    "t": (datetime, datetime.fromisoformat),
    "d": (date, date.fromisoformat),
    "h": (time, time.fromisoformat),
    "n": (Decimal, Decimal),
    "u": (UUID, UUID),
}


@dataclass(frozen=True)
class Column:
    """What a list is ordered by."""

    name: str
    is_descending: bool

    def equals(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True} if value is None else {self.name: value})

    def beyond(self, value: Any) -> Q | None:
        """Return what comes later; None: nothing does. PostgreSQL has NULL for the highest
        value.
        """
        has_none = Q(**{f"{self.name}__isnull": True})
        if self.is_descending:
            return ~has_none if value is None else Q(**{f"{self.name}__lt": value})
        return None if value is None else Q(**{f"{self.name}__gt": value}) | has_none


def columns_of(queryset: QuerySet) -> list[Column]:
    """Return what a queryset is ordered by, with the key at the end, by which no two are alike."""
    names = [str(name) for name in queryset.query.order_by]
    if not {"pk", "-pk"} & {*names}:
        names.append("pk")
    return [Column(name.removeprefix("-"), name.startswith("-")) for name in names]


def following(queryset: QuerySet, columns: list[Column], values: list) -> QuerySet:
    """Return what of a queryset comes after the object with these values."""
    later, same = [], Q()
    for column, value in zip(columns, values, strict=True):
        if (beyond := column.beyond(value)) is not None:
            later.append(same & beyond)
        same &= column.equals(value)
    return queryset.filter(reduce(or_, later, Q(pk__in=[])))


def written(question: str, values: list) -> str:
    """Return a place as clients are given it. Raises `BadRequestError`."""
    place = _SIGNER.sign_object([question, [_plain(each) for each in values]], JSONSerializer, True)
    if len(place) > LONGEST_PLACE:
        raise BadRequestError("after: what this list is ordered by is too long for an address")
    return place


def read(question: str, text: str) -> list:
    """Return the values of a place. Raises `BadRequestError` unless it is one of this question."""
    try:
        asked, values = _SIGNER.unsign_object(text, JSONSerializer)
    except (BadSignature, ValueError) as error:
        raise BadRequestError(
            "after is not understood; expected what Link of an answer before has as next"
        ) from error
    if asked != question:
        raise BadRequestError(
            "after is a place in another list: begin anew where order, type or filters change"
        )
    return [_value(each) for each in values]


def _plain(value: Any) -> Any:
    for letter, (kind, _read) in _KINDS.items():
        if isinstance(value, kind):
            text = value.isoformat() if letter in "tdh" else str(value)
            return [letter, text]
    return value


def _value(plain: Any) -> Any:
    return _KINDS[plain[0]][1](plain[1]) if isinstance(plain, list) else plain


class KeysetMixin:
    """Lists of pages that are read on after a place."""

    def listing_view(self, request: HttpRequest) -> HttpResponse:
        if AFTER not in request.GET:
            return super().listing_view(request)
        self.check_list_parameters()
        output = self.list_output()
        limit = asked_slice(request, is_made=self.is_made).stop
        self._refuse_what_has_no_place()
        pages, question = self.filter_queryset(self.get_queryset()), self._asked()
        columns = columns_of(pages)
        later = pages
        if text := request.GET[AFTER]:
            later = following(pages, columns, read(question, text))
        named = {f"place_{number}": F(each.name) for number, each in enumerate(columns)}
        later = later.order_by(*pages.query.order_by, "pk").annotate(**named)
        # One more tells whether there is one.
        found = list(later.values_list("pk", *named)[: limit + 1])
        keys = [key for key, *_values in found[:limit]]
        items = self._written(keys)
        content = output.many(items, pages.count(), self.extra_members([*items]), self.facets)
        note_list(listed_by(request, self.types), keys)
        note_listed(request)
        response = HttpResponse(content, content_type=JSON)
        if keys and len(found) > limit:
            _key, *values = found[limit - 1]
            response["Link"] = f'<{self._address(written(question, values))}>; rel="next"'
        return response

    def _refuse_what_has_no_place(self) -> None:
        query = self.request.GET
        if "offset" in query:
            raise BadRequestError("after and offset do not go together")
        if query.get("order") == "random" or ("search" in query and not query.get("order")):
            raise BadRequestError("after goes with an order that stays: give order")

    def _written(self, keys: list[int]) -> dict[int, str]:
        """Return the pages' JSON as it is stored, by key and in this order."""
        if self.is_written_anew:
            made = self.represent([Page(pk=key) for key in keys])
            return {each["id"]: to_json(each).decode() for each in made}
        rows = read_rows(keys, Part.PAGE)
        found = [rows[key] for key in keys if key in rows]  # one may have been hidden since
        return texts(Found(found, None, None), Part.PAGE)

    def _asked(self) -> str:
        """Return what is asked for, in which order, as a short text."""
        given = sorted(
            (name, values) for name, values in self.request.GET.lists() if name not in _OF_FORM
        )
        asked = repr((self.request.get_host(), given))
        return hashlib.sha256(asked.encode()).hexdigest()[:16]

    def _address(self, place: str) -> str:
        query = self.request.GET.copy()
        query[AFTER] = place
        path = quote(self.request.path)
        return f"{root_url(self.request)}{path}?{query.urlencode()}"
