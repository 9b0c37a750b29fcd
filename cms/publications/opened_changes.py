"""The log as who has a key follows it: what became public, changed or was hidden, and the same of
the restricted pages that the key opens.

What is told of a page is what it is to who asks: public, opened, or neither. So it doesn't matter
by which of the two tables it is met, and one that moves between them is told once.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Page

from cms.postgres.sql_files import read_sql
from cms.publications.backlog import unbuilt
from cms.publications.building import ATTEMPTS, Built, fill, snapshot
from cms.publications.changes import (
    Change,
    Changes,
    StoredRow,
    among,
    change_of,
    public_change_of,
    stored_rows,
)
from cms.publications.cursors import Cursor
from cms.publications.models import Publication, RestrictedPublication
from cms.publications.opening import Opening
from cms.publications.reading import BUILT_AT_ONCE, Unbuilt
from cms.publications.removals import removals
from cms.publications.restricted import Made, make, make_waiting, store
from cms.publications.sql_forms import sql_of
from cms.publications.state import NotSettled, State
from cms.publications.windows import Window, asked_of

_WINDOW = read_sql(__file__, "opened_window")


def changes_opened(
    opening: Opening,
    cursor: Cursor | None,
    limit: int,
    matching: Callable[[], QuerySet[Page]],
    examined: int,
) -> Changes:
    """Return what `changes_since` does, with the restricted pages that are opened. `matching`
    says which are asked for of all that are seen. Raises `Gone`, and `Unbuilt` if commits keep
    changing what the pages show, or other code runs the site.
    """
    if cursor is not None:
        opening.check(cursor)
    for _attempt in range(ATTEMPTS):
        window = _window(opening, cursor, examined)
        if not window.rows:
            return Changes([], opening.sealed(window.choose(set(), limit).end), False)
        built = fill(window.waiting) if window.waiting else {}
        with snapshot():
            matched = among(matching, window.keys)
            chosen = window.choose(matched, limit)
            changes, made = _changes(opening, chosen.places, matched, built)
        if store(made):
            items = [replace(each, cursor=opening.sealed(each.cursor)) for each in changes]
            return Changes(items, opening.sealed(chosen.end), chosen.more)
    raise Unbuilt


def state_opened(opening: Opening, pages: QuerySet[Page]) -> State:
    """Return the state of pages that are seen, see `state_of`. Raises `NotSettled`."""
    keys = pages.order_by().values("pk")
    public = Publication.objects.filter(pk__in=keys, was_public=True)
    opened = opening.there().filter(page_id__in=keys)
    waiting = opened.filter(digest=None, failed_at=None)
    if of_public := list(unbuilt().values_list("pk", flat=True)[:BUILT_AT_ONCE]):
        fill(of_public)
    if of_opened := list(waiting.values_list("page_id", flat=True)[:BUILT_AT_ONCE]):
        make_waiting(opening, of_opened)
    with snapshot():
        if unbuilt().exists() or waiting.exists():
            raise NotSettled
        cursor = opening.now()
        digests = dict(public.values_list("pk", "digest"))
        digests |= dict(opened.values_list("page_id", "digest"))
    lines = "".join(f"{key} {of_page or ''}\n" for key, of_page in sorted(digests.items()))
    return State(cursor, len(digests), hashlib.sha256(lines.encode()).hexdigest())


def _window(opening: Opening, cursor: Cursor | None, most: int) -> Window:
    rows = opening.rows().values("page_id", "sequence", "is_there")
    opened, values = sql_of(rows).named("opened")
    with connection.prepared_cursor() as database:
        database.execute(_WINDOW.format(opened=opened), values | asked_of(cursor, most))
        return Window.of(database.fetchall(), cursor, most)


def _changes(
    opening: Opening, places: dict[int, Cursor], matched: set[int], built: dict[int, Built]
) -> tuple[list[Change], list[Made]]:
    """Return the changes of these pages, without those that changed again: they come later; and
    what was made to be told of them.
    """
    if not places:
        return [], []
    keys = list(places)
    public = stored_rows(keys, [key for key in keys if key in matched])
    own: dict[int, list[RestrictedPublication]] = {}
    for row in opening.rows().filter(page_id__in=keys).order_by("sequence", "is_there"):
        own.setdefault(row.page_id, []).append(row)
    still_open = opening.still_open([*own]) if own else set()
    standing: dict[int, StoredRow | RestrictedPublication] = {}
    for key, cursor in places.items():
        rows = [*([public[key]] if key in public else []), *own.get(key, [])]
        if not rows or max(row.sequence for row in rows) != cursor.sequence:
            continue
        # Where it stands in both, it is what it has become: public, or opened.
        is_public = key in public and public[key].is_visible
        standing[key] = public[key] if is_public else max(rows, key=_rank)
    made = make(
        [
            row
            for key, row in standing.items()
            if isinstance(row, RestrictedPublication)
            and row.is_there
            and key in still_open & matched
        ]
    )
    hidden = [
        key for key, row in standing.items() if isinstance(row, StoredRow) and not row.is_visible
    ]
    removed = removals(hidden) if hidden else {}
    changes = [
        public_change_of(row, places[key], key in matched, built.get(key), removed.get(key))
        if isinstance(row, StoredRow)
        else _opened_change_of(row, places[key], key in still_open, key in matched, made.get(key))
        for key, row in standing.items()
    ]
    return changes, list(made.values())


def _rank(row: StoredRow | RestrictedPublication) -> tuple[int, bool]:
    return row.sequence, isinstance(row, RestrictedPublication) and row.is_there


def _opened_change_of(
    row: RestrictedPublication, cursor: Cursor, is_open: bool, is_matching: bool, made: Made | None
) -> Change:
    is_seen = row.is_there and is_open
    return change_of(row, cursor, is_seen, is_matching, made and made.digest, made and made.text)
