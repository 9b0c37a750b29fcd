"""Rows of the log, read together with whether their pages may be seen."""

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Exists, F, QuerySet, Value, When
from wagtail.models import Page

from cms.publications.fingerprint import fingerprint
from cms.publications.models import Mark
from cms.representations import Representation
from cms.visibility import visible


@dataclass(frozen=True)
class Row:
    """A page that is visible as the statement ran, and what the log holds of it."""

    page_id: int
    #: None: the page has no row, since it became visible in the transaction that is open.
    sequence: int | None
    builds: int | None
    fingerprint: str | None
    page: str | None
    card: str | None
    error: str | None
    #: Whether the open transaction has changed something that isn't numbered yet.
    is_ahead: bool

    @property
    def is_filled(self) -> bool:
        """Whether the row says what the page is, or that this code can't build it."""
        return (
            not self.is_ahead
            and self.fingerprint == fingerprint()
            and (self.page is not None or self.error is not None)
        )

    def representation(self) -> Representation | None:
        """What is stored; None if the page can't be built."""
        if self.page is None or self.card is None:
            return None
        return Representation(json.loads(self.page), json.loads(self.card))


def read_rows(keys: list[int]) -> dict[int, Row]:
    """The rows of the visible pages with these keys, in one statement."""
    return {row.page_id: row for row in rows_of(Page.objects.filter(pk__in=keys))} if keys else {}


def rows_of(named: QuerySet, chosen: slice = slice(None), *, with_pages: bool = True) -> list[Row]:
    """The rows of the visible pages that a queryset names, in its order and in one statement: a
    slice of them. Without pages, the representations stay in the database, and `page` is "".
    """
    page = F("publication__representation")
    if not with_pages:
        page = Case(When(publication__representation__isnull=False, then=Value("")))
    found = visible(named).annotate(stored_page=page, is_ahead=_is_ahead())
    return [
        Row(*values)
        for values in found.values_list(
            "pk",
            "publication__sequence",
            "publication__builds",
            "publication__fingerprint",
            "stored_page",
            "publication__card",
            "publication__error",
            "is_ahead",
        )[chosen]
    ]


def _is_ahead() -> Exists | Value:
    # Marks are seen by the transaction that wrote them, and by no other.
    return Exists(Mark.objects.all()) if connection.in_atomic_block else Value(False)
