"""What one client is told, and as far as it has been told of it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from cms.api.changes_views import WHY_GONE
from cms.api.feed import NOW, ChangeFeed, FeedEndpoint, told_of_end
from cms.publications.changes import Changes
from cms.publications.cursors import Cursor, Gone
from cms.representations.encoding import to_json

EVENT_STREAM = "text/event-stream"
#: How many pages are read for a stream at once: so many it holds in memory at most.
PART = 25
#: What a client sends that was connected before: the `id` of the last event.
LAST = "Last-Event-ID"


class Stream:
    """A question to the log, and the place up to which its client has been told. Nothing is queued
    for a slow one: it is behind, and the log is its queue.
    """

    def __init__(self, request: HttpRequest, cursor: Cursor | None) -> None:
        self.request = request
        self.cursor = cursor
        #: Whether something is on its way to the client; nothing else is read for it meanwhile.
        self.is_busy = False
        #: Whether it has been told anything, if only where it is.
        self.is_begun = False

    @property
    def question(self) -> tuple:
        """What streams have in common that are told the same next."""
        given = {name: tuple(values) for name, values in self.request.GET.lists()}
        given["since"] = (NOW,) if self.is_without_load else ()
        asked = tuple(sorted(given.items()))
        host = self.request.get_host()
        return self.request.scheme, host, asked, self.cursor, self.is_begun

    @property
    def is_without_load(self) -> bool:
        """Whether who begins, or begins anew, is told only what comes."""
        return self.request.GET.get("since") == NOW

    def read(self) -> tuple[bytes, Cursor | None]:
        """Return the events that come next, and the place after them. Raises what `feed` does."""
        self.request.__dict__.pop("_wagtail_site", None)  # not as it was
        endpoint = EventsEndpoint()
        endpoint.request, endpoint.action = self.request, "listing_view"
        feed = endpoint.feed()
        try:
            found, feed = feed.read(self.cursor, PART)
        except Gone as gone:
            return self._reset(gone)
        return _written(feed, found), found.cursor

    def _reset(self, gone: Gone) -> tuple[bytes, Cursor | None]:
        """Tell that what the client has is good for nothing, and begin as it asked in the first
        place.
        """
        told = to_json({"reason": gone.reason, "detail": WHY_GONE[gone.reason]})
        if not self.is_without_load:
            return _event(told, "reset"), None
        here = Cursor.now()
        return _event(told, "reset") + _event(told_of_end(here, more=False), "next", here), here


class EventStream(HttpResponse):
    """The headers of an answer whose body the process writes, as long as the client stays."""

    #: So that nobody tells a length or a validator of it.
    streaming = True

    def __init__(self, stream: Stream) -> None:
        super().__init__(content_type=EVENT_STREAM)
        self.stream = stream
        self["Cache-Control"] = "no-store"
        self["X-Accel-Buffering"] = "no"  # nginx would keep events until a buffer is full


class EventsEndpoint(FeedEndpoint):
    """`/api/v2/events/`: the changes as `changes/` tells them, each when it is committed."""

    media_types = (EVENT_STREAM,)
    known_query_parameters = FeedEndpoint.known_query_parameters - {"format"}
    own_parameters = frozenset({"since"})

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK and hasattr(self, "opened"):
            return self.opened
        return response

    def listing_view(self, request: HttpRequest) -> HttpResponse:
        self.feed()  # refuses what is not understood
        self.opened = EventStream(Stream(request, self._cursor()))
        return self.opened

    def _cursor(self) -> Cursor | None:
        name, text = LAST, self.request.headers.get(LAST, "")
        if not text:
            name, text = "since", self.request.GET.get("since", "")
        return self.place(name, text, "the id of an event, or what an answer before has as next")


def _written(feed: ChangeFeed, found: Changes) -> bytes:
    """Return the changes as messages, each with the place after it as its id, and where they
    end.
    """
    events = [_event(feed.item(each), cursor=each.cursor) for each in found.items]
    events.append(_event(told_of_end(found.cursor, found.more), "next", found.cursor))
    return b"".join(events)


def _event(data: bytes, name: str = "", cursor: Cursor | None = None) -> bytes:
    lines = [b"event: %b" % name.encode()] if name else []
    lines.append(b"data: %b" % data)  # JSON has no line breaks
    if cursor is not None:
        lines.append(b"id: %b" % str(cursor).encode())
    return b"\n".join(lines) + b"\n\n"
