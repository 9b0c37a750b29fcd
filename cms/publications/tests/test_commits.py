"""Commits, seen from several sessions: their order, their wholeness, and what a builder makes of
those that come while it builds.
"""

import json
import threading

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import errors
from wagtail.models import Page

from cms.models import Person, SiteSettings
from cms.publications.addresses import find
from cms.publications.backlog import build_backlog
from cms.publications.building import fill, snapshot
from cms.publications.models import Head, Publication, SiteRepresentation
from cms.publications.reading import read_page
from cms.publications.sites import fill_site, outdated_sites
from cms.publications.tests.conftest import differences, row
from cms.publications.tests.connections import session
from cms.publications.tests.consumer import Consumer
from cms.publications.tests.plugin import showing
from cms.publications.tests.waiting import eventually
from cms.testing import factories
from cms.testing.deferred import run_deferred
from cms.tests.pages.models import ArticlePage


@pytest.fixture
def page(committing_database) -> ArticlePage:
    made = factories.page(ArticlePage, contact=factories.person(name="Før"))
    build()
    return made


def build() -> None:
    assert sum(build_backlog()) >= 0


def rename(other: psycopg.Connection, page: Page, title: str) -> None:
    other.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", [title, page.pk])


def waits(other: psycopg.Connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [other.info.backend_pid])
        return cursor.fetchone()[0]


class TestOrder:
    def test_a_commit_waits_for_the_one_that_has_the_lower_number(self, page):
        later = factories.page(ArticlePage)
        with session() as first, session() as second:
            rename(first, page, "Først")
            run_deferred(first, "publications_number")
            rename(second, later, "Dernæst")
            # Were it not to wait, a reader could pass it before the lower number is there.
            with pytest.raises(errors.LockNotAvailable):
                second.commit()
            first.commit()
            rename(second, later, "Dernæst")
            second.commit()
        assert row(page)[0] + 1 == row(later)[0] == Head.objects.get().sequence

    def test_the_one_that_waited_has_the_higher_number(self, page):
        later = factories.page(ArticlePage)
        with session() as first, session() as second:
            second.execute("SET lock_timeout = 0")
            second.commit()
            rename(first, page, "Først")
            rename(second, later, "Dernæst")
            run_deferred(first, "publications_number")
            committing = threading.Thread(target=second.commit)
            committing.start()
            assert eventually(lambda: waits(second))
            first.commit()
            committing.join()
        assert row(page)[0] + 1 == row(later)[0] == Head.objects.get().sequence

    def test_writers_do_not_wait_for_each_other_before_they_commit(self, page):
        other_page = factories.page(ArticlePage)
        with session() as first, session() as second:
            rename(first, page, "Den ene")
            rename(second, other_page, "Den anden")
            second.commit()
            first.commit()
        assert row(other_page)[0] < row(page)[0]

    def test_a_follower_does_not_pass_a_commit_that_is_still_to_come(self, page):
        later, consumer = factories.page(ArticlePage), Consumer()
        consumer.catch_up()
        with session() as first, session() as second:
            rename(first, page, "Først")
            run_deferred(first, "publications_number")
            rename(second, later, "Dernæst")
            with pytest.raises(errors.LockNotAvailable):
                second.commit()
            assert consumer.catch_up() == []
            rename(second, later, "Dernæst")
            first.commit()
            assert consumer.catch_up() == [page.pk]
            second.commit()
        assert consumer.catch_up() == [later.pk]


class TestWholeness:
    def test_a_transaction_that_is_killed_leaves_neither_change_nor_number(self, page):
        before = Head.objects.get().sequence, row(page)
        with session() as doomed, session() as killer:
            rename(doomed, page, "Når aldrig frem")
            run_deferred(doomed, "publications_number")
            killer.execute("SELECT pg_terminate_backend(%s)", [doomed.info.backend_pid])
            with pytest.raises(psycopg.OperationalError):
                doomed.commit()
        page.refresh_from_db()
        assert page.title != "Når aldrig frem"
        assert (Head.objects.get().sequence, row(page)) == before

    def test_a_transaction_with_an_older_snapshot_is_refused(self, page):
        with session() as other:
            other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            rename(other, page, "For gammelt billede")
            with pytest.raises(errors.FeatureNotSupported, match="READ COMMITTED"):
                other.commit()


class TestABuilder:
    """The plugin's member makes another session commit in the middle of the first build."""

    def build_while(self, page: ArticlePage, change) -> dict | None:
        waiting = [change]

        def interrupted(_page):
            if waiting:
                with session() as other:
                    waiting.pop()(other)
                    other.commit()
            return Person.objects.get(name__in=["Før", "Efter"]).name

        Publication.objects.update(representation=None)
        with showing(interrupted):
            built = fill([page.pk]).get(page.pk)
            assert differences() == []
        return built and built.representation.page

    def test_does_not_store_what_a_commit_has_outdated(self, page):
        def change(other):
            other.execute("UPDATE cms_person SET name = 'Efter'")

        built = self.build_while(page, change)
        assert (built["contact"]["name"], built["own"]) == ("Efter", "Efter")

    def test_does_not_store_what_it_made_of_things_it_did_not_know_it_needs(self, page):
        # Nothing says yet that the page depends on the person that only the plugin loads.
        ArticlePage.objects.update(contact=None)
        build()

        def change(other):
            other.execute("UPDATE cms_person SET name = 'Efter'")

        assert self.build_while(page, change)["own"] == "Efter"

    def test_does_not_show_a_page_that_was_hidden_meanwhile(self, page):
        def change(other):
            other.execute(
                "INSERT INTO wagtailcore_pageviewrestriction (page_id, restriction_type, password)"
                " VALUES (%s, 'login', '')",
                [page.pk],
            )

        assert self.build_while(page, change) is None
        assert row(page)[2] is False

    def test_sees_one_moment(self, page):
        with snapshot():
            before = Person.objects.get().name
            with session() as other:
                other.execute("UPDATE cms_person SET name = 'Efter'")
                other.commit()
            assert Person.objects.get().name == before
        assert Person.objects.get().name == "Efter"


def test_a_reader_builds_for_itself_what_is_not_built(page):
    Person.objects.update(name="Nyt navn")
    assert Publication.objects.get(pk=page.pk).representation is None
    assert read_page(page.pk)["contact"]["name"] == "Nyt navn"
    assert differences() == []


def test_the_site_is_seen_as_it_is_and_not_as_a_process_remembers_it(page):
    with session() as other:  # no signal clears this process's cache
        other.execute("UPDATE wagtailcore_site SET root_page_id = %s", [factories.section().pk])
        other.commit()
    assert read_page(page.pk)["meta"]["html_url"] == "https://site.invalid/" + "/".join(
        page.url_path.split("/")[3:]
    )


def test_a_site_that_was_built_before_a_commit_is_not_shown_after_it(committing_database):
    site = factories.site()
    SiteSettings.objects.create(site=site, organisation="Før")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        assert Head.objects.get().version > 0  # the builder's snapshot begins
        with session() as other:
            other.execute("UPDATE cms_sitesettings SET organisation = 'Efter'")
            other.commit()
        assert "Før" in fill_site(site.pk, is_ahead=False)
    assert SiteRepresentation.objects.filter(representation__contains="Før").exists()
    assert (
        json.loads(find("localhost", "80").site_representation())["footer"]["organisation"]
        == "Efter"
    )
    assert outdated_sites() == []
