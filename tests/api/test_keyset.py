"""Lists that are read on after a place: whatever comes or goes meanwhile, nothing is lost."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from wagtail.models import Page

from cms.testing import factories
from cms.testing.undo import undone
from events.models import EventPage
from news.models import NewsPage
from tests.api.conftest import settle

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"
NEWS = f"{PAGES}?type=news.NewsPage"
#: The site, how many, which, and what the log holds of them.
QUERIES = 4
NEXT = re.compile(r'^<([^>]+)>; rel="next"$')


@pytest.fixture(scope="module")
def many(content, django_db_blocker) -> Iterator[list[Page]]:
    """Articles of which several are alike in what they are ordered by, or have none of it."""
    with django_db_blocker.unblock(), undone():
        made = [
            factories.page(
                NewsPage,
                title=f"Ålborg {number % 3}",
                date=f"2021-01-0{1 + number % 2}",
                parent=content.news,
            )
            for number in range(7)
        ]
        for page in made[::2]:
            Page.objects.filter(pk=page.pk).update(first_published_at=None)
        settle()
        yield made


def parts(address: str) -> Iterator[list[int]]:
    """The ids of each part of a list, as a client reads on."""
    while address:
        answer = Client().get(address)
        assert answer.status_code == 200, answer.content
        yield [item["id"] for item in answer.json()["items"]]
        found = NEXT.match(answer.get("Link", ""))
        address = found[1] if found else ""


def whole(query: str) -> list[int]:
    return [item["id"] for item in Client().get(f"{PAGES}?{query}&limit=20").json()["items"]]


@pytest.mark.parametrize(
    "query",
    [
        "type=news.NewsPage",
        "type=news.NewsPage&order=date",
        "type=news.NewsPage&order=-date,title",
        "type=news.NewsPage&order=first_published_at",
        "type=news.NewsPage&order=-first_published_at,date",
        "type=news.NewsPage&order=-id",
        "type=*&order=title",
        "type=news.NewsPage,events.EventPage&order=-title&fields=*",
        "order=slug&descendant_of=root",
        "type=news.NewsPage&search=ålborg&order=date",
        "type=news.NewsPage&order=title&rich_text_format=db_html",
    ],
)
def test_the_parts_are_the_whole_in_its_order(many, query):
    found = list(parts(f"{PAGES}?{query}&limit=2&after="))
    assert [key for part in found for key in part] == whole(query)
    assert [len(part) for part in found[:-1]] == [2] * (len(found) - 1)
    assert len(found) > 1


def test_what_goes_and_comes_meanwhile_moves_nothing(many, content):
    """By `offset`, the row after the one that went is lost."""
    expected, found = whole("type=news.NewsPage&order=title"), []
    for [key] in parts(f"{NEWS}&order=title&limit=1&after="):
        found.append(key)
        NewsPage.objects.get(pk=key).unpublish()
        factories.page(NewsPage, title="A", parent=content.news)
        settle()
    assert found == expected


def test_the_total_stays_that_of_the_whole_list(many):
    totals = set()
    address = f"{NEWS}&order=date&limit=3&after="
    while address:
        answer = Client().get(address)
        totals.add(answer.json()["meta"]["total_count"])
        found = NEXT.match(answer.get("Link", ""))
        address = found[1] if found else ""
    assert totals == {len(many) + 2}


def test_an_item_is_as_without_it(many):
    for query in ("type=news.NewsPage&order=date", "type=news.NewsPage&fields=*&facets=topic"):
        asked = Client().get(f"{PAGES}?{query}&limit=3").json()
        assert Client().get(f"{PAGES}?{query}&limit=3&after=").json() == asked


class TestRefusals:
    @pytest.fixture
    def place(self, many) -> str:
        answer = Client().get(f"{NEWS}&order=date&limit=2&after=")
        [after] = parse_qs(urlsplit(NEXT.match(answer["Link"])[1]).query)["after"]
        return after

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("order=-date", "after is a place in another list"),
            ("order=date&topic=klima", "after is a place in another list"),
            ("order=date&offset=1", "after and offset do not go together"),
            ("order=random", "after goes with an order that stays"),
            ("search=ålborg", "after goes with an order that stays"),
        ],
    )
    def test_of_a_place_in_another_list(self, place, query, message):
        answer = Client().get(f"{NEWS}&{query}&after={place}")
        assert answer.status_code == 400
        assert message in answer.json()["message"]

    @pytest.mark.parametrize("change", ["x{}", "{}x", "{:.20}", "klima"])
    def test_of_what_was_never_given(self, place, change):
        answer = Client().get(f"{NEWS}&order=date&after={change.format(place)}")
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("after is not understood")

    def test_of_none_in_the_form_of_the_answer(self, place):
        answer = Client().get(f"{NEWS}&order=date&after={place}&limit=1&fields=date&urls=relative")
        assert answer.status_code == 200


def test_three_cost_as_many_queries_as_one(many, django_assert_num_queries):
    for limit in (1, 3):
        Client().get(f"{NEWS}&order=date&limit={limit}&after=")
        with django_assert_num_queries(QUERIES):
            Client().get(f"{NEWS}&order=date&limit={limit}&after=")


def test_moments_keep_their_microseconds(many):
    """Two that are closer than a thousandth of a second are two."""
    moment = EventPage.objects.get().first_published_at
    for number, page in enumerate(many[:3]):
        at = moment + timedelta(microseconds=number)
        Page.objects.filter(pk=page.pk).update(first_published_at=at)
    settle()
    query = "type=news.NewsPage&order=-first_published_at"
    found = [key for part in parts(f"{PAGES}?{query}&limit=1&after=") for key in part]
    assert found == whole(query)
