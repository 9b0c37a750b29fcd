"""Who comes to a page that is closed to them is told where to go, and nothing of the page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db
SECRET = "Hemmelig dagsorden"


@pytest.fixture
def closed() -> ArticlePage:
    """A page with a title of its own below another closed one, which is below an open one."""
    person = factories.person(name="Mette Lund", phone="33 70 00 00")
    parent = factories.page(ArticlePage, title="Åben for alle", contact=person)
    middle = factories.page(ArticlePage, parent=parent, title="Også hemmelig")
    page = factories.page(ArticlePage, parent=middle, title=SECRET, slug="lukket")
    factories.restrict(middle, "login")
    return page


def main(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_the_sign_in_names_what_is_open_above_and_goes_on_to_the_page(client, closed):
    found = main(client.get(closed.url, follow=True))
    assert "Siden på denne adresse er for medlemmer." in found.find("main").get_text()
    around = found.find(class_="way-around")
    open_page = Page.objects.get(title="Åben for alle")
    assert around.find("a", string="Åben for alle")["href"] == open_page.url
    assert around.find("a", href="tel:+4533700000")
    assert "emmelig" not in str(found)
    assert found.find(attrs={"name": "next"})["value"] == closed.url


def test_a_password_page_names_it_too(client, closed):
    closed.get_parent().view_restrictions.update(restriction_type="password", password="x")
    response = client.get(closed.url)
    assert main(response).find(class_="way-around").find("a", string="Åben for alle")
    assert "emmelig" not in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/findes-ikke/", "/%00/", "/\x00/", "https://e.dk/"])
def test_the_sign_in_alone_speaks_of_no_page(client, closed, address):
    found = main(client.get(reverse("login"), {"next": address}))
    assert "Siden på denne adresse" not in found.get_text()
    assert found.find(class_="way-around") is None


def test_a_draft_is_as_if_it_were_not_there(client, closed):
    closed.unpublish()
    found = main(client.get(reverse("login"), {"next": closed.url}))
    assert found.find(class_="way-around") is None
