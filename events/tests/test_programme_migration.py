"""Programmes from before get days and tracks of their own."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from events.models import EventPage
from events.tests.test_programme import conference

migration = import_module("events.migrations.0008_days_of_programmes")


def old(*found: tuple[str, str, str]) -> list[dict]:
    return [
        {"type": "programme_item", "value": {"title": title, "start": start, "track": track}}
        for title, start, track in found
    ]


def days(blocks: list[dict]) -> list[tuple[str, str | None]]:
    return [(block["value"]["title"], block["value"]["day"]) for block in blocks]


FIRST, LAST = date(2031, 5, 6), date(2031, 5, 7)


def test_programmes_from_before_get_the_days_that_their_titles_say():
    programme = old(
        ("Dag 1: Velkomst", "09:00", ""), ("Havet", "08:00", ""), ("Dag 2: Fejl", "09:00", "")
    )
    assert days(migration.placed(programme, FIRST, LAST)) == [
        ("Velkomst", None), ("Havet", None), ("Fejl", "2031-05-07")
    ]  # fmt: skip
    # A title that names no day of the event is a title.
    assert days(migration.placed(programme, FIRST, FIRST)) == [
        ("Dag 1: Velkomst", None), ("Havet", None), ("Dag 2: Fejl", None)
    ]  # fmt: skip


def test_programmes_from_before_get_the_days_that_their_times_say():
    programme = old(
        ("A", "09:00", ""),
        ("B", "13:00", "Klima"),
        ("C", "10:00", "Mennesker"),  # tracks are told one after the other
        ("D", "09:00", ""),
        ("E", "08:00", ""),
    )
    assert days(migration.placed(programme, FIRST, LAST)) == [
        *[(title, None) for title in "ABC"],
        *[(title, "2031-05-07") for title in "DE"],  # there is no third day
    ]


@pytest.mark.django_db
def test_pages_and_their_drafts_are_migrated(client):
    page = conference(title="Konference")
    page.refresh_from_db()
    page.tracks, page.programme = [], old_stream(page)
    page.save_revision(clean=False)
    page.save(clean=False)

    migration.migrate_pages(apps, None)
    migration.migrate_revisions(apps, None)
    for migrated in (
        EventPage.objects.get(),
        EventPage.objects.get().get_latest_revision_as_object(),
    ):
        assert [block.value for block in migrated.tracks] == ["Klima", "Mennesker"]
        assert [block.value["day"] for block in migrated.programme][-3:] == [
            None, date(2031, 5, 7), date(2031, 5, 7)
        ]  # fmt: skip
        migrated.clean()


def old_stream(page: EventPage) -> list:
    return [
        ("programme_item", {name: block.value[name] for name in ("start", "end", "title", "track")})
        for block in page.programme
    ]
