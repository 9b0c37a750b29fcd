"""What who follows live events is told: what `changes/` says, each change when it is committed."""

from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from cms.live.stream import PART
from cms.live.tests.client import HEARTBEAT, Event, live
from cms.live.tests.conftest import publish
from cms.publications.changes import Cursor
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

CHANGES = "/api/v2/changes/"
OF_ANOTHER = "0123456789abcdef-1-1-0-0"


def changes(query: str = "", since: str = "") -> list[Event]:
    """What `changes/` tells of the same, as events."""
    asked = f"{CHANGES}?{query}&" + urlencode({"since": since, "format": "ndjson"})
    response = Client(headers={"host": "localhost"}).get(asked)
    assert response.status_code == 200, response.content
    lines = [Event.read(b"data: " + line) for line in response.getvalue().splitlines()]
    found = [Event("", each.data, each.data["next"]) for each in lines[:-1]]
    for each in found:
        del each.data["next"]
    return [*found, Event("next", lines[-1].data, lines[-1].data["next"])]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "type=pages.ArticlePage&fields=_,id,title&urls=relative",
        "topic=klima",
        "topic=klima&topic=velfaerd",
        "descendant_of={index}&renditions=card",
        "type=*&site=localhost",
    ],
)
def test_the_first_load_and_what_follows_are_those_of_changes(events, site, query):
    query = query.format(index=site.index.pk)
    stream = events.ask(query)
    assert (stream.status, stream.headers["content-type"]) == (200, "text/event-stream")
    assert stream.headers["cache-control"] == "no-store"
    first = stream.events()
    assert first == changes(query)
    publish(site.first, "Ændret")
    second = stream.events()
    assert [each.data["id"] for each in second[:-1]] == [site.first.pk]
    assert second == changes(query, since=first[-1].id)
    stream.leave()


def test_what_is_hidden_is_told(events, site):
    stream = events.ask("since=now&type=pages.ArticlePage")
    [here] = stream.events()
    site.second.unpublish()
    found = stream.events()
    told = [(each.data["change"], each.data["id"]) for each in found[:-1]]
    assert ("delete", site.second.pk) in told
    assert found == changes("type=pages.ArticlePage", since=here.id)
    publish(site.second, "Anden")
    assert stream.events()[0].data["change"] == "upsert"
    stream.leave()


def test_the_id_of_the_last_event_goes_on_where_it_was(events, site):
    stream = events.ask()
    first = stream.event()
    stream.leave()
    # What the address says is for who has no such id yet.
    again = events.ask("since=now", last_event_id=first.id)
    assert again.events() == changes(since=first.id)
    again.leave()
    [here] = events.ask(f"since={Cursor.now()}").events()
    publish(site.first, "Imens")
    missed = events.ask("since=now", last_event_id=here.id).events()
    assert [each.data.get("id") for each in missed] == [site.first.pk, None]


def test_who_knows_what_leads_nowhere_is_told_and_begins_anew(events, site):
    stream = events.ask("topic=klima", last_event_id=OF_ANOTHER)
    reset = stream.event()
    refused = Client().get(CHANGES, {"since": OF_ANOTHER}).json()
    assert (reset.name, reset.id) == ("reset", "")
    assert reset.data == {"reason": refused["reason"], "detail": refused["detail"]}
    assert reset.data["reason"] == "epoch"
    assert stream.events() == changes("topic=klima")
    # Without a first load, there is none now either.
    later = events.ask("since=now", last_event_id=OF_ANOTHER)
    assert later.event() == reset
    assert later.events() == changes(since=str(Cursor.now()))


def test_streams_that_differ_in_one_of_two_values_are_told_apart(events, site):
    asked = ["since=now&topic=klima&topic=klima", "since=now&topic=velfaerd&topic=klima"]
    both = [events.ask(each) for each in asked]
    for stream in both:
        stream.events()
    publish(site.second, "Kun den anden")
    told = [stream.events()[0].data for stream in both]
    assert [each["change"] for each in told] == ["delete", "upsert"]


def test_who_takes_slowly_is_behind_and_keeps_nobody_waiting(events, site):
    slow, quick = (events.ask("since=now", is_taking=taking) for taking in (False, True))
    quick.events()
    for title in ("Én gang", "To gange"):
        publish(site.first, title)
        assert quick.events()[0].data["page"]["title"] == title
    slow.take()
    [here] = slow.events()
    found = slow.events()
    assert found[-1] == changes(since=here.id)[-1]
    # Nothing was queued: the page comes once, as it is.
    assert [each.data["page"]["title"] for each in found[:-1]] == ["To gange"]


def test_a_silent_stream_tells_that_it_is_there(site):
    with live(heartbeat=0.01) as events:
        messages = events.ask("since=now").messages()
        while (message := next(messages)) == HEARTBEAT:
            pass  # the first event may be slower than that
        assert Event.read(message).is_end
        assert next(messages) == HEARTBEAT


def test_many_pages_come_in_parts_and_are_all_there(events, site):
    here, number = str(Cursor.now()), PART + 5
    with transaction.atomic():
        made = [factories.page(ArticlePage, parent=site.index).pk for _ in range(number)]
    found = events.ask("type=pages.ArticlePage", last_event_id=here).events()
    assert [each.data["more"] for each in found if each.name] == [True, False]
    told = [each for each in found if not each.name]
    assert [each.data["id"] for each in told] == made
    assert told == changes("type=pages.ArticlePage", since=here)[:-1]
