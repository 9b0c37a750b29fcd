"""Filling rows: pages are built in one snapshot of the database, and stored if they still are
what they were in it.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.db import connection, transaction
from wagtail.models import Page

from cms.postgres.sql_files import read_sql
from cms.postgres.stops import kept_if_possible, why_stopped
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Dependency, Head, Moment
from cms.publications.moments import remember
from cms.publications.rows import Row, read_rows
from cms.publications.search.entries import IndexedText, entry_of, learn
from cms.publications.watching import kind, watched_models
from cms.representations import Representation, build, tolerating
from cms.representations.encoding import to_json
from cms.telemetry.metrics import BUILDS
from cms.visibility import visible

logger = logging.getLogger(__name__)

_STORE = read_sql(__file__, "store_built")

#: How often a page is built when commits keep changing it meanwhile.
ATTEMPTS = 10


@dataclass(frozen=True)
class Built:
    """What became of a page; no representation: it can't be built."""

    representation: Representation | None
    error: str | None = None
    #: By what it is found; None where it was not built just now.
    entry: IndexedText | None = None


class _Stored(NamedTuple):
    """What `store_built.sql` is given of each page."""

    page: int
    as_of: int | None
    builds: int | None
    grown: bool
    dependencies: str
    representation: str | None = None
    card: str | None = None
    digest: str | None = None
    error: str | None = None
    entry: str | None = None
    told: bool = False


def fill(keys: list[int], *, again: bool = False) -> dict[int, Built]:
    """Return the visible ones of these pages by key, built and stored unless their rows are filled.
    With `again`, also those in whose rows an error stands.

    Outside a transaction, each is what it was at one moment since the call; of what can't be
    built, the reason is logged and kept in the row.
    """
    settled: dict[int, Built] = {}
    unsettled: dict[int, Built] = {}
    waiting = sorted(set(keys))
    for _attempt in range(ATTEMPTS):
        with snapshot():
            rows = read_rows(waiting)
            to_build = [row for row in rows.values() if not row.is_filled or (again and row.error)]
            settled |= {
                key: Built(row.representation(), row.error)
                for key, row in rows.items()
                if row not in to_build
            }
            known = _known_dependencies(to_build)
            version = head_version()
            unsettled = build_rows(to_build)
        for row in to_build:
            # Pages without a row are new in this very transaction, and get theirs when it ends.
            if version is None or row.sequence is None:
                settled[row.page_id] = unsettled.pop(row.page_id)
        stored: set[int] | None = None
        with kept_if_possible():
            to_store = [row for row in to_build if row.page_id in unsettled]
            stored = _store(to_store, unsettled, known, version)
        if stored is None:  # what is built holds all the same, and is built again next time
            break
        settled |= {key: unsettled.pop(key) for key in stored}
        waiting = sorted(unsettled)
        if not waiting:
            break
    # What could not be stored was still true at a moment since the call.
    return settled | unsettled


@contextmanager
def snapshot() -> Iterator[None]:
    """Within it, all queries see the database as it was at one moment. Where a transaction is open
    already, they see what that one sees.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def build_rows(rows: list[Row]) -> dict[int, Built]:
    """Return the pages of these rows, built now and not stored. One that fails leaves the others
    be.
    """
    pages = _specific([row.page_id for row in rows])
    built = build_each(list(pages.values()))
    for each in built:
        BUILDS.labels("error" if each.error else "ok").inc()
    return dict(zip(pages, built, strict=True))


def build_each(pages: list[Page], *, preview: bool = False) -> list[Built]:
    """Return the pages, built now and not stored, in order. One that fails leaves the others be."""
    if not pages:
        return []
    try:
        with transaction.atomic():
            return [
                Built(each, entry=entry_of(type(page), each.page))
                for page, each in zip(pages, build(pages, preview=preview), strict=True)
            ]
    except Exception as error:
        if why_stopped(error):  # not the pages' fault
            raise
        # Once more and each by itself, to learn which one it is and to leave out what fails.
        return [_build_tolerantly(page, preview) for page in pages]


def dependency_rows(representation: Representation) -> list[list]:
    """Return `[kind, object, shown]` of everything watched that the representation depends on."""
    return sorted(
        [kind(reference.model), str(reference.pk), shown]
        for reference, shown in representation.dependencies.items()
        if kind(reference.model) in _watched_kinds()
    )


def _specific(keys: list[int]) -> dict[int, Page]:
    if not keys:
        return {}
    return {page.pk: page for page in visible(Page.objects.filter(pk__in=keys)).specific()}


def _build_tolerantly(page: Page, preview: bool) -> Built:
    try:
        with transaction.atomic(), tolerating() as faults:
            [built] = build([page], preview=preview)
            entry = entry_of(type(page), built.page)
    except Exception as error:
        if why_stopped(error):
            raise
        reason = _reason(error)
        logger.exception("Page %s can't be built: %s", page.pk, reason)
        return Built(None, reason)
    for fault in faults:
        logger.error("Page %s is built without %s", page.pk, fault, exc_info=fault.error)
    return Built(built, "; ".join(map(str, faults)) or None, entry)


def _reason(error: Exception) -> str:
    return "; ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", [])])


def _known_dependencies(rows: list[Row]) -> dict[int, set[tuple[str, str]]]:
    known: dict[int, set[tuple[str, str]]] = {row.page_id: set() for row in rows}
    if known:
        found = Dependency.objects.filter(page_id__in=list(known))
        for page_id, *dependency in found.values_list("page_id", "kind", "object"):
            known[page_id].add(tuple(dependency))
    return known


def head_version() -> int | None:
    """Return the head's version; None if other code than this is to fill the rows."""
    return Head.objects.filter(fingerprint=fingerprint()).values_list("version", flat=True).first()


def _store(
    rows: list[Row], built: dict[int, Built], known: dict[int, set], version: int | None
) -> set[int]:
    """Store what still holds, and return its keys. Of a page with dependencies that the snapshot
    did not know, these are only recorded if there was a commit since the head's `version`: it may
    have missed the page because of them, so it is built once more.
    """
    values = [_stored(row, built[row.page_id], known[row.page_id]) for row in rows]
    if not values:
        return set()
    remember(
        each.pk
        for row in rows
        if (representation := built[row.page_id].representation)
        for each in representation.dependencies
        if each.model is Moment
    )
    columns = dict(zip(_Stored._fields, map(list, zip(*values, strict=True)), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_STORE, columns | {"version": version, "fingerprint": fingerprint()})
        #: Whether the page's words have changed, by page; None: not stored.
        stored = {page: changed for page, changed in cursor.fetchall() if changed is not None}
    learn([entry for page in stored if stored[page] and (entry := built[page].entry)])
    return set(stored)


def _stored(row: Row, built: Built, known: set[tuple[str, str]]) -> _Stored:
    start = (row.page_id, row.sequence, row.builds)
    if built.representation is None:
        # What it would depend on is not known; what it did depend on stays.
        kept = [[*dependency, False] for dependency in sorted(known)]
        told = _was_told(row, None)
        return _Stored(*start, False, json.dumps(kept), error=built.error, told=told)
    dependencies = dependency_rows(built.representation)
    grown = any((name, pk) not in known for name, pk, _shown in dependencies)
    text = to_json(built.representation.page).decode()
    card = to_json(built.representation.card).decode()
    digest = hashlib.sha256(text.encode()).hexdigest()
    entry = built.entry and json.dumps(built.entry.as_json())
    told = _was_told(row, digest)
    stored = _Stored(*start, grown, json.dumps(dependencies), text, card, digest)
    return stored._replace(error=built.error, entry=entry, told=told)


def _was_told(row: Row, digest: str | None) -> bool:
    """Return whether other content than this was read of the row since the commit of its number."""
    was_stored = row.digest is not None or row.error is not None
    return was_stored and row.digest != digest


@cache
def _watched_kinds() -> frozenset[str]:
    return frozenset(kind(model) for model in [*watched_models(), Moment])
