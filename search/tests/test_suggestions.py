"""What is suggested while typing: words and titles of visible pages, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.limits import LONGEST_SEARCH
from cms.testing import factories
from news.models import NewsPage
from search.tests.conftest import number_changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    def ask(text: str) -> list[dict]:
        # A search builds what is new, as the follower would.
        client.get("/soeg/", {"q": "noget"})
        return client.get("/soeg/forslag/", {"q": text}).json()["items"]

    return ask


def texts(items: list[dict]) -> list[str]:
    return [item["text"] for item in items]


def test_words_and_pages(ask):
    page = factories.page(NewsPage, title="Verdensmålene i kommunerne", lede="Verdensmål")
    assert ask("verdensm") == [
        {"text": "verdensmål", "url": "/soeg/?q=verdensm%C3%A5l", "kind": ""},
        {"text": "verdensmålene", "url": "/soeg/?q=verdensm%C3%A5lene", "kind": ""},
        {"text": page.title, "url": path_of(page), "kind": "Nyhed"},
    ]


def test_topics_and_persons_say_what_they_are(ask):
    topic = factories.topic(name="Åben data", slug="aaben-data")
    person = factories.person(name="Åbel Aaberg", slug="aabel")
    factories.person(name="Åben Ukendt")
    page = factories.page(NewsPage, title="Nyt", topics=[topic], contact=person)
    found = [each for each in ask("aabe") if each["kind"]]
    assert found == [
        {"text": "Åben data", "url": "/emner/aaben-data/", "kind": "Emne"},
        {"text": "Åbel Aaberg", "url": "/personer/aabel/", "kind": "Person"},
    ]
    page.unpublish()
    assert [each for each in ask("aabe") if each["kind"]] == []


def test_the_last_word_is_completed(ask):
    factories.page(NewsPage, title="Klima", lede="Havnen", body=[])
    assert texts(ask("klima hav")) == ["klima havnen"]
    assert texts(ask("klima ")) == ["Klima"]


@pytest.mark.parametrize("text", ["", "k", " ", "?!", "'\"\\", "\x00", "%", "a:*"])
def test_nothing_to_go_by(ask, text):
    factories.page(NewsPage, title="Vejret")
    assert ask(text) == []


def test_common_words_first(ask):
    factories.page(NewsPage, title="Havmøller")
    for _ in range(2):
        factories.page(NewsPage, title="Havnefront")
    assert texts(ask("hav"))[:2] == ["havnefront", "havmøller"]


def test_nothing_of_what_is_hidden_by_now(ask):
    page = factories.page(NewsPage, title="Hemmeligheden")
    assert texts(ask("hemme")) == ["hemmeligheden", "Hemmeligheden"]
    page.unpublish()
    assert ask("hemme") == []


def test_a_name_that_is_no_longer_shown(ask, client):
    person = factories.person(name="Åse Gammelnavn")
    factories.page(NewsPage, title="Nyt", contact=person)
    assert texts(ask("gammeln")) == ["gammelnavn", "Åse Gammelnavn"]
    person.name = "Åse Nytnavn"
    person.save()
    number_changes()  # and nobody has built the page yet
    assert client.get("/soeg/forslag/", {"q": "gammeln"}).json() == {"items": []}


def test_too_much_is_refused(client):
    answer = client.get("/soeg/forslag/", {"q": "x" * (LONGEST_SEARCH + 1)})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["parameter"] == "q"


def test_three_take_no_more_queries_than_one(client, ask):
    counts = []
    for _ in range(2):
        factories.page(NewsPage, title="Havnefront")
        factories.page(NewsPage, title="Havmøller")
        ask("hav")
        with CaptureQueriesContext(connection) as queries:
            client.get("/soeg/forslag/", {"q": "hav"})
        counts.append(len(queries))
    # The site, words that begin so, which of them are seen, topics, persons, pages.
    assert counts == [6, 6]


def path_of(page) -> str:
    return page.get_url_parts()[2]
