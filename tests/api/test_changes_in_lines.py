"""The log line by line, by the text of a query, and what proves a copy that was made of it."""

import gzip
import hashlib
import json
from urllib.parse import urlencode

import brotli
import pytest
from wagtail.api.v2.utils import BadRequestError

from cms.api.feed import feed_of
from cms.problems import BadQuery
from cms.testing import factories
from conftest import number_changes
from news.models import NewsPage

pytestmark = pytest.mark.django_db

CHANGES = "/api/v2/changes/"
NDJSON = "application/x-ndjson"


class TestLines:
    def lines(self, client, **query) -> list[dict]:
        response = client.get(CHANGES, query, headers={"Accept": NDJSON})
        assert (response.status_code, response["Content-Type"]) == (200, NDJSON)
        assert response["Cache-Control"] == "no-store"
        *lines, nothing = b"".join(response).split(b"\n")
        assert nothing == b""
        return [json.loads(line) for line in lines]

    def test_they_are_the_items_with_where_to_go_on(self, client, changes, monkeypatch):
        monkeypatch.setattr("cms.api.changes_views.LIMIT", 2)
        whole = changes(limit=500)
        *items, last = self.lines(client)
        assert [{**each, "next": None} for each in items] == [
            {**each, "next": None} for each in whole["items"]
        ]
        assert last == {"next": whole["next"], "more": False}
        for place, each in enumerate(items):
            rest = self.lines(client, since=each["next"])[:-1]
            assert [one["id"] for one in rest] == [one["id"] for one in items[place + 1 :]]

    def test_a_limit_holds(self, client, site):
        *items, last = self.lines(client, limit=3)
        assert (len(items), last["more"]) == (3, True)

    def test_format_asks_for_them_too(self, client, site):
        response = client.get(CHANGES, {"format": "ndjson", "since": "now"})
        assert json.loads(b"".join(response))["more"] is False

    @pytest.mark.parametrize(
        ("coding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
    )
    def test_they_are_compressed_as_they_come(self, client, site, coding, decode):
        plain = client.get(CHANGES, headers={"Accept": NDJSON})
        coded = client.get(CHANGES, headers={"Accept": NDJSON, "Accept-Encoding": coding})
        assert coded["Content-Encoding"] == coding
        assert decode(b"".join(coded)) == b"".join(plain)

    def test_a_cursor_that_leads_nowhere_is_told_before_they_begin(self, client, now):
        since = "-".join(["0" * 16, *now.split("-")[1:]])
        response = client.get(CHANGES, {"since": since}, headers={"Accept": NDJSON})
        assert (response.status_code, response.json()["reason"]) == (410, "epoch")

    def test_head_tells_the_headers_only(self, client, site):
        response = client.head(CHANGES, headers={"Accept": NDJSON})
        assert (response["Content-Type"], b"".join(response)) == (NDJSON, b"")

    def test_another_form_is_not_acceptable(self, client, site):
        response = client.get(CHANGES, headers={"Accept": "text/csv"})
        assert response.status_code == 406
        assert "application/json and application/x-ndjson" in response.json()["detail"]


class TestTheTextOfAQuery:
    """What is kept of a question, and asked without a request."""

    def test_it_is_what_the_address_asks(self, changes, site):
        query = {"type": "news.NewsPage", "topic": "velfaerd"}
        feed = feed_of(urlencode(query), factories.site())
        found, feed = feed.read(None, 10)
        assert [json.loads(feed.item(each)) for each in found.items] == changes(**query)["items"]
        assert str(found.cursor) == changes(**query)["next"]

    @pytest.mark.parametrize("query", ["when=upcoming", "topic=findes-ikke", "since=now"])
    def test_what_it_cannot_ask_is_refused(self, site, query):
        with pytest.raises((BadQuery, BadRequestError)):
            feed_of(query, factories.site())


class TestState:
    @pytest.mark.parametrize("query", [{}, {"type": "news.NewsPage"}, {"topic": "velfaerd"}])
    def test_it_is_what_a_client_works_out_from_its_copy(self, client, changes, query):
        copied = changes(**query)
        lines = [f"{each['id']} {each['digest']}\n" for each in by_id(copied["items"])]
        response = client.get(f"{CHANGES}state/", query)
        assert response.json() == {
            "next": response.json()["next"],
            "count": len(lines),
            "digest": hashlib.sha256("".join(lines).encode()).hexdigest(),
        }
        assert changes(since=response.json()["next"], **query)["items"] == []

    def test_it_is_not_told_while_pages_wait_to_be_built(self, client, site, monkeypatch):
        monkeypatch.setattr("cms.publications.state.BUILT_AT_ONCE", 0)
        site.first.save_revision().publish()
        NewsPage.objects.get(pk=site.first.pk).delete()
        number_changes()
        response = client.get(f"{CHANGES}state/")
        assert (response.status_code, response["Retry-After"]) == (503, "2")


def by_id(items: list[dict]) -> list[dict]:
    return sorted(items, key=lambda each: each["id"])
