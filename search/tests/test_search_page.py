"""The search page at /soeg/: lists, narrows and pages what is found, and survives any address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from cms.delivery.published import read_keys
from cms.limits import LONGEST_SEARCH
from cms.representations import with_origin
from cms.testing import factories
from cms.users.models import User
from events.models import EventPage
from news.models import NewsPage
from search.results import Asked, results
from search.tests import blocks
from search.tests.conftest import number_changes
from search.views import PAGE_SIZE

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


def search(client: Client, headers: dict | None = None, **query: str):
    return client.get("/soeg/", query, headers=headers or {})


def titles(response) -> list[str]:
    return [card["title"] for card in response.context["items"].cards]


def query_count(client: Client, **kwargs) -> int:
    search(client, **kwargs)  # once what a process keeps in memory is there
    with CaptureQueriesContext(connection) as queries:
        assert search(client, **kwargs).status_code == 200
    return len(queries)


class TestResults:
    def test_cards_of_what_is_found(self, client):
        page = factories.page(NewsPage, title="Vejret i Sorø", lede="Det blæser.")
        html = search(client, q="vejret").content.decode()
        assert f'<a href="{page.get_url(search(client).wsgi_request)}">Vejret i Sorø</a>' in html
        assert "Det blæser." in html
        assert "1 resultat for ”vejret”" in html

    def test_what_was_searched_for_stands_in_the_field(self, client):
        html = search(client, q="is & vejr\"><script>alert('x')").content.decode()
        assert 'value="is &amp; vejr&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)"' in html
        assert "<script>alert" not in html

    def test_best_first_a_page_at_a_time(self, client):
        for number in range(PAGE_SIZE + 1):
            factories.page(NewsPage, title=f"Vejret {number:02}")
        first, second = search(client, q="vejret"), search(client, q="vejret", page="2")
        assert titles(first) == [f"Vejret {number:02}" for number in range(PAGE_SIZE, 0, -1)]
        assert titles(second) == ["Vejret 00"]
        assert first.context["items"].next_url == "/soeg/?q=vejret&page=2"
        assert second.context["items"].previous_url == "/soeg/?q=vejret"

    def test_nobody_indexes_the_results(self, client):
        assert '<meta name="robots" content="noindex">' in search(client).content.decode()

    def test_a_visitor_gets_no_session_and_no_cookie(self, client):
        response = search(client, q="vejret")
        assert response.cookies == {}
        assert response["Vary"] == "Accept, Accept-Encoding"

    def test_an_editor_sees_no_more_but_can_log_out(self, client):
        client.force_login(User.objects.create_superuser("redaktør", password="x"))
        factories.draft(NewsPage, title="Vejret i Sorø")
        response = search(client, q="vejret")
        assert titles(response) == []
        assert "Log ud" in response.content.decode()

    def test_the_newest_first_where_that_is_asked_for(self, client):
        factories.page(NewsPage, title="Vejret vejret", date="2021-01-01")
        factories.page(NewsPage, title="Om vejret i dag", date="2022-01-01")
        assert titles(search(client, q="vejret"))[0] == "Vejret vejret"
        newest = search(client, q="vejret", order="date")
        assert titles(newest) == ["Om vejret i dag", "Vejret vejret"]
        assert [each["current"] for each in newest.context["orders"]] == [False, True]
        assert newest.context["facets"]["types"][0]["url"].endswith("&order=date")

    def test_events_to_come_and_those_that_were(self, client):
        now = timezone.now()
        for title, days in (("Vejret i morgen", 1), ("Vejret i går", -1)):
            start = now + timedelta(days=days)
            factories.page(EventPage, title=title, start=start, end=start + timedelta(hours=1))
        factories.page(NewsPage, title="Vejret")
        assert titles(search(client, q="vejret", when="upcoming")) == ["Vejret i morgen"]
        past = search(client, q="vejret", when="past")
        assert titles(past) == ["Vejret i går"]
        assert [(each["label"], each["count"]) for each in past.context["facets"]["whens"]] == [
            ("Kommende arrangementer", 1),
            ("Tidligere arrangementer", 1),
        ]

    def test_what_is_no_page_has_a_facet(self, client):
        report = factories.document(title="Vejret i tal", text="Side et.\fog vejret")
        factories.page(
            NewsPage,
            title="Nyt",
            body=[blocks.documents(report)],
            contact=factories.person(name="Vera Vejret"),
            topics=[factories.topic(name="Vejret", slug="vejret")],
        )
        found = {
            "cms.Person": "Vera Vejret",
            "cms.Topic": "Vejret",
            "media.Document": "Vejret i tal",
        }
        for label, title in found.items():
            response = search(client, q="vejret", type=label)
            assert titles(response) == [title]
            facets = response.context["facets"]["types"]
            counts = {each["value"]: each["count"] for each in facets}
            assert counts == dict.fromkeys([*found, "news.NewsPage"], 1)
        html = response.content.decode()  # of documents
        assert "Vises på" in html
        by_topic = search(client, q="vejret", type="media.Document", topic="vejret")
        assert titles(by_topic) == ["Vejret i tal"]
        assert 'Side 2<span class="visually-hidden">' in html
        assert "… og <mark>vejret</mark>" in html


class TestNothing:
    @pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  "}, {"q": "\x00"}])
    def test_without_a_query_there_is_help(self, client, query):
        response = search(client, **query)
        assert response.status_code == 200
        assert response.context["query"] == ""
        assert "Søg i nyheder" in response.content.decode()

    def test_a_query_that_finds_nothing_gets_advice(self, client):
        html = search(client, q="qwertyuiop").content.decode()
        assert "0 resultater for ”qwertyuiop”" in html
        assert "Brug færre eller mere generelle ord." in html

    def test_a_host_without_a_site(self, client):
        factories.page(NewsPage, title="Vejret")
        Site.objects.all().delete()
        response = client.get("/soeg/", {"q": "vejret"}, headers={"host": "nobody.example"})
        assert (response.status_code, titles(response)) == (200, [])


class TestForms:
    def test_json_in_the_shape_of_the_apis_lists(self, client):
        values = {"title": "Vejret i Sorø", "lede": "Det blæser.", "date": "2022-04-07"}
        page = factories.page(NewsPage, **values)
        response = search(client, headers=JSON, q="vejret")
        assert response["Content-Type"] == "application/json"
        # What a card holds is the business of `cms.representations`.
        [card] = [each.card for each in read_keys([page.pk])]
        assert response.json() == {
            "meta": {
                "total_count": 1,
                "is_exact": True,
                "did_you_mean": None,
                "facets": {
                    "types": [
                        {"value": "news.NewsPage", "label": "Nyheder", "count": 1, "is_exact": True}
                    ],
                    "topics": [],
                    "years": [{"value": "2022", "label": "2022", "count": 1, "is_exact": True}],
                    "whens": [],
                },
            },
            "items": [
                with_origin(card, "http://localhost") | {"highlight": None},
            ],
        }

    def test_markdown(self, client):
        page = factories.page(NewsPage, title="Vejret i Sorø")
        response = search(client, headers={"accept": "text/markdown"}, q="vejret")
        assert response["Content-Type"] == "text/markdown; charset=utf-8"
        assert f"[Vejret i Sorø]({page.full_url})" in response.content.decode()

    def test_unknown_format(self, client):
        assert search(client, q="vejret", format="xml").status_code == 400

    def test_no_form_is_acceptable(self, client):
        assert search(client, headers={"accept": "image/png"}, q="vejret").status_code == 406


class TestBadAddresses:
    @pytest.mark.parametrize(
        ("query", "parameter"),
        [
            ({"type": "news.Nothing"}, "type"),
            ({"type": "auth.Group"}, "type"),
            ({"type": "news.NewsPage\x00"}, "type"),
            ({"topic": "nothing"}, "topic"),
            ({"topic": "x\x00"}, "topic"),
            ({"year": "i-aar"}, "year"),
            ({"year": "22"}, "year"),
            ({"when": "ongoing"}, "when"),
            ({"order": "title"}, "order"),
            ({"page": "2"}, "page"),
            ({"page": "0"}, "page"),
            ({"page": "x\x00"}, "page"),
            ({"page": "9" * 5000}, "page"),
            ({"q": "x" * (LONGEST_SEARCH + 1)}, "q"),
            ({"q": ["to", "gange"]}, "q"),
            ({"year": "1066"}, "year"),
        ],
    )
    def test_is_told_what_was_expected(self, client, query, parameter):
        query = {"q": "vejret"} | query
        problem = search(client, headers=JSON, **query)
        assert (problem.status_code, problem["Content-Type"]) == (400, "application/problem+json")
        assert problem.json()["parameter"] == parameter
        page = search(client, **query)
        assert page.status_code == 400
        assert "<main" in page.content.decode()

    def test_the_types_there_are_are_named(self, client):
        problem = search(client, headers=JSON, q="vejret", type="former.FormerPage").json()
        assert problem["detail"].startswith(
            "type='former.FormerPage' is not understood; expected en af: "
        )
        assert "news.NewsPage" in problem["detail"]

    def test_odd_characters_are_searched_for(self, client):
        factories.page(NewsPage, title="Vejret")
        query_strings = [
            "q=%00vejret",
            "q=vejret%00%01",
            "q=%ED%A0%80",
            "q=%FF%FE",
            "q=%",
            "q=" + "(" * LONGEST_SEARCH,
            "q=" + '"' * (LONGEST_SEARCH - 1),
            "q=" + "%C3%A6" * LONGEST_SEARCH,
            "q=%27%3B+DROP+TABLE+users--",
            "q[]=1&=&&&",
            "q=%F0%9F%8C%8D",
            "q=a:*b:A%26!!a",
        ]
        statuses = {each: client.get(f"/soeg/?{each}").status_code for each in query_strings}
        assert statuses == dict.fromkeys(query_strings, 200)

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_other_methods_are_refused(self, client, method):
        assert getattr(client, method)("/soeg/").status_code == 405


class TestCost:
    def make(self, word: str, count: int) -> None:
        for _ in range(count):
            report = factories.document(title=word)
            values = {"lede": word, "image": factories.image(), "contact": factories.person()}
            factories.page(NewsPage, body=[blocks.documents(report)], **values)

    @pytest.mark.parametrize("headers", [{}, JSON])
    def test_three_results_take_no_more_queries_than_one(self, client, headers):
        self.make("regnvejret", 1)
        self.make("blæsevejret", 3)
        one = query_count(client, headers=headers, q="regnvejret")
        assert query_count(client, headers=headers, q="blæsevejret") == one

    def test_the_search_itself(self, django_assert_num_queries):
        self.make("regnvejret", 3)
        site = factories.site()
        number_changes()
        results(Asked("regnvejret"), site, 0, 10)
        # The query's words; what matches, with facets and picks; cards; where pages match; of
        # documents where they match, which pages show them, and their cards; the spelling.
        with django_assert_num_queries(8):
            assert len(results(Asked("regnvejret"), site, 0, 10).items) == 6
