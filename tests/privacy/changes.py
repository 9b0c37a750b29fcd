"""The doors of the log, as other systems follow it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from django.test import RequestFactory

from cms.live.handler import Handler
from cms.live.stream import EventStream, Stream
from cms.live.urls import EVENTS
from cms.publications.cursors import Cursor, epoch
from conftest import number_changes
from tests.privacy.answer import Answer, text_of
from tests.privacy.door import Door, head
from tests.privacy.references import PAGES, REFERRED
from tests.privacy.world import World

API = "/api/v2/changes/"


def told_since_the_beginning(world: World, client: str) -> Answer:
    """Ask as who has followed from before the first commit, and so is told of all that is gone."""
    return without_address(world, world.ask(f"{API}?since={epoch()}-0-0-0-0&limit=500", client))


def without_address(world: World, answer: Answer) -> Answer:
    """Where a page was is told of one that is gone: while it was public, everybody could know."""
    was_at = f'"html_url":"http://{world.names["hostname"]}{world.names["path"]}"'
    return replace(answer, text=answer.text.replace(was_at, '"html_url":""'))


def live(query: str, since: str = "") -> Callable[[World, str], Answer]:
    """A way that reads a stream to its end, in this thread, since no other sees its transaction."""

    def ask(world: World, client: str) -> Answer:
        number_changes()
        url = f"{EVENTS}?{query.format(**world.names)}"
        known = {"Last-Event-ID": since.format(epoch=epoch())} if since else {}
        response = handler().get_response(RequestFactory(headers=known).get(url))
        if isinstance(response, EventStream):
            response.streaming_content = parts(response.stream)
        return without_address(world, Answer(url, text_of(response)))

    return ask


@cache
def handler() -> Handler:
    return Handler()


def parts(stream: Stream) -> Iterator[bytes]:
    while not stream.is_begun or stream.cursor != Cursor.now():
        events, stream.cursor = stream.read()
        stream.is_begun = True
        yield events


def of_the_log(name: str, way, shows: str | None, kinds: frozenset = PAGES) -> Door:
    return Door(name, way, shows, kinds, tells_nothing=False)


# All of the site's pages are among them that refer to a page, which may be another site's.
CHANGES = [
    of_the_log("API changes", f"{API}?limit=500", "body", REFERRED),
    of_the_log("API changes as lines", f"{API}?format=ndjson", "body", REFERRED),
    of_the_log("API changes of a section", f"{API}?descendant_of={{index_id}}&limit=500", "body"),
    of_the_log("API changes of a venue", f"{API}?type=events.EventPage&venue={{venue}}", "lede"),
    of_the_log("API changes of a topic", f"{API}?topic={{topic}}&fields=seo_title", "seo"),
    of_the_log("API changes below itself", f"{API}?descendant_of={{id}}", None),
    of_the_log("API changes from the beginning", told_since_the_beginning, "body", REFERRED),
    of_the_log("API state of changes", f"{API}state/", None),
    replace(head("HEAD of the API changes", f"{API}?limit=500"), tells_nothing=False),
    *(
        replace(of_the_log(name, way, shows, kinds), only_reads=True)
        for name, way, shows, kinds in (
            ("live events", live(""), "body", REFERRED),
            ("live events of a venue", live("type=events.EventPage&venue={venue}"), "lede", PAGES),
            ("live events below itself", live("descendant_of={id}"), None, PAGES),
            ("live events from the beginning", live("", "{epoch}-0-0-0-0"), "body", REFERRED),
        )
    ),
]
