"""Under which address a page is to be known, in its HTML and in the header of every form."""

import re

import pytest
from bs4 import BeautifulSoup

from cms.publications.tests.crowd import copies
from cms.testing import factories
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


@pytest.mark.parametrize("signed_in", [False, True])
class TestCanonicalAddress:
    @pytest.fixture(autouse=True)
    def visitor(self, client, django_user_model, signed_in):
        if signed_in:
            client.force_login(django_user_model.objects.create_user("medlem"))

    def test_a_later_page_of_a_list_is_known_under_its_own_address(self, client):
        article, index = factories.page(NewsPage), factories.page(NewsIndexPage)
        copies(article, index, 21)
        response = client.get(f"{index.url}?page=2")
        html = BeautifulSoup(response.content, "html.parser")
        assert html.find("link", rel="canonical")["href"] == f"{ROOT}{index.url}?page=2"
        assert canonical_of(response) == f"{ROOT}{index.url}?page=2"

    def test_an_alias_is_known_under_the_address_of_its_source(self, client):
        page = factories.page(NewsPage)
        alias = page.create_alias(update_slug="spejling")
        assert (
            BeautifulSoup(client.get(alias.url).content, "html.parser").find(
                "link", rel="canonical"
            )["href"]
            == ROOT + page.url
        )
        for form in ("html", "json", "markdown", "rss"):
            listed = alias.get_parent().url if form == "rss" else alias.url
            known_as = listed if form == "rss" else page.url
            assert canonical_of(client.get(f"{listed}?format={form}")) == ROOT + known_as


def canonical_of(response) -> str:
    """The address that the `Link` header says the page is to be known under."""
    return re.search('<([^>]*)>; rel="canonical"', response["Link"])[1]
