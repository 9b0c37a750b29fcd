"""The follower: builds what is committed, publishes at the moment that is due, ends when told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from cms.publications.backlog import unbuilt
from cms.publications.follower import Follower, is_followed
from cms.publications.models import Publication
from cms.publications.reading import read_page
from cms.publications.tests.connections import session
from cms.publications.tests.waiting import eventually
from cms.testing import factories
from cms.tests.pages.models import ArticlePage


@contextmanager
def following() -> Iterator[Follower]:
    follower = Follower()
    thread = threading.Thread(target=follower.run)
    thread.start()
    try:
        yield follower
    finally:
        follower.stop()
        thread.join(timeout=30)
        assert not thread.is_alive()


@pytest.fixture
def page(committing_database) -> ArticlePage:
    return factories.page(ArticlePage)


def is_built() -> bool:
    return not unbuilt().exists()


def test_builds_what_it_finds_and_what_is_committed(page):
    with following():
        assert eventually(is_built)
        page.title = "Nyt navn"
        page.save()
        assert eventually(is_built)
    assert '"Nyt navn"' in Publication.objects.get(pk=page.pk).representation


def test_is_seen_while_it_runs(page):
    assert not is_followed()
    with following():
        assert eventually(is_followed)
    assert eventually(lambda: not is_followed())


def test_publishes_at_the_moment_that_is_set_while_it_waits(page):
    with following():
        assert eventually(is_built)
        due = timezone.now() + timedelta(seconds=2)
        page.title = "Senere"
        page.go_live_at = due
        page.save_revision().publish()
        assert eventually(lambda: (read_page(page.pk) or {}).get("title") == "Senere")
        late = timezone.now() - due
    assert timedelta(0) <= late


def test_lets_a_page_expire_at_its_moment(page):
    with following():
        assert eventually(is_built)
        due = timezone.now() + timedelta(seconds=1)
        page.expire_at = due
        page.save_revision().publish()
        assert eventually(lambda: read_page(page.pk) is None)
        late = timezone.now() - due
    assert timedelta(0) <= late
    assert Page.objects.get(pk=page.pk).expired


def test_survives_the_loss_of_its_connection(page):
    with following():
        assert eventually(is_built)
        with session() as killer:
            killer.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                "AND objid = 20220406"
            )
            killer.commit()
        page.title = "Efter afbrydelsen"
        page.save()
        assert eventually(is_built)


def test_a_second_one_takes_over(page):
    with following() as first, following():
        assert eventually(is_built)
        first.stop()
        page.title = "Afløst"
        page.save()
        assert eventually(is_built, seconds=90)
    connection.close()
