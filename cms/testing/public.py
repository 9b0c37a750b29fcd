"""Asking for a page as the public does, and what to expect of the answer."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from cms.representations import build, with_origin
from cms.testing.references import texts_in

#: The forms of a page, and the media type that asks for each.
FORMS = {"html": "text/html", "json": "application/json", "markdown": "text/markdown"}


def get(client: Client, page: Page, form: str) -> HttpResponse:
    return client.get(page.get_url(), headers={"accept": FORMS[form]})


def get_json(client: Client, page: Page) -> dict:
    response = get(client, page, "json")
    assert response.status_code == 200
    return response.json()


def card_of(page: Page, root_url: str = "") -> dict:
    """Return the page's card, with its URLs under `root_url`."""
    [built] = build([page])
    return with_origin(built.card, root_url)


def path_of(page: Page) -> str:
    """Return the page's address without its host, as HTML shows it."""
    return urlsplit(page.full_url).path


def secrets_of(client: Client, page: Page) -> set[str]:
    """Return the sentences and names that the public reads in a page as long as it may."""
    return set(texts_in(get_json(client, page)))


def assert_tells_nothing(response: HttpResponse, secrets: set[str]) -> None:
    text = response.content.decode()
    assert secrets, "A page without a text proves nothing."
    assert [secret for secret in secrets if secret in text] == []
    assert [secret for secret in secrets if json.dumps(secret)[1:-1] in text] == []


def assert_not_in_api(client: Client, page: Page, status: int = 404) -> None:
    detail = client.get(reverse("wagtailapi:pages:detail", args=[page.pk]))
    assert detail.status_code == status
    query = {"type": page.specific_class._meta.label, "slug": page.slug}
    listing = client.get(reverse("wagtailapi:pages:listing"), query)
    assert listing.json() == {"meta": {"total_count": 0}, "items": []}


def assert_not_found(client: Client, page: Page, secrets: set[str], status: int = 404) -> None:
    """Assert that nothing is at the page's address, in any form, and the API knows of no such page:
    404, or 410 if it was public.
    """
    for form in FORMS:
        response = get(client, page, form)
        assert (form, response.status_code) == (form, status)
        assert_tells_nothing(response, secrets)
    assert_not_in_api(client, page, status)


def count_queries(client: Client, page: Page, form: str) -> int:
    """Return how many queries it takes to answer, once what a process keeps in memory is there."""
    get(client, page, form)
    with CaptureQueriesContext(connection) as queries:
        assert get(client, page, form).status_code == 200
    return len(queries)


def refuse_query(execute: Any, sql: str, *args: Any) -> None:
    """Refuse a query, by `connection.execute_wrapper` around what must not query."""
    raise AssertionError(f"This must not query, but asks: {sql}")
