"""`search` of the page lists: its order, its highlights, and what it goes together with."""

import pytest
from django.apps import apps

from cms.testing import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not apps.is_installed("news"), reason="lists of news"),
]


@pytest.fixture
def ask(client):
    def ask(query: str, expected: int = 200) -> dict:
        response = client.get(f"/api/v2/pages/?{query}")
        assert response.status_code == expected, response.content
        return response.json()

    return ask


@pytest.fixture
def news():
    from news.models import NewsPage

    factories.page(NewsPage, title="Andet", lede="Intet", date="2020-01-01")
    factories.page(
        NewsPage, title="I teksten", lede="", date="2021-01-01", body=[text("Et budget.")]
    )
    factories.page(NewsPage, title="Budgetter", lede="Kort", date="2022-01-01")
    factories.page(NewsPage, title="I manchetten", lede="Rim & budgettet <b>", date="2023-01-01")


def text(html: str) -> dict:
    return {"type": "text", "value": f"<p>{html}</p>"}


def titles(answer: dict) -> list[str]:
    return [item["title"] for item in answer["items"]]


@pytest.mark.usefixtures("news")
class TestOrder:
    def test_best_first(self, ask):
        found = ask("search=budget")
        assert titles(found) == ["Budgetter", "I manchetten", "I teksten"]
        assert found["meta"] == {"total_count": 3}

    def test_a_page_of_them(self, ask):
        found = ask("search=budget&limit=1&offset=1")
        assert (titles(found), found["meta"]) == (["I manchetten"], {"total_count": 3})

    @pytest.mark.parametrize("types", ["news.NewsPage", "news.NewsPage,events.EventPage"])
    def test_as_asked_for(self, ask, types):
        if "events" in types and not apps.is_installed("events"):
            pytest.skip("no events")
        found = ask(f"search=budget&type={types}&order=title")
        assert titles(found) == ["Budgetter", "I manchetten", "I teksten"]
        if types == "news.NewsPage":
            assert titles(ask(f"search=budget&type={types}&order=date"))[0] == "I teksten"

    def test_with_filters_of_every_kind(self, ask):
        found = ask("search=budget&type=news.NewsPage&date__gte=2022-01-01&date__lte=2022-12-31")
        assert titles(found) == ["Budgetter"]

    def test_nothing_to_search_for(self, ask):
        assert ask("search=og")["meta"] == {"total_count": 0}


@pytest.mark.usefixtures("news")
class TestHighlight:
    def test_where_it_is_found(self, ask):
        found = ask("search=budget&highlight=true&fields=_,title")
        assert found["items"] == [
            {"title": "Budgetter", "highlight": None},
            {"title": "I manchetten", "highlight": "Rim &amp; <mark>budgettet</mark>"},
            {"title": "I teksten", "highlight": "Et <mark>budget</mark>"},
        ]

    def test_only_on_request(self, ask):
        item = ask("search=budget&limit=1")["items"][0]
        assert "highlight" not in item

    def test_not_without_a_search(self, ask):
        assert "highlight goes with search" in ask("highlight=true", 400)["message"]


def test_queries_for_one_and_three(client, django_assert_num_queries):
    from news.models import NewsPage

    factories.page(NewsPage, title="Budget")
    address = "/api/v2/pages/?search=budget&highlight=true&fields=*"
    client.get(address)
    # The site, the query's words, which match and how many, fragments.
    with django_assert_num_queries(4):
        assert len(client.get(address).json()["items"]) == 1
    for _ in range(2):
        factories.page(NewsPage, title="Budget")
    client.get(address)
    with django_assert_num_queries(4):
        assert len(client.get(address).json()["items"]) == 3


def test_of_very_many_the_newest_are_ranked(ask, monkeypatch):
    from news.models import NewsPage

    monkeypatch.setattr("cms.publications.search.queries.RANKED", 2)
    factories.page(NewsPage, title="Budget", lede="", date="2020-01-01")
    factories.page(NewsPage, title="Senest", lede="", date="2022-01-01", body=[text("Budget")])
    factories.page(NewsPage, title="Budget før", lede="", date="2021-01-01")
    factories.page(NewsPage, title="Ældst", lede="", date="2019-01-01", body=[text("Budget")])
    found = ask("search=budget")
    assert titles(found) == ["Budget før", "Senest", "Budget", "Ældst"]
    assert found["meta"] == {"total_count": 4}
