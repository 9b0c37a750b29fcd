"""What a feed lists: rows of the log, read in one statement. The validator is made of the rows'
digests, so whoever has the feed already is answered without reading or writing a page.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from cms.delivery.answers import Unwritten, has
from cms.publications.cache_tags import note_pages
from cms.publications.fingerprint import fingerprint
from cms.publications.reading import whole
from cms.publications.rows import Found, Part, Row
from cms.representations import SITE_ORIGIN


@dataclass(frozen=True)
class Entry:
    """A page of a feed: its representation with absolute URLs, and the number of the commit that
    last changed the page itself.
    """

    page: dict
    content_sequence: int


def answer(
    request: HttpRequest,
    find: Callable[[Part], Found],
    inputs: Callable[[], list[str]],
    write: Callable[[list[Entry]], bytes],
    root_url: str,
    content_type: str,
) -> HttpResponse:
    """Return what `write` makes of the pages that `find` finds, to which a site must lead: a hidden
    one's digest would tell of it. Their order must follow from what they are, and `inputs`, asked
    once they are found, be all that the content is made of besides: the same inputs, pages and code
    are the same bytes. Raises `cms.publications.reading.Unbuilt`.
    """

    def digest(rows: list[Row]) -> str:
        return _digest([fingerprint(), root_url, *inputs()], rows)

    def content() -> bytes:
        return write(_entries(whole(find(Part.PAGE).rows), root_url))

    if "If-None-Match" in request.headers:
        known = find(Part.NONE).rows
        if all(row.is_filled for row in known) and has(request, found := digest(known)):
            note_pages(row.page_id for row in known if row.page is not None)
            return Unwritten(content, found, content_type)
    rows = whole(find(Part.PAGE).rows)
    return Unwritten(lambda: write(_entries(rows, root_url)), digest(rows), content_type)


def _digest(besides: list[str], rows: list[Row]) -> str:
    pages = sorted(
        (row.page_id, row.digest, row.content_sequence) for row in rows if row.page is not None
    )
    return hashlib.sha256(json.dumps([besides, pages]).encode()).hexdigest()[:32]


def _entries(rows: list[Row], root_url: str) -> list[Entry]:
    return [
        Entry(json.loads(row.page.replace(SITE_ORIGIN, root_url)), row.content_sequence or 0)
        for row in rows
        if row.page is not None
    ]
