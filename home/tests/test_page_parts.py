"""What every page with a text of its own tells besides it."""

import pytest
from bs4 import BeautifulSoup

from cms.testing import factories
from home.models import StandardPage

pytestmark = pytest.mark.django_db


def read(client, headings: int, **values) -> BeautifulSoup:
    body = [
        ("heading", {"text": f"Afsnit {n}", "level": "h3" if n == 2 else "h2"})
        for n in range(headings)
    ]
    page = factories.page(StandardPage, body=body, **values)
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def test_a_page_of_more_than_four_headings_begins_with_their_list(client):
    page = read(client, 5)
    links = page.find("nav", class_="contents").find_all("a")
    assert [link.get_text() for link in links] == [f"Afsnit {n}" for n in range(5)]
    assert [page.find(id=link["href"][1:]).get_text() for link in links] == [
        link.get_text() for link in links
    ]
    assert read(client, 4, slug="fire").find("nav", class_="contents") is None


def test_a_page_says_when_it_was_last_published_and_what_it_is_about(client):
    page = read(client, 0, title="Praktisk", lede="", topics=[factories.topic()])
    updated = page.find(class_="page-updated").get_text(strip=True)
    assert updated.startswith("Sidst opdateret ")
    described = page.find("meta", attrs={"property": "og:description"})["content"]
    assert described == page.find("meta", attrs={"name": "description"})["content"] != ""
    assert len(page.find_all("a", href="/emner/", string="Alle emner")) == 2
