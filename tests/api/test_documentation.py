"""The page at /api/docs/: what the document says, in words, and the site's own content to try."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from cms.plugins import content_types
from cms.testing import factories
from news.models import NewsPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, content) -> BeautifulSoup:
    response = client.get("/api/docs/")
    assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
    return BeautifulSoup(response.content, "html.parser").select_one(".api")


def test_it_is_said_to_be_english(page):
    assert page["lang"] == "en"


def test_every_type_is_described_with_its_fields_and_filters(page):
    for model in content_types():
        heading = page.find(id=f"schema-{model._meta.label}")
        rows = heading.find_next("table").tbody.find_all("tr")
        assert [row.th.get_text(strip=True) for row in rows][:3] == ["id", "title", "lede"]
    row = page.find(id="schema-news.NewsPage").find_next("code", string="date").find_parent("tr")
    assert [cell.get_text(" ", strip=True) for cell in row.find_all("td")] == [
        "date",
        "= __gte __lte __in order",
    ]


def test_what_it_names_is_on_the_page(page):
    targets = {link["href"].removeprefix("#") for link in page.select('a[href^="#"]')}
    assert {target for target in targets if page.find(id=target) is None} == set()
    ids = [each["id"] for each in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_it_shows_a_page_of_the_site(page, content):
    example = page.find(string=re.compile(f'"id": {content.first.pk},'))
    assert '"title": "Kommuner deler erfaringer"' in example


def test_what_it_proposes_is_answered(page, client):
    answers = [client.get(link["href"]).status_code for link in page.select(".api-queries a")]
    assert answers == [200, 200, 200, 200, 200, 200, 400]


def test_without_a_site_there_is_something_to_try(client):
    Site.objects.all().delete()
    response = client.get("/api/docs/")
    assert response.status_code == 200
    assert b"?limit=5" in response.content


def test_more_pages_take_no_more_queries(client, content, django_assert_num_queries):
    client.get("/api/docs/")
    with django_assert_num_queries(4):
        client.get("/api/docs/")
    for _ in range(2):
        factories.page(NewsPage)
    client.get("/api/docs/")
    with django_assert_num_queries(4):
        client.get("/api/docs/")


def test_it_is_read_only(client):
    assert client.post("/api/docs/").status_code in (403, 405)
