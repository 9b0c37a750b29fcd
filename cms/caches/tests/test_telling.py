"""The process that tells caches: kills, failures, and copies of the site that stay silent."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cms.caches.models import Cache, measure
from cms.caches.purging import is_purged, purging
from cms.publications.cursors import Cursor
from cms.publications.tests.waiting import eventually
from cms.telemetry import metrics
from cms.testing import factories
from cms.testing.receiver import receiving
from cms.tests.pages.models import ArticlePage
from cms.users.models import User


def renamed(page: ArticlePage, title: str) -> None:
    page.title = title
    page.save()


def is_at_the_end() -> bool:
    return Cache.objects.filter(cursor=str(Cursor.now()), failures=0).exists()


def test_it_tells_of_each_commit_and_of_what_came_while_nobody_ran(
    committing_database, varnish, told
):
    page = factories.page(ArticlePage)
    with purging():
        assert eventually(lambda: is_purged() and is_at_the_end())
        assert varnish.requests == []  # what was before is nobody's news
        renamed(page, "Mens den kørte")
        assert eventually(lambda: len(told()) == 1 and is_at_the_end())
    assert {"any", f"page-{page.pk}", "list-pages.articlepage"} <= told()[0]
    varnish.requests.clear()
    renamed(page, "Mens ingen kørte")
    assert not is_purged()
    with purging():
        assert eventually(lambda: len(told()) == 1 and is_at_the_end())
    assert f"page-{page.pk}" in told()[0]


def test_a_commit_that_changes_no_page_is_told_too(committing_database, varnish, told):
    factories.page(ArticlePage)
    with purging():
        assert eventually(lambda: is_purged() and is_at_the_end())
        version = Cache.objects.get().version
        factories.topic()
        assert eventually(lambda: Cache.objects.get().version == version + 1)
    assert told() == [{"any"}]


def test_it_is_told_the_same_once_more(committing_database, varnish, told, monkeypatch):
    """What was read before the commit may have come to the cache after it was told."""
    monkeypatch.setattr("cms.caches.purging.AGAIN_AFTER", 0)
    page = factories.page(ArticlePage)
    with purging():
        assert eventually(lambda: is_purged() and is_at_the_end())
        renamed(page, "Ændret")
        assert eventually(lambda: len(told()) == 2)
    assert told()[0] == told()[1]


def test_a_failure_is_told_of_and_nothing_is_lost(
    committing_database, varnish, told, monkeypatch, capsys
):
    monkeypatch.setattr("cms.caches.models.LONGEST_PAUSE", timezone.timedelta(0))
    page = factories.page(ArticlePage)
    varnish.answer = lambda request: (503, {})
    with purging():
        assert eventually(lambda: is_purged() and is_at_the_end())
        renamed(page, "Ændret")
        assert eventually(lambda: Cache.objects.get().failures > 1)
        with pytest.raises(SystemExit):
            call_command("caches", "status")
        assert "varnish: failing since" in capsys.readouterr().out
        measure()
        [[sample]] = [each.samples for each in metrics.FAILING_CACHE.collect()]
        assert sample.value > 0
        chief = Client()
        chief.force_login(User.objects.create_superuser("chef"))
        panel = "varnish har ikke kunnet nås siden"
        assert panel in chief.get("/admin/").content.decode()
        varnish.answer = lambda request: (200, {})
        assert eventually(is_at_the_end)
        call_command("caches", "status")
        assert capsys.readouterr().out.splitlines() == [
            *("Outgoing:    on", "Process:     running", "varnish: told of what changes"),
        ]
        assert panel not in chief.get("/admin/").content.decode()
    assert f"page-{page.pk}" in told()[-1]


def test_one_that_is_away_keeps_no_other_waiting(committing_database, varnish, told, settings):
    settings.WAGTAILFRONTENDCACHE = {
        "away": {
            "BACKEND": "cms.caches.varnish.VarnishBackend",
            "LOCATION": "http://127.0.0.1:1",
        },
        **settings.WAGTAILFRONTENDCACHE,
    }
    page = factories.page(ArticlePage)
    with purging():
        assert eventually(is_purged)
        assert eventually(lambda: Cache.objects.count() == 2)
        renamed(page, "Ændret")
        assert eventually(lambda: len(told()) == 1)
        assert eventually(lambda: Cache.objects.get(pk="away").failures > 0)


def test_a_copy_is_silent_until_it_is_switched_on(
    committing_database, varnish, told, settings, capsys
):
    page = factories.page(ArticlePage)
    copied = Cache.from_now_on() | {"cursor": str(Cursor("0" * 16, 0, 0))}
    Cache.objects.create(pk="varnish", **copied)
    with purging():
        assert eventually(is_purged)
        renamed(page, "Ændret")
        with pytest.raises(SystemExit):
            call_command("caches", "status")
        assert "varnish: switched on in another database" in capsys.readouterr().out
        assert told() == []
        call_command("caches", "here")
        assert told() == [{".*"}]
        renamed(page, "Ændret igen")
        assert eventually(lambda: len(told()) == 2)
    settings.OUTGOING = False
    renamed(page, "Og igen")
    with purging():
        assert eventually(is_purged)
    assert len(told()) == 2
    with pytest.raises(CommandError, match="OUTGOING=off"):
        call_command("caches", "here")


class Purged(http.server.BaseHTTPRequestHandler):
    """A cache that knows addresses only."""

    def do_PURGE(self) -> None:
        self.server.purged.append(self.headers["host"] + self.path)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def purged_by_address() -> Iterator[http.server.HTTPServer]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Purged)
    server.purged, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def test_wagtails_backends_are_told_addresses(committing_database, settings, monkeypatch):
    monkeypatch.setattr("cms.caches.models.LONGEST_PAUSE", timezone.timedelta(0))
    page = factories.page(ArticlePage)
    with purged_by_address() as server:
        settings.WAGTAILFRONTENDCACHE = {
            "cache": {
                "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
                "LOCATION": f"http://127.0.0.1:{server.server_port}",
            }
        }
        server.status = 500
        with purging():
            assert eventually(lambda: is_purged() and is_at_the_end())
            renamed(page, "Ændret")
            # They only tell the log that they failed.
            assert eventually(lambda: Cache.objects.get().failures > 1)
            assert "HTTPError: 500" in Cache.objects.get().reason
            server.status = 200
            assert eventually(is_at_the_end)
        host = page.get_site().root_url.partition("//")[2].partition(":")[0]
        addresses = {each.partition("/")[2] for each in server.purged}
        assert page.get_url().lstrip("/") in addresses
        assert all(each.startswith(host) for each in server.purged)


def test_what_is_no_address_is_refused_at_the_start(settings):
    settings.WAGTAILFRONTENDCACHE = {
        "varnish": {"BACKEND": "cms.caches.varnish.VarnishBackend", "LOCATION": "localhost"}
    }
    with pytest.raises(ImproperlyConfigured, match="LOCATION of a Varnish"), purging():
        pass


@pytest.mark.django_db
class TestWhatMayBeKept:
    """Caches that are told of changes keep pages without asking; browsers ask."""

    def kept(self, client: Client, address: str) -> str | None:
        response = client.get(address)
        assert response["Cache-Control"] == "public, no-cache"
        return response.get("CDN-Cache-Control")

    def test_a_page_is_kept_and_what_is_not_told_in_detail_is_not(self, client, varnish, settings):
        page = factories.page(ArticlePage)
        assert self.kept(client, page.get_url()) == "public, max-age=60"
        settings.CDN_MAX_AGE = 3600
        assert self.kept(client, f"/api/v2/pages/{page.pk}/") == "public, max-age=3600"
        assert self.kept(client, "/api/v2/redirects/") is None

    def test_nothing_is_where_no_cache_is_told(self, client, settings):
        assert settings.WAGTAILFRONTENDCACHE == {}
        assert self.kept(client, factories.page(ArticlePage).get_url()) is None


def test_many_tags_are_told_in_parts(varnish, told):
    from cms.caches.varnish import AT_ONCE, VarnishBackend

    with receiving() as other:
        other.answer = lambda request: (200, {})
        backend = VarnishBackend({"LOCATION": f"http://127.0.0.1:{other.port}"})
        backend.purge_tags([f"page-{number}" for number in range(2 * AT_ONCE + 1)])
        assert [len(each.headers["cache-tag"].split(",")) for each in other.requests] == [
            *(AT_ONCE, AT_ONCE, 1),
        ]
