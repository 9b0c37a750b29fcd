"""Calendars for the tests of the events' index, made once for the tests of a module."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from cms.testing import factories
from cms.testing.undo import undone
from events.models import Audience, EventIndexPage, EventPage, NetworkPage

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture(scope="module")
def index(django_db_setup, django_db_blocker) -> Iterator[EventIndexPage]:
    with django_db_blocker.unblock(), undone():
        yield factories.index(EventIndexPage)


def event(index: EventIndexPage, start: datetime, hours: int = 2, **values) -> EventPage:
    end = start + timedelta(hours=hours)
    return factories.page(EventPage, parent=index, start=start, end=end, **values)


@pytest.fixture(scope="module")
def calendar(index: EventIndexPage) -> EventIndexPage:
    now = timezone.now()
    event(index, now + timedelta(days=9), title="Om ni dage")
    event(index, now + timedelta(days=1), title="I morgen", status="cancelled")
    event(index, now - timedelta(hours=1), title="Lige nu")
    event(index, now - timedelta(days=1), title="I går")
    event(index, now - timedelta(days=9), title="For ni dage siden")
    Client().get(index.url)  # builds them
    return index


@pytest.fixture(scope="module")
def various(index: EventIndexPage) -> EventIndexPage:
    """Events that differ in all that one may choose by, on the 1st to 4th of a month to come."""
    climate = factories.topic(name="Klima", slug="klima")
    network = factories.page(NetworkPage, title="Netværk A", slug="a")
    leaders = Audience.objects.create(name="Ledere", slug="ledere")
    Audience.objects.create(name="Ældrechefer", slug="aeldrechefer")
    first = datetime(2031, 5, 1, 10, tzinfo=COPENHAGEN)
    event(index, first, title="Kursus", kind="course", town="Odense", topics=[climate])
    online = {"attendance_mode": "online", "online_note": "Følger.", "audiences": [leaders]}
    event(index, first + timedelta(days=1), title="Webinar", kind="webinar", **online)
    event(index, first + timedelta(days=2), title="Møde", kind="meeting", network=network)
    event(index, first + timedelta(days=3), hours=30 * 24, title="Langt", town="Aalborg")
    Client().get(index.url)  # builds them
    return index
