"""What the search page says beside the results: facets, where they match, spelling, picks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from cms.testing import factories
from cms.testing.undo import undone
from events.models import EventPage
from news.models import NewsPage
from search.tests import blocks
from search.tests.test_search_page import JSON, search, titles
from search.views import PAGE_SIZE

pytestmark = pytest.mark.django_db


def counted(links: list[dict]) -> dict[str, int]:
    return {link["label"]: link["count"] for link in links}


def at(year: int) -> dict:
    start = datetime(year, 5, 17, 8, tzinfo=UTC)
    return {"start": start, "end": start + timedelta(hours=1)}


class TestFacets:
    @pytest.fixture(scope="class")
    @classmethod
    def four(cls, django_db_setup, django_db_blocker) -> Iterator[None]:
        with django_db_blocker.unblock(), undone():
            climate = factories.topic(name="Klima", slug="klima")
            factories.page(NewsPage, title="Vejret før", date="2021-05-17", topics=[climate])
            factories.page(NewsPage, title="Vejret da", date="2022-05-17")
            factories.page(EventPage, title="Vejret nu", topics=[climate], **at(2022))
            factories.page(EventPage, title="Vejret om lidt", **at(2023))
            search(Client(), q="vejret")  # builds them
            yield

    def test_how_many_of_each_type_topic_and_year(self, client, four):
        facets = search(client, q="vejret").context["facets"]
        assert {name: counted(values) for name, values in facets.items()} == {
            "types": {"Arrangementer": 2, "Nyheder": 2},
            "topics": {"Klima": 2},
            "years": {"2023": 1, "2022": 2, "2021": 1},
            "whens": {"Tidligere arrangementer": 2},
        }
        assert [link["url"] for link in facets["years"]] == [
            "?q=vejret&year=2023",
            "?q=vejret&year=2022",
            "?q=vejret&year=2021",
        ]

    def test_each_counts_beside_what_is_chosen_in_the_others(self, client, four):
        response = search(client, q="vejret", type="news.NewsPage", topic="klima")
        assert titles(response) == ["Vejret før"]
        facets = response.context["facets"]
        assert {name: counted(values) for name, values in facets.items()} == {
            "types": {"Arrangementer": 1, "Nyheder": 1},
            "topics": {"Klima": 1},
            "years": {"2021": 1},
            "whens": {},
        }

    def test_no_year_is_counted_that_would_be_refused(self, client, four):
        NewsPage.objects.filter(date="2021-05-17").update(date="0001-05-17")
        assert counted(search(client, q="vejret").context["facets"]["years"]) == {
            "2023": 1,
            "2022": 2,
        }

    def test_what_is_chosen_can_be_taken_back(self, client, four):
        response = search(client, q="vejret", type="news.NewsPage", topic="klima", year="2021")
        assert response.context["chosen"] == [
            {"label": "Nyheder", "url": "?q=vejret&topic=klima&year=2021"},
            {"label": "Klima", "url": "?q=vejret&type=news.NewsPage&year=2021"},
            {"label": "2021", "url": "?q=vejret&type=news.NewsPage&topic=klima"},
        ]
        current = [link for link in response.context["facets"]["types"] if link["current"]]
        assert [link["url"] for link in current] == ["?q=vejret&topic=klima&year=2021"]

    def test_nothing_is_left(self, client, four):
        response = search(client, q="vejret", type="events.EventPage", year="2021")
        assert titles(response) == []
        assert '<a href="?q=vejret">Søg uden filtre</a>' in response.content.decode()

    def test_pages_keep_what_is_chosen(self, client):
        for number in range(PAGE_SIZE + 1):
            factories.page(NewsPage, title=f"Vejret {number:02}")
        response = search(client, q="vejret", type="news.NewsPage")
        assert response.context["items"].next_url == "/soeg/?q=vejret&type=news.NewsPage&page=2"


class TestWhereItIsFound:
    def test_marked_in_the_text(self, client):
        factories.page(NewsPage, title="Nyt", lede="Om vejret & vinden <b>", body=[])
        html = search(client, q="vejr").content.decode()
        assert "Om <mark>vejret</mark> &amp; vinden" in html

    def test_pages_of_a_pdf_under_its_own_title(self, client):
        report = factories.document(
            title="Rapporten", text="Forord\fOm vejret\f\fMere vejr", pages=4
        )
        factories.page(NewsPage, title="Nyt", body=[blocks.documents(report)])
        [item] = search(client, headers=JSON, q="vejret").json()["items"]
        url = f"http://localhost{report.url}"
        [shown_by] = item.pop("shown_by")
        assert shown_by["title"] == "Nyt"
        report.refresh_from_db()
        assert item == {
            "id": report.pk,
            "meta": {
                "type": "media.Document",
                "detail_url": f"http://localhost/api/v2/documents/{report.pk}/",
                "download_url": url,
            },
            "title": "Rapporten",
            "lede": "",
            "filename": report.filename,
            "size": report.file_size,
            "page_count": 4,
            "language": "da",
            "tagged": None,
            "file_title": None,
            "matching_pages": 2,
            "pages": [
                {"number": 2, "url": f"{url}#page=2", "highlight": "Om <mark>vejret</mark>"},
                {"number": 4, "url": f"{url}#page=4", "highlight": "Mere <mark>vejr</mark>"},
            ],
        }
        html = search(client, q="vejret").content.decode()
        assert f'<a href="{report.url}#page=2">Side 2' in html

    def test_of_a_title_no_page_is_named(self, client):
        report = factories.document(title="Vejret", text="Forord")
        factories.page(NewsPage, title="Nyt", body=[blocks.documents(report)])
        items = search(client, headers=JSON, q="vejret").json()["items"]
        assert [(each["title"], each.get("pages")) for each in items] == [
            ("Vejret", []),
            ("Nyt", None),
        ]


class TestSpelling:
    def test_the_nearest_word_is_proposed(self, client):
        factories.page(NewsPage, title="Verdensmålene i kommunerne")
        response = search(client, q="verdnsmålene kommunerne")
        assert titles(response) == []
        assert response.context["proposal"] == "verdensmålene kommunerne"
        assert "Mente du" in response.content.decode()
        answer = search(client, headers=JSON, q="verdnsmålene").json()
        assert answer["meta"]["did_you_mean"] == "verdensmålene"

    def test_not_a_word_of_what_is_hidden_by_now(self, client):
        page = factories.page(NewsPage, title="Hemmeligheden")
        search(client, q="hemmeligheden")
        page.unpublish()
        assert search(client, q="hemligheden").context["proposal"] is None

    def test_not_where_each_word_is_found_in_some_form(self, client):
        factories.page(NewsPage, title="Klimaet og vejret")
        assert search(client, q="klima vejr").context["proposal"] is None

    def test_where_a_word_is_found_only_within_others(self, client):
        factories.page(NewsPage, title="Nyt", contact=factories.person(name="Mette Aagaard Lund"))
        response = search(client, q="Mette Agaard Lund")
        assert titles(response) == ["Nyt"]
        assert response.context["proposal"] == "mette aagaard lund"


class TestPicks:
    def pick(self, query: str, **values) -> None:
        SearchPromotion.objects.create(query=Query.get(query), **values)

    def test_what_editors_recommend_comes_first(self, client):
        page = factories.page(NewsPage, title="Nyt", lede="Kort")
        self.pick("vejr", page=page, description="Se her")
        self.pick("vejr", external_link_url="https://dmi.dk/", external_link_text="DMI")
        response = search(client, q="Vejr")
        assert [(pick["title"], pick["description"]) for pick in response.context["picks"]] == [
            ("Nyt", "Se her"),
            ("DMI", ""),
        ]
        assert '<a href="https://dmi.dk/">DMI</a>' in response.content.decode()
        assert search(client, q="vejret").context["picks"] == []

    def test_not_what_is_hidden(self, client):
        page = factories.page(NewsPage, title="Nyt")
        self.pick("vejr", page=page)
        page.unpublish()
        assert search(client, q="vejr").context["picks"] == []
