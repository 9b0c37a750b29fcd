"""Rows of the log, read together with whether their pages may be seen."""

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Page

from cms.postgres.sql_files import read_sql
from cms.publications.cache_tags import Listed, note_list
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Head
from cms.publications.sql_forms import NOTHING, Sql, sql_of
from cms.representations import Representation
from cms.visibility import page_types, visible

_STATEMENT = read_sql(__file__, "rows")
_TOTAL = "SELECT count(*) FROM ({}) AS page"
_ONE_KEY = "SELECT id FROM ({}) AS page (id) WHERE id = %s"
_SOME_KEYS = "SELECT id FROM ({}) AS page (id) WHERE id = ANY (%s::integer[])"


class Part(StrEnum):
    """What is read of a row; the rest stays in the database."""

    PAGE = "page"
    CARD = "card"
    BOTH = "both"
    #: Neither; whether there are any is known all the same.
    NONE = "none"


@dataclass(frozen=True)
class Row:
    """A page that is visible as the statement ran, and what the log holds of it."""

    page_id: int
    #: None: the page has no row, since it became visible in the transaction that is open.
    sequence: int | None
    builds: int | None
    fingerprint: str | None
    #: "": it is there, but was not read.
    page: str | None
    card: str | None
    error: str | None
    #: Whether the open transaction has changed something that isn't numbered yet.
    is_ahead: bool
    #: SHA-256 of the page's representation, hexadecimal.
    digest: str | None = None
    #: The number of the commit that last changed the page itself. It only rises, and what others
    #: that the page shows do doesn't raise it.
    content_sequence: int | None = None

    @property
    def is_filled(self) -> bool:
        """Whether the row says what the page is, or that this code can't build it."""
        return (
            not self.is_ahead
            and self.fingerprint == fingerprint()
            and (self.page is not None or self.error is not None)
        )

    def representation(self) -> Representation | None:
        """Return what is stored; None if the page can't be built."""
        if self.page is None or self.card is None:
            return None
        return Representation(json.loads(self.page), json.loads(self.card))


@dataclass(frozen=True)
class Found:
    """What a statement has found, all of it as of one moment."""

    rows: list[Row]
    #: How many pages there are besides the slice that was asked for; None if nobody asked.
    total: int | None
    #: `Head.version`: as long as it stays, so do the pages that a queryset names.
    version: int | None


@dataclass(frozen=True)
class Statement:
    """SQL that reads the rows of certain pages. It may be kept and run again."""

    #: Their keys, in order. `run` has values for what their text still lacks, and by their names
    #: those of parameters.
    keys: Sql
    part: Part = Part.BOTH
    #: The keys of all pages that are counted.
    counted: Sql | None = None
    #: What is listed; None where pages are read by their keys.
    listed: Listed | None = None

    def run(self, *parameters: object, **given: object) -> Found:
        if self.keys is NOTHING and self.counted is None:
            self._note([])
            return Found([], None, None)
        counted = self.counted.bound(given) if self.counted else ()
        with connection.prepared_cursor() as cursor:
            cursor.execute(self.sql(), (*counted, *self.keys.bound(given), *parameters))
            found = cursor.fetchall()
        version, total, is_ahead = found[0][:3]
        rows = [
            Row(*values[3:-2], is_ahead, *values[-2:]) for values in found if values[3] is not None
        ]
        self._note(rows)
        return Found(rows, total, version)

    def _note(self, rows: list[Row]) -> None:
        if self.listed is not None:
            note_list(self.listed, [row.page_id for row in rows])

    def sql(self) -> str:
        return _STATEMENT.format(
            page=_column("representation", self.part in (Part.PAGE, Part.BOTH)),
            card=_column("card", self.part in (Part.CARD, Part.BOTH)),
            total=_TOTAL.format(self.counted.text) if self.counted else "NULL",
            is_ahead=is_ahead(),
            keys=self.keys.text,
        )

    def without_total(self) -> "Statement":
        return replace(self, counted=None)


def statement(
    visible_pages: QuerySet,
    chosen: slice = slice(None),
    part: Part = Part.BOTH,
    *,
    with_total: bool = False,
    listed: Listed | None = None,
) -> Statement:
    """Return a statement that reads the rows of pages, in the queryset's order: a slice of them.
    `listed` says what they are as a list, for caches: by default pages of the queryset's model.

    The queryset must have been narrowed by `visible`, so that whether a page may be seen is found
    out together with what is read of it.
    """
    keys = sql_of(visible_pages.values("pk"), chosen)
    counted = sql_of(visible_pages.order_by().values("pk")) if with_total else None
    return Statement(keys, part, counted, listed or Listed.of(visible_pages.model))


def statement_by_key(visible_pages: QuerySet, part: Part = Part.BOTH) -> Statement:
    """Return a statement that reads the row of the one of these pages whose key is its
    parameter.
    """
    keys = sql_of(visible_pages.order_by().values("pk"))
    return Statement(keys.within(_ONE_KEY), part)


def is_ahead() -> str:
    """Return SQL of whether the open transaction has changed something that isn't numbered yet."""
    # Marks are seen by the transaction that wrote them, and by no other.
    return "EXISTS (SELECT FROM publications_mark)" if connection.in_atomic_block else "false"


def current_version() -> int | None:
    """Return the `Found.version` of a statement that ran now."""
    return Head.objects.values_list("version", flat=True).first()


def read_rows(keys: list[int], part: Part = Part.BOTH) -> dict[int, Row]:
    """Return the rows of the visible pages with these keys, in one statement."""
    if not keys:
        return {}
    return {row.page_id: row for row in _statement_by_keys(part, page_types()).run(keys).rows}


def rows_of(named: QuerySet, chosen: slice = slice(None), part: Part = Part.BOTH) -> list[Row]:
    """Return the rows of the visible pages that a queryset names, in its order and in one
    statement: a slice of them.
    """
    return statement(visible(named), chosen, part).run().rows


@cache
def _statement_by_keys(part: Part, types: tuple[int, ...]) -> Statement:
    # The types, whose keys `visible` writes out, are all that could make it another statement.
    return Statement(sql_of(visible(Page.objects.order_by()).values("pk")).within(_SOME_KEYS), part)


def _column(name: str, is_read: bool) -> str:
    column = f"publication.{name}"
    return column if is_read else f"CASE WHEN {column} IS NOT NULL THEN '' END"
