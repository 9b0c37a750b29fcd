"""What scripts of other sites may ask for and read (CORS), and what they are told of errors."""

from collections.abc import Iterator

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.media.extraction import read
from cms.testing import factories
from cms.testing.undo import undone
from home.models import StandardPage
from news.tests import test_content_types as news

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def page(django_db_setup, django_db_blocker) -> Iterator[Page]:
    with django_db_blocker.unblock(), undone():
        yield news.TestNewsPage.make()


class TestOtherSites:
    @pytest.mark.parametrize(
        "url",
        ["{path}", "/api/v2/", "/api/v2/pages/", "/api/v2/pages/{id}/", "/api/v2/redirects/"],
    )
    def test_may_ask_with_headers_of_their_own(self, client: Client, page, url):
        asked = {
            "origin": "https://example.org",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        }
        response = client.options(url.format(path=page.get_url(), id=page.pk), headers=asked)
        assert response.status_code == 200
        allowed = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "*",
        }
        assert {header: response[header] for header in allowed} == allowed

    @pytest.mark.parametrize(
        ("url", "status"),
        [
            ("{thumbnail}", 200),
            ("{document}", 200),
            ("{rendition}", 200),
            ("/static/cms/findes-ikke.svg", 404),
            ("/sitemap.xml", 200),
            ("/api/docs/", 200),
            ("/gammel/", 301),
            ("/moeder-og-netvaerk", 301),
            ("/filer/0/findes-ikke.pdf", 404),
            ("/media/findes-ikke.png", 404),
            ("/findes-ikke/", 404),
            ("/soeg/?page=x", 400),
            ("/?format=xml", 400),
        ],
    )
    def test_may_read_whatever_is_public(self, client: Client, page, files, url, status):
        response = client.get(url.format(**files), headers={"origin": "https://example.org"})
        assert response.status_code == status
        assert response["Access-Control-Allow-Origin"] == "*"

    def test_may_read_that_they_may_not_write(self, client: Client, page, files):
        for url in (page.get_url(), files["document"]):
            response = client.post(url, headers={"origin": "https://example.org"})
            assert (response.status_code, response["Access-Control-Allow-Origin"]) == (405, "*")

    @pytest.mark.parametrize("url", ["{document}", "/static/cms/favicon.svg", "/findes-ikke/"])
    def test_may_ask_for_anything_public_with_headers_of_their_own(self, client, files, url):
        asked = {"origin": "https://example.org", "access-control-request-method": "GET"}
        response = client.options(url.format(**files), headers=asked)
        assert (response.status_code, response["Access-Control-Allow-Headers"]) == (200, "*")

    @pytest.mark.parametrize("url", ["/log-ind/", "/admin/", "/admin/login/", "/min-side/"])
    def test_read_nothing_that_is_for_one_visitor(self, client: Client, page, url):
        response = client.get(url, headers={"origin": "https://example.org"})
        assert not response.has_header("Access-Control-Allow-Origin")

    @pytest.fixture
    def files(self, page) -> dict[str, str]:
        """The addresses of files that the page shows, and one that is redirected."""
        document, image = factories.document(pages=None), factories.image()
        read(document.pk)
        document.refresh_from_db()
        factories.page(
            StandardPage,
            body=[
                ("documents", {"documents": [document]}),
                ("image", {"image": image, "caption": ""}),
            ],
        )
        Redirect.objects.create(old_path="/gammel", redirect_link="/")
        return {
            "document": document.url,
            "thumbnail": document.thumbnail,
            "rendition": image.renditions.first().url,
        }

    @pytest.mark.parametrize(
        ("url", "status"),
        [
            ("/api/v2/pages/0/", 404),
            ("/api/v2/findes-ikke/", 404),
            ("/api/v2/pages/?tpye=x", 400),
            ("/?format=xml", 400),
        ],
    )
    def test_are_told_what_is_wrong_and_nobody_keeps_it(self, client: Client, page, url, status):
        response = client.get(url)
        assert response.status_code == status
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "no-store"

    def test_a_page_that_is_not_there_is_kept_by_nobody(self, client: Client, page):
        response = client.get("/findes-ikke/")
        assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
