"""Keys that open nothing: whoever brings one is told, and never answered as if there were none."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import APIToken

from cms.keys.models import KeyScope
from cms.users.models import User

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


@pytest.fixture
def member() -> User:
    return User.objects.create_user("medlem", email="m@example.dk", password="x")


@pytest.fixture
def refused() -> Callable:
    def refused(text: str, address: str = PAGES) -> str:
        answer = Client().get(address, headers={"authorization": f"Bearer {text}"})
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Cache-Control"] == "no-store"
        assert answer["WWW-Authenticate"].startswith('Bearer realm="API", error="invalid_tok')
        return answer.json()["reason"]

    return refused


def test_it_says_what_is_wrong(refused, member):
    token, text = APIToken.create_token(user=member, name="Intranet")
    scope = KeyScope.objects.create(token=token, expires_at=timezone.now())
    assert refused(text) == "expired"
    scope.expires_at = timezone.now() + timedelta(days=1)
    scope.save()
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert refused(text) == "inactive"
    token.revoke()
    assert refused(text) == "revoked"
    token.delete()
    assert refused(text) == "unknown"
    assert refused(text[:-1]) == "malformed"
    assert refused("") == "malformed"


def test_wherever_it_is_brought(refused, content):
    for address in (
        "/api/v2/",
        "/api/v2/changes/",
        "/api/v2/openapi.json",
        "/api/v2/images/",
        f"{PAGES}{content.first.pk}/",
        content.first.url,
        f"{content.first.url}?format=json",
    ):
        assert refused("nøgle".encode().hex(), address) == "malformed"


def test_a_malformed_one_costs_no_query(refused, django_assert_num_queries):
    with django_assert_num_queries(0):
        refused("wagtail_x")


def test_a_good_one_costs_one_and_says_once_a_minute_that_it_was_used(member, client):
    token, text = APIToken.create_token(user=member, name="Intranet")
    headers = {"authorization": f"bearer {text}"}
    client.get("/api/v2/", headers=headers)
    token.refresh_from_db()
    assert token.last_used_at is not None
    counts = []
    for given in ({}, headers):
        with CaptureQueriesContext(connection) as found:
            assert client.get("/api/v2/", headers=given).status_code == 200
        counts.append(len(found))
    assert counts[1] - counts[0] == 1


def test_another_scheme_is_none_of_ours(client, content):
    headers = {"authorization": "Basic eDp4"}
    assert client.get(PAGES, headers=headers).status_code == 200
