"""When an event is over, goes on, or takes place on a day: the same for queries and renderings, and
at every door.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cms import periods
from cms.testing import factories
from events.models import EventIndexPage, EventPage, NetworkPage

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

pytestmark = pytest.mark.django_db

# Nights in which the clock changes, one of them at midnight, and one in which it doesn't.
DAYS = st.sampled_from(
    [date(2022, 3, 27), date(2022, 10, 30), date(1940, 5, 15), date(1945, 4, 2), date(2031, 12, 31)]
)
STEPS = st.sampled_from([timedelta(0), timedelta(microseconds=1), timedelta(hours=1)])
moments = st.builds(
    lambda day, days, hour, step, sign: (
        periods.midnight(day + timedelta(days=days)) + timedelta(hours=hour) + sign * step
    ).astimezone(UTC),
    DAYS,
    st.integers(-1, 2),
    st.sampled_from([0, 0, 0, 1, 2, 3, 12, 23]),
    STEPS,
    st.sampled_from([-1, 1]),
)


@pytest.fixture
def event() -> EventPage:
    return factories.page(EventPage)


@settings(
    derandomize=True,
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(start=moments, end=moments, all_day=st.booleans(), now=moments, days=st.integers(0, 2))
@example(  # The day that the clock changes lasts 23 hours.
    start=datetime(2022, 3, 26, 23, tzinfo=UTC),
    end=datetime(2022, 3, 26, 23, tzinfo=UTC),
    all_day=True,
    now=datetime(2022, 3, 27, 22, 30, tzinfo=UTC),
    days=0,
)
def test_queries_and_renderings_say_the_same(event, start, end, all_day, now, days):
    EventPage.objects.filter(pk=event.pk).update(start=start, end=end, all_day=all_day)
    written = {
        "start": start.astimezone(COPENHAGEN).isoformat(),
        "end": end.astimezone(COPENHAGEN).isoformat(),
        "all_day": all_day,
    }
    first = timezone.localdate(now)
    last = first + timedelta(days=days)
    conditions = {
        **{name: condition(EventPage, now) for name, condition in periods.WHEN.items()},
        "on": periods.on_days(EventPage, first, last),
        "from": periods.on_days(EventPage, first, None),
        "to": periods.on_days(EventPage, None, last),
    }
    found = {name: EventPage.objects.filter(each).exists() for name, each in conditions.items()}
    begins = date.fromisoformat(written["start"][:10])
    assert found == {
        "upcoming": periods.is_upcoming(written, now),
        "ongoing": periods.is_ongoing(written, now),
        "past": periods.is_past(written, now),
        "on": any(periods.is_on(written, first + timedelta(days=n)) for n in range(days + 1)),
        "from": periods.last_day(written) >= first,
        "to": begins <= last,
    }


class Doors:
    """Where the public is told of events; what each says of the one event that there is."""

    def __init__(self, client, event: EventPage) -> None:
        self.client, self.event = client, event

    def told(self) -> dict[str, bool]:
        section, index = factories.section(), factories.index(EventIndexPage)
        network = self._context(self.event.network.url)
        person = self.event.contact.get_absolute_url()
        return {
            "front": "events.EventPage" in self._teased(section.url),
            "calendar": self._listed(index.url),
            "calendar, past": self._listed(f"{index.url}?when=past"),
            "network": bool(network["upcoming_meetings"]),
            "network, past": bool(network["past_meetings"]),
            "person": self._grouped(person, "upcoming"),
            "person, past": self._grouped(person, "past"),
            "API": self._found("upcoming"),
            "API, ongoing": self._found("ongoing"),
            "API, past": self._found("past"),
            "feed": "<entry>" in self._text(f"{index.url}?format=atom"),
            "iCal, upcoming": "VEVENT" in self._text(f"{index.url}?format=ics&when=upcoming"),
            "badge": "Afholdt" in self._text(self.event.url),
        }

    def _context(self, url: str):
        return self.client.get(url).context

    def _teased(self, url: str) -> list[str]:
        teasers = self._context(url)["teasers"]
        return [card["meta"]["type"] for group in teasers for card in group["cards"]]

    def _text(self, url: str) -> str:
        return self.client.get(url).content.decode()

    def _listed(self, url: str) -> bool:
        return self._context(url)["items"].total == 1

    def _grouped(self, url: str, when: str) -> bool:
        groups = self.client.get(url, {"format": "json"}).json()["groups"]
        return when in [group["when"] for group in groups]

    def _found(self, when: str) -> bool:
        query = {"type": "events.EventPage", "when": when}
        return self.client.get("/api/v2/pages/", query).json()["meta"]["total_count"] == 1


CURRENT = {
    "front": True,
    "calendar": True,
    "calendar, past": False,
    "network": True,
    "network, past": False,
    "person": True,
    "person, past": False,
    "API": True,
    "API, ongoing": True,
    "API, past": False,
    "feed": True,
    "iCal, upcoming": True,
    "badge": False,
}
OVER = {name: not told for name, told in CURRENT.items()}


def doors(client, **values) -> Doors:
    network = factories.page(NetworkPage)
    contact = factories.person()
    event = factories.page(EventPage, network=network, contact=contact, **values)
    return Doors(client, event)


def test_an_event_of_all_day_goes_on_until_midnight_at_every_door(client):
    today = periods.midnight(timezone.localdate())
    assert doors(client, start=today, end=today, all_day=True).told() == CURRENT


def test_an_event_of_all_day_goes_on_from_the_midnight_before_its_hours(client):
    evening = periods.midnight(timezone.localdate()) + timedelta(hours=23, minutes=59)
    assert doors(client, start=evening, end=evening, all_day=True).told() == CURRENT


def test_what_ended_at_midnight_is_over_at_every_door(client):
    today = periods.midnight(timezone.localdate())
    assert doors(client, start=today - timedelta(hours=2), end=today).told() == OVER


def test_an_event_of_yesterday_is_over_at_every_door(client):
    evening = periods.midnight(timezone.localdate()) - timedelta(minutes=1)
    assert doors(client, start=evening, end=evening, all_day=True).told() == OVER


def test_what_ends_at_midnight_is_not_on_the_next_day(client):
    index = factories.index(EventIndexPage)
    start = datetime(2031, 5, 31, 20, tzinfo=COPENHAGEN)
    factories.page(EventPage, parent=index, start=start, end=start + timedelta(hours=4))

    def total(query: str) -> int:
        return client.get(f"{index.url}?{query}").context["items"].total

    queries = ["from=2031-05-31", "from=2031-06-01", "month=2031-05", "month=2031-06"]
    assert [total(query) for query in queries] == [1, 0, 1, 0]
    month = client.get(f"{index.url}?month=2031-05").context["month"]
    days = [day for week in month["weeks"] for day in week["days"] if day["events"]]
    assert [day["date"] for day in days] == [date(2031, 5, 31)]


def test_a_period_and_past_both_hold(client):
    index, now = factories.index(EventIndexPage), timezone.now()
    for title, days in [("I går", -1), ("I forgårs", -2), ("For længe siden", -30), ("Snart", 2)]:
        moment = now + timedelta(days=days)
        values = {"start": moment, "end": moment + timedelta(minutes=1)}
        factories.page(EventPage, parent=index, title=title, **values)
    since = (timezone.localdate(now) - timedelta(days=9)).isoformat()

    def titles(**query) -> list[str]:
        return [card["title"] for card in client.get(index.url, query).context["items"].cards]

    found = {
        "past": titles(when="past", **{"from": since}),
        "upcoming": titles(when="upcoming", **{"from": since}),
        "all": titles(**{"from": since}),
    }
    assert found == {
        "past": ["I går", "I forgårs"],
        "upcoming": ["Snart"],
        "all": ["I forgårs", "I går", "Snart"],
    }
