"""A feed costs what it holds, and nothing for those who have it, however many pages there are.

In a database of its own, since nothing is kept within the transaction of a test; each test has a
calendar and a topic of its own there.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.publications.backlog import build_backlog
from cms.publications.tests.crowd import copies
from cms.testing import factories
from conftest import database_of_its_own
from events.models import EventIndexPage, EventPage, NetworkPage

FORMS = ["rss", "atom", "ics"]


@pytest.fixture(autouse=True, scope="module")
def _database(django_db_setup, django_db_blocker) -> Iterator[None]:
    with database_of_its_own(django_db_blocker):
        yield


@pytest.fixture
def event() -> EventPage:
    parent, topic = factories.page(EventIndexPage), factories.topic()
    return coming(title="Første", parent=parent, topics=[topic])


def coming(days: int = 9, **values) -> EventPage:
    start = timezone.now() + timedelta(days=days)
    return factories.page(EventPage, start=start, end=start + timedelta(hours=1), **values)


def addresses(event: EventPage) -> list[str]:
    index, topic = event.get_parent().get_url(), event.topics.get()
    lists = [f"{index}?format={form}&topic={topic.slug}" for form in FORMS]
    return [*lists, f"{topic.get_absolute_url()}rss/"]


def conditional(client: Client, url: str, etag: str):
    """The answer to who has this state, and how many statements it took."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url, headers={"if-none-match": etag, "accept-encoding": "gzip"})
    return response, len(queries)


def etag(client: Client, url: str) -> str:
    response = client.get(url, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200
    return response["ETag"]


@pytest.mark.parametrize("count", [1, 3])
def test_who_has_a_feed_is_answered_from_digests(client, event, count):
    for number in range(1, count):
        coming(title=f"Nummer {number}", parent=event.get_parent(), topics=[*event.topics.all()])
    list(build_backlog())
    for url in addresses(event):
        known = etag(client, url)
        response, statements = conditional(client, url, known)
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", known)
        response, statements = conditional(client, url, known)
        # What stands at the address, the topic at its own, and the digests of the rows.
        assert statements == (3 if url.startswith("/emner/") else 2)
        response, statements = conditional(client, url, '"another"')
        assert (response.status_code, statements) == (200, 4 if url.startswith("/emner/") else 3)


def test_rows_are_read_in_one_statement(client, event):
    list(build_backlog())
    for url in addresses(event)[:3]:
        etag(client, url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert len(queries) == 2  # the page at the address, and what it lists


def test_every_change_of_what_a_feed_says_is_another_state(client, event):
    topic = event.topics.get()

    def rename_topic() -> None:
        topic.name = "Klimaet"
        topic.save()

    def rename_event() -> None:
        event.title = "Omdøbt"
        event.save_revision().publish()

    def add_event() -> None:
        coming(title="Anden", parent=event.get_parent(), topics=[topic])

    def hide_event() -> None:
        factories.restrict(event)

    known = {url: etag(client, url) for url in addresses(event)}
    for change in (rename_topic, rename_event, add_event, hide_event):
        change()
        list(build_backlog())
        for url, before in known.items():
            response, _statements = conditional(client, url, before)
            assert response.status_code == 200, (change.__name__, url)
            known[url] = response["ETag"]


def test_a_coding_has_a_state_of_its_own(client, event):
    url = addresses(event)[0]
    assert conditional(client, url, etag(client, url))[0].status_code == 304
    response = client.get(url, headers={"if-none-match": etag(client, url)})
    assert (response.status_code, "Content-Encoding" in response) == (200, False)
    assert "Første" in response.content.decode()


def test_a_calendar_holds_a_thousand_events_the_next_ones_first(client, event):
    network = factories.page(NetworkPage)
    EventPage.objects.filter(pk=event.pk).update(network=network)
    copies(event, factories.page(EventIndexPage), 1000)
    coming(days=-9, title="Forbi", parent=event.get_parent(), network=network)
    list(build_backlog())
    url = f"{network.get_url()}?format=ics"
    content = client.get(url).content.decode()
    assert (content.count("BEGIN:VEVENT"), "SUMMARY:Forbi" in content) == (1000, False)
    client.get(url)  # a new minute may have begun while that was made
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert len(queries) == 2


def test_a_calendar_of_which_much_waits_to_be_built_is_told_whole_or_not(client, event):
    other = factories.page(EventIndexPage)
    copies(event, other, 110)
    url = f"{other.get_url()}?format=ics"
    answers = [client.get(url) for _attempt in range(4)]
    assert [answer.status_code for answer in answers] == [503, 503, 200, 200]
    assert answers[0]["Retry-After"] == "60"
    assert answers[0]["Content-Type"] == "application/problem+json"
    assert answers[2].content.count(b"BEGIN:VEVENT") == 110


def test_a_month_is_shown_while_its_pages_are_built(client, event):
    other = factories.page(EventIndexPage)
    copies(event, other, 110)
    url = f"{other.get_url()}?month={event.start:%Y-%m}"
    shown = [len(client.get(url).context["items"].cards) for _attempt in range(3)]
    assert shown == [50, 100, 110]
