"""Methods, hosts, cookies and headers that are wrong."""

import pytest
from django.test import Client

from tests.faults.reasons import reason

pytestmark = pytest.mark.django_db

METHODS = ["post", "put", "patch", "delete", "trace"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("page", ["article", "news", "events"])
def test_a_page_is_only_read(client: Client, site, page, method):
    response = getattr(client, method)(site[page].url)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("query", ["?format=json", "?format=markdown"])
def test_so_are_its_other_forms(client: Client, site, query, method):
    response = getattr(client, method)(site["article"].url + query)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "path", ["", "pages/", "pages/{id}/", "pages/find/", "images/", "documents/", "redirects/"]
)
def test_so_is_the_api(client: Client, site, path, method):
    response = getattr(client, method)("/api/v2/" + path.format(id=site["article"].pk))
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert reason(response) == f'Method "{method.upper()}" not allowed.'


@pytest.mark.parametrize("path", ["/soeg/", "/health/"])
@pytest.mark.parametrize("method", METHODS)
def test_so_are_search_and_health(client: Client, site, path, method):
    assert getattr(client, method)(path).status_code == 405


def test_a_form_from_elsewhere_is_refused(site):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/log-ind/", {"username": "a", "password": "b"}).status_code == 403


class TestHosts:
    @pytest.fixture(autouse=True)
    def _production(self, settings):
        settings.ALLOWED_HOSTS = ["kl.example"]

    @pytest.mark.parametrize(
        "host",
        ["evil.example", "", "a b", "[::", "kl.example:port", "kl.example.evil", "æ", "\x00"],
    )
    @pytest.mark.parametrize(
        "path", ["/", "/api/v2/pages/", "/findes-ikke/", "/log-ind/", "/soeg/"]
    )
    def test_an_unknown_host_is_refused(self, client: Client, site, path, host):
        assert client.get(path, headers={"host": host}).status_code == 400

    def test_the_known_one_is_answered(self, client: Client, site):
        assert client.get("/", headers={"host": "kl.example"}).status_code == 200

    def test_no_header_makes_it_another(self, client: Client, site):
        headers = {
            "host": "kl.example",
            "x-forwarded-host": "evil.example",
            "forwarded": "host=evil",
        }
        response = client.get("/", headers=headers)
        assert response.status_code == 200
        assert "evil" not in response.content.decode()


@pytest.mark.parametrize(
    "cookie",
    [
        "sessionid=",
        "sessionid=a",
        "sessionid=" + "a" * 9_000,
        'sessionid="a\\000bcdefgh"',
        "=;=,\x00",
    ],
)
def test_a_cookie_that_is_no_session(client: Client, site, cookie):
    response = client.get(site["article"].url, headers={"cookie": cookie})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("range", "bytes=abc"),
        ("range", "bytes=9999999999999999999999-"),
        ("if-modified-since", "yesterday"),
        ("if-none-match", '"a'),
        ("content-length", "abc"),
        ("content-length", "-1"),
        ("x-requested-with", "\x00"),
        ("accept-language", "x" * 10_000),
        ("accept-language", "da;q=abc, \x00"),
        ("accept-encoding", "zip;q=9, \x00"),
        ("referer", "http://[::"),
        ("origin", "null"),
    ],
)
def test_a_header_that_makes_no_sense(client: Client, site, name, value):
    assert client.get(site["article"].url, headers={name: value}).status_code == 200
