from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cms.testing import factories
from events.models import EventIndexPage, EventPage


@pytest.fixture
def index(db) -> EventIndexPage:
    return factories.index(EventIndexPage)


def event(index: EventIndexPage, start: datetime, hours: int = 2, **values) -> EventPage:
    end = start + timedelta(hours=hours)
    return factories.page(EventPage, parent=index, start=start, end=end, **values)


def titles(response) -> list[str]:
    return [card["title"] for card in response.context["items"].cards]


@pytest.fixture
def calendar(index: EventIndexPage) -> EventIndexPage:
    now = timezone.now()
    event(index, now + timedelta(days=9), title="Om ni dage")
    event(index, now + timedelta(days=1), title="I morgen", status="cancelled")
    event(index, now - timedelta(hours=1), title="Lige nu")
    event(index, now - timedelta(days=1), title="I går")
    event(index, now - timedelta(days=9), title="For ni dage siden")
    return index


def test_upcoming_events_come_first_the_next_one_on_top(client, calendar):
    assert titles(client.get(calendar.url)) == ["Lige nu", "I morgen", "Om ni dage"]


def test_past_events_are_shown_when_asked_for_the_last_one_on_top(client, calendar):
    assert titles(client.get(calendar.url, {"when": "past"})) == ["I går", "For ni dage siden"]


def test_periods_link_to_upcoming_and_past(client, calendar):
    assert client.get(calendar.url, {"when": "past"}).context["periods"] == [
        {"label": "Kommende", "url": calendar.url, "current": False},
        {"label": "Tidligere", "url": f"{calendar.url}?when=past", "current": True},
    ]


@pytest.mark.parametrize("value", ["tomorrow", "PAST", "past,upcoming", "0"])
def test_unknown_period_is_refused(client, index, value):
    assert client.get(index.url, {"when": value}).status_code == 400


def test_section_shows_the_next_events_and_no_past_ones(client, calendar):
    event(calendar, timezone.now() + timedelta(days=20), title="Om tyve dage")
    groups = client.get(factories.section().url).context["teasers"]
    assert [[card["title"] for card in group["cards"]] for group in groups] == [
        ["Lige nu", "I morgen", "Om ni dage"]
    ]
