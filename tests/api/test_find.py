"""`find/` leads from a path or an id to the detail."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/moeder-og-netvaerk/nyheder/erfaringer/",
        "/moeder-og-netvaerk/nyheder/erfaringer",
        "moeder-og-netvaerk/nyheder/erfaringer/",
    ],
)
def test_a_page_is_found_by_its_path(client: Client, content, path):
    response = client.get("/api/v2/pages/find/", {"html_path": path})
    assert response.status_code == 302
    assert response["Location"] == f"http://localhost/api/v2/pages/{content.first.pk}/"


@pytest.mark.parametrize("path", ["/gammel", "/gammel/", "gammel"])
def test_a_page_is_found_by_a_path_that_it_no_longer_has(client: Client, content, path):
    Redirect.objects.create(old_path="/gammel", redirect_page=content.first)
    response = client.get("/api/v2/pages/find/", {"html_path": path, "fields": "_,title"})
    assert response.status_code == 301
    detail = f"http://localhost/api/v2/pages/{content.first.pk}/"
    assert response["Location"] == f"{detail}?fields=_%2Ctitle"


def test_a_page_that_is_not_public_is_not_found_by_one(client: Client, content):
    Redirect.objects.create(old_path="/gammel", redirect_page=content.first)
    content.first.unpublish()
    assert client.get("/api/v2/pages/find/", {"html_path": "/gammel"}).status_code == 404


def test_a_page_takes_its_address_before_a_redirect(client: Client, content):
    path = "/moeder-og-netvaerk"
    Redirect.objects.create(old_path=path, redirect_page=content.first)
    response = client.get("/api/v2/pages/find/", {"html_path": path})
    assert response.status_code == 302
    assert response["Location"] != f"http://localhost/api/v2/pages/{content.first.pk}/"


def test_other_parameters_come_along(client: Client, content):
    query = {"html_path": "/moeder-og-netvaerk/", "fields": "_,title"}
    response = client.get("/api/v2/pages/find/", query, follow=True)
    assert response.json() == {"title": "Møder og netværk"}


@pytest.mark.parametrize(
    ("endpoint", "name"), [("pages", "first"), ("images", "image"), ("documents", "document")]
)
def test_anything_is_found_by_its_id(client: Client, content, endpoint, name):
    pk = getattr(content, name).pk
    response = client.get(f"/api/v2/{endpoint}/find/", {"id": pk})
    assert response.status_code == 302
    assert response["Location"] == f"http://localhost/api/v2/{endpoint}/{pk}/"


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents", "redirects"])
def test_what_is_unknown_is_refused(client: Client, content, endpoint):
    response = client.get(f"/api/v2/{endpoint}/find/", {"id": 1, "tpye": "news.NewsPage"})
    problem = response.json()
    assert response.status_code == 400
    assert problem["message"].endswith("not an operation or a recognised field: tpye")
    assert {"id", "fields"} <= set(problem["allowed"])


@pytest.mark.parametrize(
    ("endpoint", "parameter"),
    [
        ("pages", "rich_text_format=word"),
        *((endpoint, "renditions=huge") for endpoint in ("pages", "images", "documents")),
        *((endpoint, "urls=short") for endpoint in ("pages", "images", "documents")),
    ],
)
def test_what_the_detail_would_refuse_is_refused_at_once(
    client: Client, content, endpoint, parameter
):
    name, _, value = parameter.partition("=")
    response = client.get(f"/api/v2/{endpoint}/find/?id={content.first.pk}&{parameter}")
    assert response.status_code == 400
    assert name in response.json()["detail"]
    assert value in response.json()["detail"]
