"""The headers of what the public reads: validators, codings, caching, other sites' scripts."""

import gzip
from collections.abc import Callable, Iterator

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from cms.testing import factories
from cms.testing.remembering import remembering
from cms.testing.undo import undone
from news.tests import test_content_types as news

pytestmark = pytest.mark.django_db

#: Addresses of the page and of the section that `page` makes.
ADDRESSES = {
    "HTML": "{path}",
    "JSON": "{path}?format=json",
    "Markdown": "{path}?format=markdown",
    "index": "/moeder-og-netvaerk/nyheder/",
    "section front": "/moeder-og-netvaerk/",
    "search": "/soeg/?q=newspage",
    "search as JSON": "/soeg/?q=newspage&format=json",
    "API": "/api/v2/",
    "list": "/api/v2/pages/?fields=*",
    "detail": "/api/v2/pages/{id}/",
    "images": "/api/v2/images/",
    "redirects": "/api/v2/redirects/",
}
OF_THE_PAGE = ["HTML", "JSON", "Markdown", "detail"]
OF_THE_API = ["API", "list", "detail", "images", "redirects"]
#: What is neither a page nor of the API.
WITHOUT_KEYS = ["search", "search as JSON"]
WITH_SESSIONS = [name for name in ADDRESSES if name not in OF_THE_API]


@pytest.fixture(scope="module")
def page(django_db_setup, django_db_blocker) -> Iterator[Page]:
    """On a site that remembers what it has rendered, as one that runs does."""
    with django_db_blocker.unblock(), undone(), remembering():
        yield news.TestNewsPage.make()


@pytest.fixture(scope="module")
def address(page: Page) -> Callable[[str], str]:
    return lambda name: ADDRESSES[name].format(path=page.get_url(), id=page.pk)


@pytest.mark.parametrize("name", ADDRESSES)
class TestEveryAnswer:
    def test_says_how_it_may_be_kept_and_who_may_read_it(self, client: Client, address, name):
        response = client.get(address(name))
        headers = {
            "Cache-Control": "public, no-cache",
            "Vary": "Accept, Accept-Encoding" + ", Authorization" * (name not in WITHOUT_KEYS),
            "Access-Control-Allow-Origin": "*",
            "Content-Length": str(len(response.content)),
        }
        assert {header: response[header] for header in headers} == headers
        assert not response.cookies

    def test_is_not_sent_again_to_who_has_it(self, client: Client, address, name):
        response = client.get(address(name))
        again = client.get(
            address(name), headers={"if-none-match": response["ETag"], "cache-control": "no-cache"}
        )
        assert (again.status_code, again.content) == (304, b"")
        assert not again.has_header("Content-Length")  # it would be that of the kept answer
        kept = ["ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"]
        assert {header: again[header] for header in kept} == {
            header: response[header] for header in kept
        }

    def test_has_the_same_headers_for_head(self, client: Client, address, name):
        response, head = client.get(address(name)), client.head(address(name))
        assert (head.status_code, head.content) == (200, b"")
        assert dict(head.items()) == dict(response.items())

    @pytest.mark.parametrize(
        ("coding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
    )
    def test_comes_compressed_with_a_validator_of_its_own(
        self, client: Client, address, name, coding, decode
    ):
        plain = client.get(address(name))
        response = client.get(address(name), headers={"accept-encoding": coding})
        if len(plain.content) < 1000:
            assert not response.has_header("Content-Encoding")
            assert response["ETag"] == plain["ETag"]
            return
        assert response["Content-Encoding"] == coding
        assert decode(response.content) == plain.content
        assert response["Content-Length"] == str(len(response.content))
        assert response["ETag"] != plain["ETag"]
        known = {"accept-encoding": coding, "if-none-match": response["ETag"]}
        assert client.get(address(name), headers=known).status_code == 304


class TestValidators:
    @pytest.mark.parametrize(
        ("known", "status"),
        [
            ("{etag}", 304),
            ("W/{etag}", 304),
            ('"other", {etag}', 304),
            ("*", 304),
            ('"other"', 200),
            ("{bare}", 200),
            ("", 200),
        ],
    )
    def test_any_of_a_list_is_known(self, client: Client, address, known, status):
        etag = client.get(address("HTML"))["ETag"]
        header = known.format(etag=etag, bare=etag.strip('"'))
        assert client.get(address("HTML"), headers={"if-none-match": header}).status_code == status

    def test_the_date_of_publication_decides_nothing(self, client: Client, address):
        response = client.get(address("HTML"))
        asked = {"if-modified-since": response["Last-Modified"]}
        assert client.get(address("HTML"), headers=asked).status_code == 200

    def test_what_is_known_wins_over_when(self, client: Client, address):
        asked = {
            "if-none-match": client.get(address("JSON"))["ETag"],
            "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT",
        }
        assert client.get(address("JSON"), headers=asked).status_code == 304

    def test_who_expects_another_state_is_told(self, client: Client, address):
        etag = client.get(address("detail"))["ETag"]
        assert client.get(address("detail"), headers={"if-match": etag}).status_code == 200
        refused = client.get(address("detail"), headers={"if-match": '"other"'})
        assert (refused.status_code, refused["Content-Type"]) == (412, "application/problem+json")

    @pytest.mark.parametrize("name", OF_THE_PAGE)
    def test_a_changed_page_is_sent_again(self, client: Client, page: Page, address, name):
        asked = {"if-none-match": client.get(address(name))["ETag"]}
        type(page).objects.filter(pk=page.pk).update(lede="En ny indledning")
        response = client.get(address(name), headers=asked)
        assert response.status_code == 200
        assert "En ny indledning" in response.content.decode()

    @pytest.mark.parametrize("name", OF_THE_PAGE)
    @pytest.mark.parametrize("known", ["{etag}", "*"])
    def test_a_hidden_page_is_not_what_the_client_has(
        self, client: Client, page: Page, address, name, known
    ):
        asked = {"if-none-match": known.format(etag=client.get(address(name))["ETag"])}
        restriction = factories.restrict(page, PageViewRestriction.LOGIN)
        restricted = client.get(address(name), headers=asked)
        assert restricted.status_code == {"HTML": 302, "detail": 404}.get(name, 403)
        assert not restricted.has_header("ETag")
        assert "no-store" in restricted["Cache-Control"]
        restriction.delete()
        Page.objects.get(pk=page.pk).specific.unpublish()
        gone = client.get(address(name), headers=asked)
        assert (gone.status_code, gone.has_header("ETag")) == (404, False)


class TestLinks:
    @pytest.mark.parametrize("name", ["HTML", "JSON", "Markdown"])
    def test_a_page_names_its_address_its_forms_and_the_api(
        self, client: Client, page: Page, address, name
    ):
        url = page.get_full_url()
        assert client.get(address(name))["Link"].split(", ") == [
            f'<{url}>; rel="canonical"',
            f'<{url}>; rel="alternate"; type="text/html"',
            f'<{url}?format=json>; rel="alternate"; type="application/json"',
            f'<{url}?format=markdown>; rel="alternate"; type="text/markdown"',
            '</.well-known/api-catalog>; rel="api-catalog"',
        ]

    def test_a_restricted_page_names_nothing(self, client: Client, page: Page, address):
        factories.restrict(page, PageViewRestriction.PASSWORD)
        for name in ("HTML", "JSON", "Markdown"):
            assert not client.get(address(name)).has_header("Link")

    def test_a_restricted_page_offers_no_form_that_is_refused(
        self, client: Client, page: Page, django_user_model
    ):
        index = page.get_parent()
        assert "format=" in client.get(index.url).content.decode()
        factories.restrict(index, PageViewRestriction.LOGIN)
        client.force_login(django_user_model.objects.create_user("medlem"))
        response = client.get(index.url)
        assert response.status_code == 200
        assert "format=" not in response.content.decode()


class TestCodings:
    @pytest.mark.parametrize(
        ("accepted", "coding"),
        [
            ("", None),
            ("identity", None),
            ("gzip, deflate, br, zstd", "br"),
            ("gzip;q=1.0, br;q=0.5", "gzip"),
            ("BR", "br"),
            ("*", "br"),
            ("br;q=0, *;q=0.5", "gzip"),
            ("gzip;q=0.5, identity", None),
            ("gzip;q=0", None),
            ("gzip;q=2", None),
            ("compress", None),
        ],
    )
    def test_the_client_chooses(self, client: Client, address, accepted, coding):
        response = client.get(address("HTML"), headers={"accept-encoding": accepted})
        assert response.headers.get("Content-Encoding") == coding

    def test_what_is_small_is_compressed_only_if_it_must_be(self, client: Client, address):
        response = client.get(address("API"), headers={"accept-encoding": "gzip"})
        assert not response.has_header("Content-Encoding")
        response = client.get(address("API"), headers={"accept-encoding": "gzip, identity;q=0"})
        assert response["Content-Encoding"] == "gzip"

    @pytest.mark.parametrize(
        "accepted", ["identity;q=0", "*;q=0", "br;q=0, gzip;q=0, identity;q=0"]
    )
    def test_who_takes_none_is_told(self, client: Client, address, accepted):
        response = client.get(address("detail"), headers={"accept-encoding": accepted})
        assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")


class TestSessions:
    @pytest.fixture
    def member(self, client: Client) -> Client:
        client.force_login(get_user_model().objects.create_user("medlem"))
        return client

    @pytest.mark.parametrize("name", WITH_SESSIONS)
    def test_who_may_be_signed_in_gets_what_nobody_keeps(self, member: Client, address, name):
        response = member.get(address(name), headers={"accept-encoding": "br"})
        assert response["Cache-Control"] == "private, no-store"
        for header in ("ETag", "Content-Encoding", "Access-Control-Allow-Origin"):
            assert not response.has_header(header)
        again = member.get(address(name), headers={"if-none-match": "*"})
        assert again.status_code == 200

    @pytest.mark.parametrize("name", OF_THE_API)
    def test_the_api_knows_no_session(self, member: Client, address, name):
        assert dict(member.get(address(name)).items()) == dict(Client().get(address(name)).items())
