"""Restricted pages as who may see them reads them. They are built whenever they are read; the log
has only what they depend on, so that a change of it is told.
"""

import hashlib
import json
from dataclasses import dataclass

from django.db import connection
from wagtail.models import Page

from cms.postgres.stops import kept_if_possible
from cms.publications.building import (
    Built,
    build_each,
    dependency_rows,
    head_version,
    snapshot,
)
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Moment, RestrictedDependency, RestrictedPublication
from cms.publications.moments import remember
from cms.publications.opening import Opening
from cms.publications.watching import kind
from cms.representations.encoding import to_json

_MOMENTS = kind(Moment)


@dataclass(frozen=True)
class Made:
    """A restricted page as it was in a snapshot; no text: it can't be built."""

    row: RestrictedPublication
    text: str | None
    digest: str | None
    has_failed: bool
    #: `[kind, object]` of what it depends on, and whether some of that was not known.
    dependencies: list[list]
    grown: bool
    #: Of the head, in the snapshot; None: other code than this runs the site.
    version: int | None

    @property
    def is_stored(self) -> bool:
        """Whether nothing but this was built of the page since its row has its number."""
        return self.row.digest is not None and self.row.digest == self.digest and not self.grown


def make(rows: list[RestrictedPublication]) -> dict[int, Made]:
    """Build the pages of these rows, which were read in the same `snapshot`; return them by key."""
    keys = [row.page_id for row in rows]
    if not keys:
        return {}
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific()}
    built = dict(zip(pages, build_each(list(pages.values())), strict=True))
    known: dict[int, list[list]] = {key: [] for key in keys}
    found = RestrictedDependency.objects.filter(page_id__in=keys)
    for page_id, *dependency in found.values_list("page_id", "kind", "object"):
        known[page_id].append(dependency)
    version = head_version()
    return {
        row.page_id: _made(row, built[row.page_id], known[row.page_id], version)
        for row in rows
        if row.page_id in built
    }


def store(made: list[Made]) -> bool:
    """Record what was made, outside the snapshot; return whether all of it still holds, and may be
    shown: a commit may have missed what a page depends on.
    """
    is_true = True
    remember(key for each in made for name, key in each.dependencies if name == _MOMENTS)
    for each in sorted(made, key=lambda each: each.row.page_id):
        if not each.is_stored:
            is_true &= _store(each)
    return is_true


def make_waiting(opening: Opening, pages: list[int]) -> None:
    """Build those of these pages that were not built since they changed."""
    with snapshot():
        waiting = opening.there().filter(page_id__in=pages)
        still_open = opening.still_open(pages)
        made = make([row for row in waiting if row.page_id in still_open])
    store(list(made.values()))


def _made(row: RestrictedPublication, built: Built, known: list[list], version: int | None) -> Made:
    if built.representation is None:
        return Made(row, None, None, True, known, False, version)
    dependencies = [each[:2] for each in dependency_rows(built.representation)]
    text = to_json(built.representation.page).decode()
    digest = hashlib.sha256(text.encode()).hexdigest()
    grown = any(each not in known for each in dependencies)
    return Made(row, text, digest, built.error is not None, dependencies, grown, version)


def _store(made: Made) -> bool:
    with kept_if_possible(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT publications_store_restricted(%s, %s, %s, %s, %s::jsonb, %s, %s, %s)",
            [
                made.row.page_id,
                made.row.sequence,
                made.grown,
                made.version,
                json.dumps(made.dependencies),
                fingerprint(),
                made.digest,
                made.has_failed,
            ],
        )
        return cursor.fetchone()[0]
    return False
