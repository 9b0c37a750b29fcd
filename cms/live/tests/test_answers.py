"""What the process of live events answers besides streams, and what it meets."""

import json

import pytest
from django.db import connection
from django.test import Client
from prometheus_client import REGISTRY

from cms.live.tests.client import live
from cms.live.tests.conftest import publish
from cms.publications.tests.connections import session
from cms.publications.tests.waiting import eventually

REFUSED = [
    "type=pages.NoPage",
    "type=*,pages.ArticlePage",
    "topic=findes-ikke",
    "fields=bogus",
    "descendant_of=0",
    "site=elsewhere.example",
    "urls=some",
    "lede=%00",
    "fields=title&fields=lede",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_changes_refuses_is_refused_in_the_same_words(events, query):
    answer = events.ask(query)
    expected = Client().get(f"/api/v2/changes/?{query}")
    assert answer.status == expected.status_code in (400, 404)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    found, wanted = answer.problem(), expected.json()
    assert found.pop("request_id") == answer.headers["x-request-id"]
    assert found | {"instance": ""} == wanted | {"instance": ""}


@pytest.mark.parametrize(
    ("query", "headers", "parameter"),
    [
        ("since=abc", {}, "since"),
        ("", {"last_event_id": "abc"}, "Last-Event-ID"),
        ("since=now", {"last_event_id": "now"}, "Last-Event-ID"),
    ],
)
def test_what_is_no_cursor_is_refused(events, query, headers, parameter):
    answer = events.ask(query, **headers)
    assert (answer.status, answer.problem()["parameter"]) == (400, parameter)


@pytest.mark.parametrize("query", ["when=upcoming", "limit=5", "format=json", "x=1"])
def test_what_it_does_not_know_is_refused_with_what_it_does(events, query):
    answer = events.ask(query)
    allowed = answer.problem()["allowed"]
    assert answer.status == 400
    assert {"type", "topic", "since", "fields"} <= set(allowed)
    assert query.partition("=")[0] not in allowed


def test_addresses_and_methods_that_there_are_not(events):
    for path in ("/andet/", "/", "/api/v2/pages/", "/api/v2/events", "/admin/"):
        answer = events.ask(path=path)
        told = answer.problem()
        assert (answer.status, told["status"], told["instance"]) == (404, 404, path)
    assert events.ask(method="POST").status == 405
    assert events.ask(accept="application/json").status == 406
    assert events.ask("q=".rjust(9000, "x")).status == 414
    headers = events.ask(method="HEAD")
    assert (headers.status, headers.headers["content-type"]) == (200, "text/event-stream")
    assert headers.body() == b""
    asked = {"origin": "https://elsewhere.example", "access_control_request_method": "GET"}
    preflight = events.ask(method="OPTIONS", **asked)
    assert (preflight.status, preflight.headers["access-control-allow-headers"]) == (200, "*")


def test_a_query_that_is_no_text_is_refused(events):
    answer = events.ask("type=%FF")
    assert (answer.status, answer.problem()["status"]) == (400, 400)


def test_it_tells_whether_it_is_well(events):
    for path in ("/health/", "/health", "/health/live", "/health/live/"):
        answer = events.ask(path=path, host="10.1.0.7")
        assert (answer.status, json.loads(answer.body())) == (200, {"status": "ok"})


def test_no_more_streams_are_open_than_may_be(events, site, settings):
    settings.EVENTS_STREAMS = 1
    first = events.ask("since=now")
    first.events()
    assert REGISTRY.get_sample_value("cms_event_streams") == 1
    refused = events.ask("since=now")
    assert (refused.status, refused.headers["retry-after"]) == (503, "60")
    assert refused.headers["access-control-allow-origin"] == "*"
    assert refused.problem()["detail"] == "Too many streams are open at the moment."
    assert events.ask(path="/health/").status == 200
    first.leave()
    assert REGISTRY.get_sample_value("cms_event_streams") == 0
    assert events.ask("since=now").status == 200


def test_what_takes_too_long_is_a_503_and_the_next_is_answered(site):
    with live(patience=0.05) as events, session() as other:
        assert events.ask(path="/health/live").status == 200
        events.application.start()
        other.execute("LOCK TABLE publications_head IN ACCESS EXCLUSIVE MODE")
        for _ in range(2):
            late = events.ask("since=now")
            assert (late.status, late.headers["retry-after"]) == (503, "10")
        other.rollback()
        assert eventually(lambda: events.ask("topic=klima").status == 200)


def test_streams_end_with_the_database_and_can_be_opened_again(events, site):
    stream = events.ask("since=now")
    [here] = stream.events()
    with session() as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
            "datname = current_database() AND pid <> pg_backend_pid() AND pid <> %s",
            [connection.connection.info.backend_pid],
        )
    assert stream.body() == b""  # whole, and not cut off
    publish(site.first, "Imens")
    assert eventually(lambda: events.ask(path="/health/").status == 200)
    again = events.ask("since=now", last_event_id=here.id)
    assert again.events()[0].data["page"]["title"] == "Imens"


def test_while_the_database_is_away_it_says_so(site):
    there = connection.settings_dict["HOST"], connection.settings_dict["PORT"]
    with live() as events:
        try:
            connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": "1"}
            for path in ("/health/", "/api/v2/events/"):
                answer = events.ask(path=path)
                assert (answer.status, answer.headers["retry-after"]) == (503, "10")
                assert answer.problem()["detail"] == "The database cannot be reached at the moment."
        finally:
            connection.settings_dict |= dict(zip(("HOST", "PORT"), there, strict=True))
        assert eventually(lambda: events.ask("since=now").status == 200)


def test_other_code_than_the_sites_tells_nothing_until_it_is_that_again(events, site, caplog):
    stream = events.ask("since=now")
    [here] = stream.events()
    with session() as other:
        [code] = other.execute("SELECT fingerprint FROM publications_head").fetchone()
        other.execute("UPDATE publications_head SET fingerprint = 'other'")
        other.commit()
        publish(site.first, "Af anden kode")
        assert eventually(lambda: "restart events" in caplog.text)
        other.execute("UPDATE publications_head SET fingerprint = %s", [code])
        other.commit()
    publish(site.first, "Som før")
    assert stream.events()[0].data["page"]["title"] == "Som før"
    assert stream is not None
    assert here.is_end
