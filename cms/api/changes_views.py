"""`/api/v2/changes/`: what was published, changed and hidden since a cursor, and what a complete
copy consists of.
"""

import time
from collections.abc import Iterator
from http import HTTPStatus

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from wagtail.api.v2.utils import BadRequestError

from cms.api.feed import ChangeFeed, FeedEndpoint, told_of_end
from cms.api.sessionless import JSON
from cms.delivery.answers import streamed
from cms.delivery.negotiation import preferred
from cms.delivery.site import root_url
from cms.problems import problem
from cms.publications.changes import Changes
from cms.publications.cursors import Cursor, Gone
from cms.publications.reading import Unbuilt
from cms.publications.state import NotSettled

#: JSON texts of one line each.
NDJSON = "application/x-ndjson"
FORMATS = {"json": JSON, "ndjson": NDJSON}
#: Items that JSON gives unasked, and at most. NDJSON is read by so many at a time.
LIMIT, MOST = 100, 500
#: Seconds after which NDJSON ends, and its last line says where to go on: no answer lasts longer.
LONGEST_ANSWER = 60
#: Seconds after which it is worth asking again for the state of what waits to be built.
_RETRY_AFTER = 2

WHY_GONE = {
    "epoch": "since is of another state of the site's database, such as one before a backup was "
    "restored. Begin anew, without since, and drop what that load doesn't bring.",
    "expired": "since is so old that what was hidden meanwhile is not remembered. Begin anew, "
    "without since, and drop what that load doesn't bring.",
    "scope": "since was given to a key that opened other pages than are opened now. Begin anew, "
    "without since, and drop what that load doesn't bring.",
}


class StateEndpoint(FeedEndpoint):
    """What a complete copy consists of, to compare one's own with."""

    def listing_view(self, request: HttpRequest) -> HttpResponse:
        feed = self.feed()
        try:
            found = feed.state()
        except NotSettled:
            detail = "Pages wait to be built; their digests are not known yet."
            response = problem(request, HTTPStatus.SERVICE_UNAVAILABLE, detail)
            response["Retry-After"] = str(_RETRY_AFTER)
            return response
        return HttpResponse(found.as_json(), content_type=JSON)


class ChangesEndpoint(FeedEndpoint):
    """The log as JSON, a part at a time, or as NDJSON to its end."""

    media_types = tuple(FORMATS.values())
    formats = tuple(FORMATS)
    own_parameters = frozenset({"since", "limit"})
    state_endpoint: type[FeedEndpoint] = StateEndpoint

    @classmethod
    def get_urlpatterns(cls) -> list:
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path("state/", cls.state_endpoint.as_view({"get": "listing_view"}), name="state"),
        ]

    def listing_view(self, request: HttpRequest) -> HttpResponse:
        feed = self.feed()
        cursor, limit = self._cursor(), self._limit()
        try:
            if self._media_type() == NDJSON:
                return self._as_lines(feed, cursor, limit)
            return self._as_json(feed, cursor, limit or LIMIT)
        except Gone as gone:
            reason = WHY_GONE[gone.reason]
            return problem(request, HTTPStatus.GONE, reason, reason=gone.reason)

    def _as_json(self, feed: ChangeFeed, cursor: Cursor | None, limit: int) -> HttpResponse:
        found, feed = feed.read(cursor, limit)
        items = b",".join(map(feed.item, found.items))
        head = told_of_end(found.cursor, found.more)[:-1]
        response = HttpResponse(b'%b,"items":[%b]}' % (head, items), content_type=JSON)
        response["Link"] = f'<{self._address(found.cursor)}>; rel="next"'
        return response

    def _as_lines(self, feed: ChangeFeed, cursor: Cursor | None, limit: int | None) -> HttpResponse:
        # What it raises is answered.
        first, feed = feed.read(cursor, min(limit or LIMIT, LIMIT))
        if self.request.method == "HEAD":
            return streamed(self.request, iter(()), NDJSON)
        return streamed(self.request, _lines(feed, first, limit), NDJSON)

    def _address(self, cursor: Cursor) -> str:
        query = self.request.GET.copy()
        query["since"] = str(cursor)
        root = root_url(self.request)
        return f"{root}{reverse('wagtailapi:changes:listing')}?{query.urlencode()}"

    def _media_type(self) -> str:
        if (name := self.request.GET.get("format")) is not None:
            return FORMATS[name]
        return preferred(self.request, self.media_types) or JSON

    def _cursor(self) -> Cursor | None:
        text = self.request.GET.get("since", "")
        return self.place("since", text, "what an answer before has as next")

    def _limit(self) -> int | None:
        text = self.request.GET.get("limit")
        if text is None:
            return None
        if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:20]) <= MOST:
            raise BadRequestError(f"limit must be a number from 1 to {MOST}")
        return int(text)


def _lines(feed: ChangeFeed, found: Changes, limit: int | None) -> Iterator[bytes]:
    """Yield the changes, one a line, as far as there are any; a part of them at a time. Each has
    `next`, from where to go on after it, and so does the last line, which says whether there is
    more.
    """
    ends = time.monotonic() + LONGEST_ANSWER
    while True:
        lines = [feed.item(each, next=str(each.cursor)) for each in found.items]
        limit = None if limit is None else limit - len(lines)
        is_over = not found.more or limit == 0 or time.monotonic() > ends
        if is_over or not lines:
            lines.append(told_of_end(found.cursor, found.more))
        yield b"".join(line + b"\n" for line in lines)
        if is_over:
            return
        connection.use_timeouts_of("public")  # it may be another one than before
        try:
            found, feed = feed.read(found.cursor, LIMIT if limit is None else min(limit, LIMIT))
        except Unbuilt:  # who asks again from here is told more
            yield told_of_end(found.cursor, more=True) + b"\n"
            return
