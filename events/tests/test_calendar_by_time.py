"""The calendar by time: what is to come, what is over, and the ways from one to the other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.testing import factories
from events.models import EventPage
from events.tests.conftest import event
from events.tests.test_event_index import titles, ways

pytestmark = pytest.mark.django_db


def test_upcoming_events_come_first_the_next_one_on_top(client, calendar):
    assert titles(client.get(calendar.url)) == ["Lige nu", "I morgen", "Om ni dage"]


def test_past_events_are_shown_when_asked_for_the_last_one_on_top(client, calendar):
    assert titles(client.get(calendar.url, {"when": "past"})) == ["I går", "For ni dage siden"]


def test_there_are_three_ways_to_look_which_keep_what_is_chosen(client, calendar):
    month = timezone.localdate().strftime("%Y-%m")  # no course is to come
    response = client.get(calendar.url, {"when": "past", "kind": "course", "utm_source": "brev"})
    assert ways(response) == [
        ("Kommende", "kind=course", False),
        ("Tidligere", "kind=course&when=past", True),
        ("Måned", f"kind=course&month={month}", False),
    ]
    of_period = client.get(calendar.url, {"kind": "course", "from": "2031-05-01"})
    assert [query for _label, query, _current in ways(of_period)] == [
        "kind=course&from=2031-05-01&when=upcoming",
        "kind=course&from=2031-05-01&when=past",
        f"kind=course&month={month}",
    ]


def test_none_of_them_is_current_for_a_period(client, calendar):
    response = client.get(calendar.url, {"from": "2022-05-01"})
    assert [current for _label, _url, current in ways(response)] == [False, False, False]


def test_what_is_going_on_opens_this_month(client, calendar):
    event(calendar, timezone.now() - timedelta(days=70), hours=2400, title="Lang udstilling")
    month = f"{timezone.localdate():%Y-%m}"
    assert ways(client.get(calendar.url))[2][1] == f"month={month}"


def test_section_shows_the_next_events_and_no_past_ones(client, calendar):
    event(calendar, timezone.now() + timedelta(days=20), title="Om tyve dage")
    groups = client.get(factories.section().url).context["teasers"]
    assert [[card["title"] for card in group["cards"]] for group in groups] == [
        ["Lige nu", "I morgen", "Om ni dage"]
    ]


def test_the_ways_to_look_say_how_many_they_show(client, calendar):
    def told(**query) -> list[str]:
        html = client.get(calendar.url, query).content.decode()
        nav = html.partition("Arrangementer efter tid")[2].partition("</nav>")[0]
        return [text.partition("<")[0].strip() for text in nav.split('">')[1:] if "</a>" in text]

    assert told() == ["Kommende (3)", "Tidligere (2)", "Måned"]
    day = timezone.localdate() - timedelta(days=2)
    assert told(**{"from": day}) == ["Kommende (3)", "Tidligere (1)", "Måned"]
    assert told(month="2031-05") == ["Kommende", "Tidligere", "Måned"]


def test_where_nothing_is_found_the_ways_on_are_told(client, calendar):
    EventPage.objects.update(kind="meeting")
    EventPage.objects.filter(title="I går").update(town="Odense")
    response = client.get(calendar.url, {"town": "Odense", "kind": "meeting"})
    offers = response.context["offers"]
    assert [(each.label, each.url.partition("?")[2], each.count) for each in offers] == [
        ("Tidligere", "kind=meeting&town=Odense&when=past", 1),
        ("Uden Odense", "kind=meeting", 3),
    ]
    html = response.content.decode()
    assert "Intet passer til alt dette: <b>Møde</b>, <b>Odense</b>." in html
    assert ">Tidligere (1)</a>" in html
    assert client.get(calendar.url, {"kind": "meeting"}).context["offers"] == []
