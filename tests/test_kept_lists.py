"""What an index page works out once and uses again never outlives a commit.

In a database of its own, since nothing is kept within the transaction of a test.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.publications.backlog import build_backlog
from cms.testing import factories
from documents.models import DocumentIndexPage
from events.models import EventIndexPage, NetworkIndexPage
from news.models import NewsIndexPage, NewsPage

Shown = tuple[int, list[str], list[str], int]


@pytest.fixture
def page(committing_database) -> NewsPage:
    return factories.page(NewsPage, title="Første", slug="foerste", date="2022-04-07")


@pytest.fixture
def shown(client: Client, page: NewsPage) -> Callable[[str], Shown]:
    """What the index shows for a query string: how many there are, the titles, the years that one
    may choose from, and how many queries it took.
    """
    address = page.get_parent().get_url()

    def get(query: str = "") -> Shown:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address + query)
        assert response.status_code == 200, response.content
        items, filters = response.context["items"], response.context["filters"]
        [years] = [each.options for each in filters if each.name == "year"]
        titles = [card["title"] for card in items.cards]
        return items.total, titles, [value for value, _label, _count in years], len(queries)

    return get


def test_what_was_asked_takes_two_queries(shown, page):
    factories.topic(slug="tomt")
    page.topics = [factories.topic(slug="klima")]
    page.save()
    list(build_backlog())
    for query in ("", "?year=2022", "?page=1", "?topic=klima", "?topic=tomt"):
        first = shown(query)
        assert shown(query) == (*first[:3], 2)


def test_nothing_is_kept_before_all_is_built(shown, page):
    factories.page(NewsPage, title="Anden")
    shown()  # builds what it shows, and not the pages above
    first = shown()
    assert shown() == first
    list(build_backlog())
    assert shown() == first
    assert shown() == (*first[:3], 2)


def test_the_next_visitor_sees_what_was_committed(shown, page):
    def is_shown(total: int, titles: list[str], years: list[str]) -> None:
        for _ in range(2):
            assert shown()[:3] == (total, titles, years)

    is_shown(1, ["Første"], ["2022"])
    other = factories.page(NewsPage, title="Anden", date="2023-01-01")
    is_shown(2, ["Anden", "Første"], ["2023", "2022"])
    other.unpublish()
    is_shown(1, ["Første"], ["2022"])
    restriction = factories.restrict(page)
    is_shown(0, [], [])
    restriction.delete()
    is_shown(1, ["Første"], ["2022"])
    NewsPage.objects.filter(pk=page.pk).update(title="Ældst", date="2019-12-31")
    is_shown(1, ["Ældst"], ["2019"])
    page.delete()
    is_shown(0, [], [])


def test_a_topic_that_is_renamed_is_renamed_in_the_filter(client, page):
    topic, address = factories.topic(name="Klima"), page.get_parent().get_url()

    def topics() -> list[str]:
        filters = client.get(address).context["filters"]
        [found] = [each.options for each in filters if each.name == "topic"]
        return [label for _value, label, _count in found]

    assert topics() == topics() == ["Klima"]
    topic.name = "Vejr"
    topic.save()
    assert topics() == ["Vejr"]


def test_a_page_that_there_is_no_more_is_refused(client, page, monkeypatch):
    monkeypatch.setattr(type(page.get_parent().specific), "page_size", 1)
    other, address = factories.page(NewsPage, title="Anden"), page.get_parent().get_url()
    for _ in range(2):
        assert client.get(address + "?page=2").status_code == 200
    other.unpublish()
    assert client.get(address + "?page=2").status_code == 400


def test_a_list_of_its_own_is_kept_for_a_minute_unless_its_type_says_that_no_clock_decides():
    """A plugin that forgets to say so shows nothing older than that."""
    assert {
        model.__name__: model.reads_clock
        for model in (NewsIndexPage, DocumentIndexPage, NetworkIndexPage, EventIndexPage)
    } == {
        "NewsIndexPage": False,
        "DocumentIndexPage": False,
        "NetworkIndexPage": False,
        "EventIndexPage": True,
    }
