"""The search in the API: what visitors find, for programs."""

import json

import pytest
from django.test import Client

from cms.testing import factories
from events.models import EventPage
from news.models import NewsPage

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


def ask(client: Client, path: str = "search/", status: int = 200, **query) -> dict:
    response = client.get(f"/api/v2/{path}", query)
    assert response.status_code == status
    return response.json()


@pytest.fixture
def found(client) -> list[str]:
    """Titles that a search for "vejret" finds, of whatever kind."""
    vera = factories.person(name="Vera Vejret")
    page = factories.page(NewsPage, title="Vejret i Sorø", contact=vera)
    client.get(page.get_url())  # built when it is first asked for
    return ["Vera Vejret", "Vejret i Sorø"]


def test_it_finds_what_the_search_page_does(client, found):
    answered = ask(client, q="vejret")
    page = client.get("/soeg/", {"q": "vejret", "format": "json"})
    assert answered == page.json()
    assert [each["title"] for each in answered["items"]] == found


def test_types_are_called_what_the_site_calls_them_and_errors_are_english(client, found):
    types = ask(client, q="vejret")["meta"]["facets"]["types"]
    assert {each["value"]: each["label"] for each in types} == {
        "news.NewsPage": "Nyheder",
        "cms.Person": "Personer",
    }
    refused = ask(client, status=400, q="vejret", when="soon")
    assert (refused["parameter"], refused["allowed"]) == ("when", ["upcoming", "past"])
    assert refused["detail"] == "when='soon' is not understood; expected one of: upcoming, past."


def test_a_part_at_a_time(client, found):
    whole = ask(client, q="vejret")
    parts = [ask(client, q="vejret", limit=1, offset=place) for place in range(3)]
    assert [each["meta"] | {"did_you_mean": None} for each in parts] == [whole["meta"]] * 3
    assert [part["items"] for part in parts] == [[each] for each in whole["items"]] + [[]]
    refused = ask(client, status=400, q="vejret", limit=21)
    assert refused["message"] == "limit cannot be higher than 20 for what is made when asked"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"type": "cms.Person"}, ["Vera Vejret"]),
        ({"topic": "klima"}, ["Vejret bliver varmt"]),
        ({"year": "2022"}, ["Vejret bliver varmt"]),
        ({"when": "past"}, ["Vejret bliver varmt"]),
        ({"type": "", "topic": "", "order": "date", "when": "upcoming"}, []),
    ],
)
def test_narrowed(client, found, query, titles):
    climate = factories.topic(name="Klima", slug="klima")
    past = {"start": "2022-05-17T10:00:00+02:00", "end": "2022-05-17T12:00:00+02:00"}
    factories.page(EventPage, title="Vejret bliver varmt", topics=[climate], **past)
    answered = ask(client, q="vejret", **query)
    assert [each["title"] for each in answered["items"]] == titles


def test_without_words_nothing_is_found(client, found):
    answered = ask(client)
    assert (answered["meta"]["total_count"], answered["items"]) == (0, [])


@pytest.mark.parametrize("path", ["search/", "search/suggestions/"])
def test_what_is_unknown_is_refused(client, path):
    assert "page" not in ask(client, path, 400, q="vejret", page=2)["allowed"]


def test_addresses_are_absolute_unless_asked_otherwise(client, found):
    person, page = ask(client, q="vejret")["items"]
    assert person["meta"]["html_url"] == f"{ROOT}/personer/vera-vejret/"
    relative = ask(client, q="vejret", urls="relative")["items"]
    assert relative == json.loads(json.dumps([person, page]).replace(f"{ROOT}/", "/"))


def test_suggestions_are_those_of_the_search_page(client, found):
    suggested = client.get("/soeg/forslag/", {"q": "vej"}).json()
    assert ask(client, "search/suggestions/", q="vej", urls="relative") == suggested
    assert {each["text"] for each in suggested["items"]} >= {"vejret", "Vejret i Sorø"}
