"""What the database stops, or cannot do, is answered by 503, and loses nothing of what was sent.

By other sessions that really hold locks, in a database of the test's own that can be closed.
"""

import threading
from collections.abc import Iterator

import psycopg
import pytest
from bs4 import BeautifulSoup
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cms.postgres.timeouts import Timeouts
from cms.publications.backlog import build_backlog
from cms.publications.models import Publication
from cms.publications.tests.connections import session
from cms.testing import factories
from cms.users.models import User
from news.models import NewsPage
from search.models import FruitlessSearch


@pytest.fixture
def page(committing_database) -> NewsPage:
    page = factories.page(NewsPage, title="Første", slug="foerste", date="2022-04-07")
    list(build_backlog())
    page.address = page.get_url()  # now, since it asks the database
    return page


@pytest.fixture
def other(page) -> Iterator[psycopg.Connection]:
    """Another session, such as a forgotten one in some other program."""
    with session() as other:
        yield other


@pytest.fixture
def editor(page) -> Client:
    """An editor's browser, which has to bring along what a form gave it."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("redaktoer", "r@example.dk", "x"))
    return client


@pytest.fixture
def limit(page, monkeypatch):
    """Sets the timeouts of a use of the database for the time of a test."""

    def set_timeouts(use: str, **seconds: float) -> None:
        monkeypatch.setitem(connection.settings_dict["TIMEOUTS"], use, Timeouts(**seconds))

    return set_timeouts


def told(response: HttpResponse) -> tuple[int, str, str, str]:
    """Status, when to ask again, media type, and the heading or the problem's detail."""
    media_type = response["Content-Type"].split(";")[0]
    if media_type == "text/html":
        text = BeautifulSoup(response.content, "html.parser").h1.get_text()
    else:
        assert response.json()["status"] == response.status_code
        text = response.json()["detail"]
    return response.status_code, response.get("Retry-After", ""), media_type, text


PAGE = "Siden kan ikke vises lige nu"
UNSAVED = "Der er ikke gemt noget"
HTML, PROBLEM = "text/html", "application/problem+json"


class TestReaders:
    def ask(self, client: Client, page: NewsPage) -> list[tuple]:
        """The answers to a reader's, a program's and another program's request."""
        urls = (page.address, page.address + "?format=json", f"/api/v2/pages/{page.pk}/")
        return [told(client.get(url)) for url in urls]

    @pytest.mark.parametrize(
        ("timeouts", "seconds", "reason"),
        [
            ({"statement": 0.2}, "60", "This takes longer than a request may."),
            (
                {"lock": 0.2},
                "5",
                "Something else is changing the same thing at the moment.",
            ),
        ],
    )
    def test_a_statement_that_takes_too_long_is_stopped_in_the_server_too(
        self, page, other, limit, client, caplog, timeouts, seconds, reason
    ):
        limit("public", **timeouts)
        other.execute("LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE")
        assert self.ask(client, page) == [
            (503, seconds, HTML, PAGE),
            (503, seconds, PROBLEM, reason),
            (503, seconds, PROBLEM, reason),
        ]
        running = other.execute(
            "SELECT query FROM pg_stat_activity WHERE datname = current_database() "
            "AND state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        assert running.fetchall() == []
        assert [record.exc_info for record in caplog.records] == [None] * 3  # one line each
        other.rollback()
        assert client.get(page.address).status_code == 200

    def test_a_page_whose_building_was_stopped_has_no_fault(self, page, other, limit, client):
        limit("public", statement=0.2)
        page.title = "Ændret"
        page.save()
        other.execute("LOCK TABLE cms_topic IN ACCESS EXCLUSIVE MODE")
        assert client.get(page.address).status_code == 503
        other.rollback()
        assert Publication.objects.get(pk=page.pk).error is None
        assert "Ændret" in client.get(page.address).content.decode()

    def test_a_database_that_is_gone_is_told_in_one_line_a_request(
        self, page, committing_database, client, caplog
    ):
        client.force_login(User.objects.create_superuser("redaktoer", "r@example.dk", "x"))
        host, database = connection.settings_dict["HOST"], committing_database
        with other_database(host) as outside:
            outside.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS false')
            outside.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [database],
            )
            reason = "The database cannot be reached at the moment."
            gone = [
                (503, "10", HTML, PAGE),
                (503, "10", PROBLEM, reason),
                (503, "10", PROBLEM, reason),
            ]
            assert self.ask(client, page) == gone
            assert told(client.get("/admin/")) == gone[0]
            assert client.get("/health/").status_code == 503
            assert client.get("/health/live/").json() == {"status": "ok"}
            lines = [record for record in caplog.records if record.name == "cms.delivery.stops"]
            assert [line.exc_info for line in lines] == [None] * 4
            assert ["\n" in line.getMessage() for line in lines] == [False] * 4
            outside.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS true')
        close_old_connections()  # as a server does between requests, and Django's client doesn't
        assert client.get(page.address).status_code == 200
        assert client.get("/health/").json() == {"status": "ok"}

    def test_a_connection_that_the_server_has_ended_is_replaced_unnoticed(
        self, page, committing_database, client
    ):
        assert client.get(page.address).status_code == 200
        with other_database(connection.settings_dict["HOST"]) as outside:
            for _ in range(2):  # the second time, it was in use a moment ago
                close_old_connections()  # as a server does between requests
                assert client.get(page.address).status_code == 200
                outside.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                    "WHERE datname = %s",
                    [committing_database],
                )
                close_old_connections()
                assert client.get(page.address).status_code == 200

    def test_a_read_only_database_is_read(self, page, committing_database, client, editor):
        unpublish = form(editor, reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        page.title = "Ændret"
        page.save()  # so that there is something to build, which can't be kept
        alter = f'ALTER DATABASE "{committing_database}" SET default_transaction_read_only'
        with other_database(connection.settings_dict["HOST"]) as outside:
            outside.execute(f"{alter} = on")
            connection.close()
            urls = [page.address, "/soeg/?q=aendret", "/soeg/?q=findesikke", "/sitemap.xml"]
            urls += [f"/api/v2/pages/{page.pk}/", "/api/v2/pages/?search=findesikke", "/health/"]
            answers = {url: client.get(url).status_code for url in urls}
            assert answers == dict.fromkeys(urls, 200)
            assert "Ændret" in client.get(page.address).content.decode()
            assert told(send(editor, unpublish)) == (503, "60", HTML, UNSAVED)
            outside.execute(f"{alter} = off")
        connection.close()
        assert not FruitlessSearch.objects.exists()
        assert Publication.objects.get(pk=page.pk).representation is None


class TestEditors:
    def test_a_change_that_meets_a_lock_is_told_within_seconds_and_can_be_sent_again(
        self, page, other, limit, editor
    ):
        limit("admin", lock=0.2)
        asked = form(editor, reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        asked["fields"] |= {"note": 'Æblegrød & "mere"\r\nto linjer'}
        other.execute("UPDATE wagtailcore_page SET title = title WHERE id = %s", [page.pk])
        refused = send(editor, asked)
        assert told(refused) == (503, "5", HTML, UNSAVED)
        again = form_in(refused)
        assert again == asked
        other.rollback()
        assert NewsPage.objects.get().live
        assert send(editor, again).status_code == 302
        assert not NewsPage.objects.get().live

    def test_a_change_that_fails_at_its_end_has_changed_nothing(self, page, other, limit, editor):
        limit("admin", lock=0.2)
        asked = form(editor, reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        other.execute("SELECT FROM publications_head FOR UPDATE")  # what a commit takes last
        assert told(send(editor, asked)) == (503, "5", HTML, UNSAVED)
        other.rollback()
        assert NewsPage.objects.get().live
        # Nor does the next page that the editor opens tell of a success.
        assert "messages-success" not in editor.get("/admin/").content.decode()

    def test_a_password_is_not_put_into_a_page(self, page, other, limit, client):
        limit("public", lock=0.2)
        other.execute("LOCK TABLE users_user IN ACCESS EXCLUSIVE MODE")
        response = client.post("/log-ind/", {"username": "redaktoer", "password": "hemmeligt"})
        assert told(response) == (503, "5", HTML, UNSAVED)
        assert BeautifulSoup(response.content, "html.parser").form is None
        assert "hemmeligt" not in response.content.decode()

    def test_a_program_is_told_by_a_problem(self, page, other, limit, editor):
        limit("admin", lock=0.2)
        asked = form(editor, reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        other.execute("UPDATE wagtailcore_page SET title = title WHERE id = %s", [page.pk])
        response = send(editor, asked, headers={"X-Requested-With": "XMLHttpRequest"})
        reason = "Something else is changing the same thing at the moment."
        assert told(response) == (503, "5", PROBLEM, reason)

    def test_a_change_that_gave_way_to_another_is_tried_once_more(self, page, other, editor):
        section = page.get_parent()
        asked = form(editor, reverse("wagtailadmin_pages:unpublish", args=[section.pk]))
        asked["fields"] |= {"include_descendants": "on"}
        other.execute("SET lock_timeout = 0")
        other.execute("UPDATE wagtailcore_page SET title = title WHERE id = %s", [page.pk])

        def meet() -> None:
            # The request has changed the section and waits for the page; it is the first that
            # looks for a deadlock, so it is the one that gives way.
            waiting = "SELECT FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
            while not other.execute(waiting).fetchall():
                pass
            other.execute("UPDATE wagtailcore_page SET title = 'X' WHERE id = %s", [section.pk])
            other.rollback()

        meeting = threading.Thread(target=meet)
        meeting.start()
        response = send(editor, asked)
        meeting.join()
        assert response.status_code == 302
        assert not NewsPage.objects.get().live
        shown = BeautifulSoup(editor.get("/admin/").content, "html.parser")
        assert len(shown.select(".messages .success")) == 1


def other_database(host: str) -> psycopg.Connection:
    """A session outside of the site's own database."""
    wanted = connection.get_connection_params()
    names = {name: wanted[name] for name in ("user", "password", "port") if wanted.get(name)}
    return psycopg.connect(host=host, dbname="postgres", autocommit=True, **names)


def form(client: Client, url: str) -> dict:
    """The form at an address, as `form_in` tells it."""
    return form_in(client.get(url), url)


def form_in(response: HttpResponse, url: str = "") -> dict:
    """Where the page's form is sent, and its fields."""
    found = BeautifulSoup(response.content, "html.parser").select_one("main form[method=post i]")
    fields = {each["name"]: each.get("value", "") for each in found.select("input[type=hidden]")}
    return {"url": found.get("action") or url, "fields": fields}


def send(client: Client, asked: dict, **more) -> HttpResponse:
    return client.post(asked["url"], asked["fields"], **more)
