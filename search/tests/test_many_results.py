"""What a search says of more results than it counts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from wagtail.models import Page

from cms.publications.tests.crowd import copies
from cms.testing import factories
from events.models import EventPage
from news.models import NewsIndexPage, NewsPage
from search.hits import MOST_COUNTED
from search.tests.conftest import number_changes
from search.tests.test_search_page import JSON, query_count, search

pytestmark = pytest.mark.django_db


def news(client, count: int) -> None:
    """So many articles that a search for "vejret" finds, and an older event."""
    source = factories.page(NewsPage, title="Vejret", date="2022-05-17")
    start = datetime(2010, 5, 17, 8, tzinfo=UTC)
    factories.page(EventPage, title="Vejret før", start=start, end=start + timedelta(hours=1))
    search(client, q="vejret")  # builds both
    copies(source, factories.page(NewsIndexPage), count - 1)
    number_changes()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO publications_searchentry (page_id, vector, text, date) "
            "SELECT copy.page_ptr_id, vector, text, entry.date "
            "FROM publications_searchentry entry, news_newspage copy "
            "WHERE page_id = %s AND copy.page_ptr_id <> page_id",
            [source.pk],
        )


def counts(response) -> dict[str, list[tuple[str, int, bool]]]:
    return {
        name: [(each["label"], each["count"], each["is_exact"]) for each in values]
        for name, values in response.json()["meta"]["facets"].items()
    }


def test_up_to_a_thousand_are_counted(client):
    news(client, 999)
    response = search(client, q="vejret", headers=JSON)
    meta = response.json()["meta"]
    assert (meta["total_count"], meta["is_exact"]) == (1000, True)
    assert counts(response) == {
        "types": [("Nyheder", 999, True), ("Arrangementer", 1, True)],
        "topics": [],
        "years": [("2022", 999, True), ("2010", 1, True)],
        "whens": [("Tidligere arrangementer", 1, True)],
    }
    assert "1000 resultater for ”vejret”" in search(client, q="vejret").content.decode()


def test_of_more_it_is_said_that_there_are_more(client):
    news(client, 1001)
    response = search(client, q="vejret", headers=JSON)
    meta = response.json()["meta"]
    assert (meta["total_count"], meta["is_exact"]) == (1000, False)
    # What is rare is counted, however old it is.
    assert counts(response) == {
        "types": [("Nyheder", 1000, False), ("Arrangementer", 1, True)],
        "topics": [],
        "years": [("2022", 1000, False), ("2010", 1, True)],
        "whens": [("Tidligere arrangementer", 1, True)],
    }
    html = search(client, q="vejret").content.decode()
    assert "Over 1.000 resultater for ”vejret”" in html
    assert ("Nyheder (over 1.000)" in html, "Arrangementer (1)" in html) == (True, True)
    assert search(client, q="vejret", type="events.EventPage", headers=JSON).json()["meta"][
        "is_exact"
    ]


def test_facets_of_very_many_count_among_the_newest_and_say_so(client):
    news(client, MOST_COUNTED)
    assert counts(search(client, q="vejret", headers=JSON)) == {
        "types": [("Nyheder", 1000, False)],
        "topics": [],
        "years": [("2022", 1000, False)],
        "whens": [],
    }
    # A choice finds what is older than these, and is counted.
    narrowed = search(client, q="vejret", year="2010", headers=JSON)
    meta = narrowed.json()["meta"]
    assert (meta["total_count"], meta["is_exact"]) == (1, True)
    assert counts(narrowed)["types"] == [("Arrangementer", 1, True)]


def test_what_is_hidden_takes_no_place_among_the_counted(client):
    news(client, MOST_COUNTED)
    newest = NewsPage.objects.order_by("-pk")[0]
    # Not numbered: the log still has its words, as between a commit's statements.
    Page.objects.filter(pk=newest.pk).update(live=False)
    assert counts(search(client, q="vejret", headers=JSON)) == {
        "types": [("Nyheder", 1000, False), ("Arrangementer", 1, False)],
        "topics": [],
        "years": [("2022", 1000, False), ("2010", 1, False)],
        "whens": [("Tidligere arrangementer", 1, False)],
    }


def test_a_thousand_can_be_paged_through(client):
    news(client, 1001)
    last = search(client, q="vejret", page="100", headers=JSON)
    assert (last.status_code, len(last.json()["items"])) == (200, 10)
    assert search(client, q="vejret", page="101").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_however_many_there_are_it_takes_as_many_queries(client, count):
    news(client, count)
    assert query_count(client, q="vejret") == 7
