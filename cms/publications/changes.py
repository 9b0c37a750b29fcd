"""The log as it is followed: every page that became public, changed or was hidden since a cursor.

Whoever starts without a cursor, follows, and keeps what is public and drops what is not, ends with
exactly the pages that the public may see.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from cms.publications.models import Publication
from cms.publications.reading import read_by_key
from cms.representations import Representation
from cms.visibility import visible


@dataclass(frozen=True)
class Cursor:
    """A place in the log of one database: all up to this page of this commit has been read."""

    epoch: str
    sequence: int
    page_id: int


class OtherEpoch(Exception):
    """The cursor is of another database, or of this one before a backup was restored. Its numbers
    mean other commits here, so whoever has it starts anew.
    """


@dataclass(frozen=True)
class Change:
    page_id: int
    #: The commit that last changed the page or something it shows, and the page itself.
    sequence: int
    content_sequence: int
    #: Whether the public may see the page. If not, it once could: what is kept of it is to go.
    is_public: bool
    #: What it is by now; None if it isn't public, or can't be built at the moment.
    representation: Representation | None


@dataclass(frozen=True)
class Changes:
    """`cursor` is where to go on. There is nothing more for now if `items` are fewer than asked."""

    items: list[Change]
    cursor: Cursor


def changes_since(cursor: Cursor | None, limit: int = 100) -> Changes:
    """The changes after a cursor, or all, in the order of their commits. A page stands at its last
    change only; a commit that comes later never stands before one that was read.

    Raises `OtherEpoch`.
    """
    cursor = cursor or Cursor(epoch(), 0, 0)
    if cursor.epoch != epoch():
        raise OtherEpoch(cursor.epoch)
    after = Q(sequence=cursor.sequence, page_id__gt=cursor.page_id)
    after |= Q(sequence__gt=cursor.sequence)
    is_visible = Exists(visible(Page.objects.filter(pk=OuterRef("pk"))))
    rows = list(
        Publication.objects.filter(after, sequence__gte=cursor.sequence)
        .annotate(is_visible=is_visible)
        .order_by("sequence", "page_id")
        .values_list("page_id", "sequence", "content_sequence", "is_visible")[:limit]
    )
    if rows:
        cursor = Cursor(cursor.epoch, rows[-1][1], rows[-1][0])
    keys = [page_id for page_id, *_, is_public in rows if is_public]
    found = read_by_key(keys)
    return Changes([Change(*row, found.get(row[0])) for row in rows], cursor)


def epoch() -> str:
    """Names the database that the log is in; another one in a copy or restored backup of it."""
    with connection.cursor() as database:
        database.execute("SELECT publications_epoch()")
        return database.fetchone()[0]
