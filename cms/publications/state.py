"""What a complete copy of the public pages, or of some of them, consists of as of one commit."""

import hashlib
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from cms.publications.backlog import unbuilt
from cms.publications.building import fill, snapshot
from cms.publications.cursors import Cursor
from cms.publications.models import Publication
from cms.publications.reading import BUILT_AT_ONCE
from cms.representations.encoding import to_json


class NotSettled(Exception):
    """More pages wait to be built than one request builds, so nobody knows what they will be."""


@dataclass(frozen=True)
class State:
    """`digest` is the SHA-256, hexadecimal, of a line "id digest" for each page, in the order of
    their ids; the digest is empty of a page that can't be built.
    """

    cursor: Cursor
    count: int
    digest: str

    def as_json(self) -> bytes:
        """Return it as other systems read it."""
        return to_json({"next": str(self.cursor), "count": self.count, "digest": self.digest})


def state_of(visible_pages: QuerySet[Page]) -> State:
    """Return the state of these pages, which must have been narrowed by `visible`, as of now.

    Raises `NotSettled`.
    """
    waiting = unbuilt().values_list("pk", flat=True)
    if keys := list(waiting[:BUILT_AT_ONCE]):
        fill(keys)
    with snapshot():
        if unbuilt().exists():
            raise NotSettled
        cursor = Cursor.now()
        public = visible_pages.order_by().values("pk")
        rows = Publication.objects.filter(pk__in=public).order_by("pk").values_list("pk", "digest")
        digest, count = hashlib.sha256(), 0
        for key, of_page in rows.iterator():
            digest.update(f"{key} {of_page or ''}\n".encode())
            count += 1
    return State(cursor, count, digest.hexdigest())
