"""Forms that visitors send: signing in, and passwords of pages. Uploads have tests of their own in
cms/media/tests: truncated and fake images and PDFs, decompression bombs.
"""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.testing import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"username": "a"},
        {"username": "\x00", "password": "b"},
        {"username": "a", "password": "\x00"},
        {"username": "a" * 9_000, "password": "b"},
        {"username": "a", "password": "b" * 9_000},
        {"username": "\ufffd", "password": "😀"},
        {"username": ["a", "b"], "password": ["c", "d"]},
    ],
)
def test_a_bad_sign_in_gets_the_form_again(client: Client, site, values):
    response = client.post("/log-ind/", values)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select("form[data-login-form] .form-error")


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "\x00",
        "http:///a",
        "\\\\a",
    ],
)
def test_signing_in_leads_nowhere_else(client: Client, site, target, django_user_model):
    django_user_model.objects.create_user("medlem", password="hemmelig")
    values = {"username": "medlem", "password": "hemmelig", "next": target}
    response = client.post("/log-ind/", values)
    assert (response.status_code, response["Location"]) == (302, "/moeder-og-netvaerk/")


class TestPasswordOfAPage:
    @pytest.fixture
    def address(self, site) -> str:
        restriction = factories.restrict(site["article"], PageViewRestriction.PASSWORD)
        return f"/_util/authenticate_with_password/{restriction.pk}/{site['article'].pk}/"

    @pytest.mark.parametrize("password", ["", "forkert", "\x00", "a" * 9_000])
    def test_a_wrong_one_gets_the_form_again(self, client: Client, address, password):
        response = client.post(address, {"password": password, "return_url": "/"})
        assert response.status_code == 200
        assert 'type="password"' in response.content.decode()

    @pytest.mark.parametrize("url", ["//evil.example/", "https://evil.example/", "\x00", ""])
    def test_it_leads_nowhere_else(self, client: Client, address, url):
        response = client.post(address, {"password": "hemmelig", "return_url": url})
        if response.status_code == 302:
            assert "evil" not in response["Location"]
        else:
            assert response.status_code == 200


def test_a_body_that_is_no_form(client: Client, site):
    response = client.post("/log-ind/", b"\xff\x00--", content_type="multipart/form-data")
    assert response.status_code == 400
    body = b"\xff\x00%zz"
    response = client.post("/log-ind/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200


def test_a_body_that_is_too_large(client: Client, site):
    response = client.post("/log-ind/", {"username": "a" * 3_000_000})
    assert response.status_code == 400
