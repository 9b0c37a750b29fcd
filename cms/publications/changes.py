"""The log as it is followed: every page that became public, changed or was hidden since a cursor.

Whoever starts without a cursor, follows, and keeps what is public and drops what is not, ends with
exactly the pages that the public may see. So does who asks for a part of them by `matching`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Page

from cms.postgres.sql_files import read_sql
from cms.publications.building import Built, fill
from cms.publications.cursors import Cursor, OtherEpoch, OtherScope, TooOld, epoch
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Reason, RestrictedPublication
from cms.publications.removals import Removed, removals
from cms.publications.sql_forms import sql_of
from cms.publications.windows import Window, asked_of
from cms.representations.encoding import to_json
from cms.visibility import visible

__all__ = [
    "EXAMINED",
    "Change",
    "Changes",
    "Cursor",
    "OtherEpoch",
    "Reason",
    "TooOld",
    "changes_since",
    "epoch",
]

#: How many rows to look at where only some pages match.
EXAMINED = 1000

_WINDOW = read_sql(__file__, "window")
_ROWS = read_sql(__file__, "changed_rows")
_THESE = "SELECT id FROM ({}) AS page (id) WHERE id = ANY (%s::integer[])"


@dataclass(frozen=True)
class Change:
    """A page as of the commit that last changed it or something that it shows."""

    page_id: int
    sequence: int
    #: The commit that last changed the page itself.
    content_sequence: int
    #: Whether the page itself changed since the round began, and not just something it shows.
    content_changed: bool
    at: datetime
    #: The label of its type, such as "news.NewsPage".
    type: str
    #: `Page.url_path` as it was last public; "": forgotten.
    url_path: str
    #: None: it is public and matches. Otherwise what is kept of it is to go.
    reason: Reason | None
    #: SHA-256 of the representation; None if it isn't kept, or can't be built at the moment.
    digest: str | None
    #: The representation as JSON with the site's own URLs under `SITE_ORIGIN`; None likewise.
    text: str | None
    #: Of what was taken down or deleted: what there is to say of it.
    removed: Removed | None
    #: Where to go on after this change.
    cursor: Cursor

    @property
    def is_kept(self) -> bool:
        return self.reason is None


@dataclass(frozen=True)
class Changes:
    """`cursor` is where to go on, and `more` whether there is something already. Since the rows
    that are examined are bounded, there may be more where `items` are few or none.
    """

    items: list[Change]
    cursor: Cursor
    more: bool


class StoredRow(NamedTuple):
    """What is stored of a page; its text only if it is visible, and was asked for."""

    page_id: int
    sequence: int
    content_sequence: int
    at: datetime
    type_id: int
    url_path: str
    reason: str
    digest: str | None
    fingerprint: str
    is_visible: bool
    text: str | None


def changes_since(
    cursor: Cursor | None,
    limit: int = 100,
    matching: QuerySet[Page] | Callable[[], QuerySet[Page]] | None = None,
    examined: int | None = None,
) -> Changes:
    """Return the changes after a cursor, or all, in the order of their commits. A page stands at
    its last change only; a commit that comes later never stands before one that was read.

    `matching` are the visible pages that are asked for, or says which ones they are once it is
    known what has changed; what changed and is none of them is told as not to be kept. At most
    `examined` rows are looked at, or `limit`. Raises `Gone`.
    """
    if cursor is not None and cursor.seal:
        raise OtherScope(str(cursor))
    window = _window(cursor, examined or limit)
    # First, since what a page shows may decide whether it matches.
    built = fill(window.waiting) if window.waiting else {}
    matched = among(matching, window.keys)
    chosen = window.choose(matched, limit)
    return Changes(_changes(chosen.places, matched, built), chosen.end, chosen.more)


def _window(cursor: Cursor | None, most: int) -> Window:
    with connection.prepared_cursor() as database:
        database.execute(_WINDOW, asked_of(cursor, most))
        return Window.of(database.fetchall(), cursor, most)


def among(pages: QuerySet[Page] | Callable[[], QuerySet[Page]] | None, keys: list[int]) -> set[int]:
    """Return the keys of those that are among the pages; all, if none are named."""
    if pages is None or not keys:
        return set(keys)
    if callable(pages):
        pages = pages()
    named = sql_of(pages.order_by().values("pk")).within(_THESE, keys)
    with connection.prepared_cursor() as database:
        database.execute(named.text, named.values)
        return {key for (key,) in database.fetchall()}


def _changes(chosen: dict[int, Cursor], matched: set[int], built: dict[int, Built]) -> list[Change]:
    """Return the changes of these pages, without those that changed again: they come later."""
    if not chosen:
        return []
    keys = list(chosen)
    rows = stored_rows(keys, [key for key in keys if key in matched])
    hidden = [key for key, row in rows.items() if not row.is_visible]
    removed = removals(hidden) if hidden else {}
    return [
        public_change_of(row, cursor, page_id in matched, built.get(page_id), removed.get(page_id))
        for page_id, cursor in chosen.items()
        if (row := rows.get(page_id)) is not None and row.sequence == cursor.sequence
    ]


def stored_rows(keys: list[int], shown: list[int]) -> dict[int, StoredRow]:
    """Return what is stored of pages, by key; of those to be shown, if visible, also their text."""
    pages = sql_of(visible(Page.objects.order_by()).values("pk")).within(_THESE, keys)
    text, values = pages.named("visible")
    with connection.prepared_cursor() as database:
        database.execute(_ROWS.format(visible=text), values | {"shown": shown, "keys": keys})
        return {row[0]: StoredRow(*row) for row in database.fetchall()}


def public_change_of(
    row: StoredRow, cursor: Cursor, is_matching: bool, built: Built | None, removed: Removed | None
) -> Change:
    """Return the change that a row of the public's tells of to who has come to this place."""
    is_kept = row.is_visible and is_matching
    digest, text = (row.digest, row.text) if is_kept else (None, None)
    if is_kept and row.fingerprint != fingerprint():
        representation = built and built.representation
        text = representation and to_json(representation.page).decode()
        digest = text and hashlib.sha256(text.encode()).hexdigest()
    return change_of(row, cursor, row.is_visible, is_matching, digest, text, removed)


def change_of(
    row: StoredRow | RestrictedPublication,
    cursor: Cursor,
    is_seen: bool,
    is_matching: bool,
    digest: str | None,
    text: str | None,
    removed: Removed | None = None,
) -> Change:
    """Return the change that a row tells of, of a page that who asks sees now, or doesn't."""
    if is_seen:
        reason = None if is_matching else Reason.UNMATCHED
    else:
        reason = Reason(row.reason or Reason.RESTRICTED)
    return Change(
        page_id=row.page_id,
        sequence=row.sequence,
        content_sequence=row.content_sequence,
        content_changed=row.content_sequence > cursor.base,
        at=row.at,
        type=label_of(row.type_id),
        url_path=row.url_path,
        reason=reason,
        digest=digest,
        text=text,
        removed=removed,
        cursor=cursor,
    )


def label_of(type_id: int) -> str:
    """Return the label of a type of pages, whose plugin may be absent; that of all pages if nothing
    is known of it any more.
    """
    try:
        found = ContentType.objects.get_for_id(type_id)
    except ContentType.DoesNotExist:
        return Page._meta.label
    model = found.model_class()
    return model._meta.label if model else f"{found.app_label}.{found.model}"
