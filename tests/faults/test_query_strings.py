"""Query strings that make no sense, on the pages that take one."""

import pytest
from django.test import Client
from wagtail.models import Page

from tests.faults.reasons import reason

pytestmark = pytest.mark.django_db

LONG = "1" * 255  # as many characters as a value may have
BAD_NUMBERS = ["0", "-1", "abc", "9999", "1.5", "1e3", "²", "٣x", "\ufffd", LONG]


@pytest.mark.parametrize("number", BAD_NUMBERS)
@pytest.mark.parametrize("index", ["news", "events"])
def test_a_page_that_is_not_there(client: Client, site: dict[str, Page], index, number):
    response = client.get(site[index].url, {"page": number})
    assert response.status_code == 400
    assert "Det skal være et tal fra 1 til 1." in reason(response)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        *(("events", name) for name in ("page", "when", "topic", "from", "month")),
        *(("news", name) for name in ("page", "year", "topic")),
        *(
            ("/soeg/?q=artikel&", name)
            for name in ("page", "type", "topic", "year", "when", "order")
        ),
    ],
)
def test_a_null_character(client: Client, site: dict[str, Page], path, name):
    address = f"{site[path].url}?" if path in site else path
    response = client.get(f"{address}{name}=%00")
    assert response.status_code == 400
    assert "Det skal være tekst uden null-tegn." in reason(response)


@pytest.mark.parametrize("name", ["page", "year", "topic"])
def test_a_value_longer_than_any_that_is_meant(client: Client, site: dict[str, Page], name):
    response = client.get(site["news"].url, {name: "1" * 256})
    assert response.status_code == 400
    assert "Det skal være højst 255 tegn." in reason(response)


BAD_YEARS = ["abc", "99999", "²", "0", "-1", "20.5", "1", "1899", "2200", "\ufffd", LONG]


@pytest.mark.parametrize("year", BAD_YEARS)
def test_a_year_that_is_none(client: Client, site: dict[str, Page], year):
    response = client.get(site["news"].url, {"year": year})
    assert response.status_code == 400
    assert "Det skal være et årstal som 2022." in reason(response)


@pytest.mark.parametrize("year", ["1900", "2199"])
def test_a_year_without_news_is_empty(client: Client, site: dict[str, Page], year):
    response = client.get(site["news"].url, {"year": year})
    assert (response.status_code, response.context["items"].cards) == (200, [])


@pytest.mark.parametrize("when", ["xx", "Past", "upcoming;past", "\ufffd", LONG])
def test_a_time_of_events_that_is_unknown(client: Client, site: dict[str, Page], when):
    response = client.get(site["events"].url, {"when": when})
    assert response.status_code == 400
    assert reason(response).endswith("” er ikke blandt det, man kan vælge.")


def test_what_was_asked_for_comes_back_as_text(client: Client, site: dict[str, Page]):
    response = client.get(site["news"].url, {"year": "<script>alert(1)</script>"})
    assert response.status_code == 400
    assert "<script>alert(1)</script>" in reason(response)
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "year=%FF",  # no UTF-8
        "year=%ED%A0%80",  # half of a UTF-16 pair
        "page=1&page=0",  # the last one counts
        "page=%",
        "page=%zz",
    ],
)
def test_a_query_string_that_is_badly_written(client: Client, site: dict[str, Page], query):
    response = client.get(f"{site['news'].url}?{query}")
    assert response.status_code == 400
    assert reason(response).startswith("Vi forstår ikke")


@pytest.mark.parametrize("query", ["=", "&&", "%00=1", "a" * 7_000, "page[]=1", "q=%FF", "page=+1"])
def test_what_no_page_looks_at_does_no_harm(client: Client, site: dict[str, Page], query):
    assert client.get(f"{site['news'].url}?{query}").status_code == 200


class TestListAsJson:
    def test_what_it_does_not_know_is_refused_as_by_the_api(self, client: Client, site):
        response = client.get(f"{site['news'].url}?format=json&tpoic=klima&side=2")
        allowed = ["format", "page", "person", "topic", "year"]
        assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
        problem = response.json()
        assert problem["allowed"] == allowed
        assert problem["detail"] == (
            "query parameter is not an operation or a recognised field: side, tpoic. "
            f"Allowed: {', '.join(allowed)}"
        )

    def test_so_it_is_for_who_is_signed_in(self, client: Client, site, django_user_model):
        client.force_login(django_user_model.objects.create_user("medlem"))
        response = client.get(f"{site['news'].url}?format=json&tpoic=klima")
        assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")

    def test_what_narrows_the_list_is_known(self, client: Client, site):
        assert client.get(f"{site['news'].url}?format=json&year=2022").status_code == 200

    def test_a_page_that_lists_nothing_looks_at_its_form_only(self, client: Client, site):
        assert client.get(f"{site['article'].url}?format=json&utm=brev").status_code == 200


def test_a_query_string_with_more_parameters_than_django_reads(client: Client, site):
    response = client.get(f"{site['news'].url}?{'a&' * 3_900}")
    assert response.status_code == 200  # Django would refuse more than 10,000


class TestAnAddressThatIsTooLong:
    ADDRESS = f"/moeder-og-netvaerk/nyheder/?{'a&' * 20_000}"

    def test_a_visitor_is_told(self, client: Client, site):
        response = client.get(self.ADDRESS, headers={"accept": "text/html"})
        assert response.status_code == 414
        assert reason(response) == "En adresse kan højst have 8.000 tegn."

    @pytest.mark.parametrize("path", ["/api/v2/pages/", "/moeder-og-netvaerk/nyheder/", "/soeg/"])
    def test_a_program_is_told(self, client: Client, site, path):
        response = client.get(f"{path}?{'a' * 8_000}")
        assert response.status_code == 414
        assert reason(response) == "An address takes at most 8000 octets."

    def test_the_longest_that_is_taken(self, client: Client, site):
        path = "/moeder-og-netvaerk/nyheder/?"
        for length, status in ((8_000, 200), (8_001, 414)):
            address = path + "a" * (length - len(path))
            assert client.get(address).status_code == status


class TestSearch:
    @pytest.mark.parametrize("number", BAD_NUMBERS)
    def test_a_page_of_results_that_is_not_there(self, client: Client, site, number):
        response = client.get("/soeg/", {"q": "artikel", "page": number})
        assert response.status_code == 400
        assert "Det skal være et tal fra 1 til 1." in reason(response)

    @pytest.mark.parametrize("name", ["bogus", "users.User", "wagtailcore.Page", "a.b.c"])
    def test_a_type_that_is_none(self, client: Client, site, name):
        response = client.get("/soeg/", {"q": "artikel", "type": name})
        assert response.status_code == 400
        assert reason(response).endswith("” er ikke blandt det, man kan vælge.")

    @pytest.mark.parametrize(
        "text",
        [
            "\x00",
            "\ufffd",
            '"',
            "'",
            "\\",
            "%",
            "a & | ! (:* <-> b",
            "' OR 1=1 --",
            "-",
            "- -",
            '-"a',
            "æ" * 200,
            "😀",
            "\u202e",
            " ",
            "og",
            "a\nb",
        ],
    )
    def test_any_text_is_searched_for(self, client: Client, site, text):
        assert client.get("/soeg/", {"q": text}).status_code == 200

    def test_a_text_that_is_too_long(self, client: Client, site):
        response = client.get("/soeg/", {"q": "a" * 7_000})
        assert response.status_code == 400
        assert "højst 200 tegn" in reason(response)
