"""Bad and odd `Accept` headers."""

from collections.abc import Iterator

import pytest
from django.test import Client

from cms.testing.remembering import remembering
from tests.faults.reasons import reason

pytestmark = pytest.mark.django_db

FORMS = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "markdown": "text/markdown; charset=utf-8",
}


@pytest.fixture(autouse=True, scope="module")
def _remembered() -> Iterator[None]:
    with remembering():
        yield


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("*/*;q=0.1", "html"),
        ("text/*", "html"),
        ("text/html, application/json", "html"),
        ("application/json;q=0.9, text/html;q=0.8", "json"),
        ("application/json; charset=utf-8", "json"),
        ("APPLICATION/JSON", "json"),
        ("application/*", "json"),
        ("text/markdown, text/html;q=0.9", "markdown"),
        ("text/html;q=0, */*", "json"),
        ("application/xml, */*;q=0.1", "html"),
    ],
)
def test_the_best_form_is_chosen(client: Client, site, accept, form):
    response = client.get(site["article"].url, headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, FORMS[form])


@pytest.mark.parametrize(
    "accept",
    [
        "html",
        "text/",
        "/html",
        "*/json",
        "text/html;q=abc",
        "text/html;q=2",
        "text/html;q=-1",
        "text/html;q=nan",
        "text/html;q=",
        "text/html;q=²",
        "application/json, ,;q=1",
        ",,,",
        ";",
        "\x00",
        "æøå",
        "a" * 10_000,
        "/".join("a" * 5_000),
    ],
)
def test_a_malformed_header_means_html(client: Client, site, accept):
    response = client.get(site["article"].url, headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, FORMS["html"])


@pytest.mark.parametrize("unknown", ["text/x-{}", "image/{}", "{}/json"])
def test_a_header_of_ten_thousand_characters_is_read_to_its_end(client: Client, site, unknown):
    ranges = ", ".join(unknown.format(f"a{number:03}") for number in range(900))
    assert len(ranges) > 8_000
    response = client.get(site["article"].url, headers={"accept": f"{ranges}, application/json"})
    assert (response.status_code, response["Content-Type"]) == (200, FORMS["json"])


@pytest.mark.parametrize(
    "accept", ["application/xml", "text/html;q=0", "*/*;q=0", "image/png, text/csv;q=0.3"]
)
@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("article", ""),
        ("news", ", application/rss+xml, application/atom+xml"),
        ("events", ", application/rss+xml, application/atom+xml, text/calendar"),
    ],
)
def test_what_cannot_be_satisfied_is_refused_with_what_could(
    client: Client, site, accept, page, feeds
):
    response = client.get(site[page].url, headers={"accept": accept})
    assert response.status_code == 406
    assert reason(response) == (
        f"Accept: {accept} rules out all of: text/html, application/json, text/markdown{feeds}."
    )


@pytest.mark.parametrize("path", ["{article}", "/api/v2/pages/"])
def test_a_refusal_does_not_repeat_thousands_of_entries(client: Client, site, path):
    accept = ", ".join(f"text/x-{number}" for number in range(3_000))
    response = client.get(path.format(article=site["article"].url), headers={"accept": accept})
    assert response.status_code == 406
    assert f"Accept: {accept[:200]}… rules out" in reason(response)
    assert len(response.content) < 1_500


def test_the_api_refuses_what_it_does_not_have(client: Client, site):
    response = client.get("/api/v2/pages/", headers={"accept": "text/csv"})
    assert response.status_code == 406
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["xml", "", "HTML", "json ", "\x00", "j" * 7_000])
def test_an_unknown_format_is_refused_with_the_known_ones(client: Client, site, name):
    response = client.get(site["article"].url, {"format": name})
    assert response.status_code == 400
    assert reason(response) == (
        f"format={name!r} is unknown; expected one of: html, json, markdown."
    )


def test_format_wins_over_accept(client: Client, site):
    headers = {"accept": "application/xml"}
    response = client.get(site["article"].url, {"format": "json"}, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, FORMS["json"])
