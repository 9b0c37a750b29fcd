from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.testing import factories
from events.models import EventPage
from events.tests.conftest import COPENHAGEN, event

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [card["title"] for card in response.context["items"].cards]


def ways(response) -> list[tuple[str, str, bool]]:
    return [
        (way["label"], way["url"].partition("?")[2], way["current"])
        for way in response.context["periods"]
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Kursus", "Webinar", "Møde", "Langt"]),
        ("kind=&topic=&from=", ["Kursus", "Webinar", "Møde", "Langt"]),
        ("kind=course", ["Kursus"]),
        ("topic=klima", ["Kursus"]),
        ("network=a", ["Møde"]),
        ("audience=ledere", ["Webinar"]),
        ("audience=aeldrechefer", []),
        ("attendance_mode=online", ["Webinar"]),
        ("town=Aalborg", ["Langt"]),
        ("town=Skagen", []),
        ("kind=webinar&topic=klima", []),
        ("from=2031-05-02&to=2031-05-03", ["Webinar", "Møde"]),
        ("from=2031-05-20", ["Langt"]),
        ("to=2031-05-01", ["Kursus"]),
        ("month=2031-05", ["Kursus", "Webinar", "Møde", "Langt"]),
        ("month=2031-06&town=Aalborg", ["Langt"]),
        ("month=2031-07", []),
    ],
)
def test_each_filter_finds_what_it_says(client, various, query, expected):
    assert titles(client.get(f"{various.url}?{query}")) == expected


def test_one_chooses_from_what_there_is_in_danish_order(client, various):
    factories.restrict(event(various, timezone.now(), town="Hemmelig By"))
    filters = client.get(various.url, {"town": "Ærø"}).context["filters"]
    assert {each.name: each.options for each in filters if not each.input} == {
        "kind": [
            ("meeting", "Møde", 0),
            ("theme_day", "Temadag", 0),
            ("conference", "Konference", 0),
            ("course", "Kursus", 0),
            ("webinar", "Webinar", 0),
            ("study_trip", "Studietur", 0),
        ],
        "topic": [("klima", "Klima", 0)],
        "network": [("a", "Netværk A", 0)],
        "audience": [("ledere", "Ledere", 0), ("aeldrechefer", "Ældrechefer", 0)],
        "attendance_mode": [
            ("on_site", "Fysisk fremmøde", 0),
            ("online", "Online", 0),
            ("hybrid", "Fysisk fremmøde eller online", 0),
        ],
        "town": [("Odense", "Odense", 1), ("Ærø", "Ærø", 0), ("Aalborg", "Aalborg", 1)],
        "material": [("slides", "Slides", 0), ("recording", "Optagelse", 0)],
    }


def counts(response, name: str) -> dict[str, int]:
    """How many each option of a filter is said to find."""
    [found] = [each.options for each in response.context["filters"] if each.name == name]
    return {value: count for value, _label, count in found if count}


def test_an_option_says_how_many_it_finds_beside_what_else_is_chosen(client, various):
    factories.restrict(event(various, timezone.now() + timedelta(days=1), kind="course"))
    plain = client.get(various.url)
    assert counts(plain, "kind") == {"course": 1, "webinar": 1, "meeting": 1}
    assert counts(plain, "attendance_mode") == {"on_site": 3, "online": 1}
    assert counts(plain, "topic") == {"klima": 1}
    assert counts(plain, "network") == {"a": 1}
    assert counts(plain, "audience") == {"ledere": 1}
    narrowed = client.get(various.url, {"kind": "webinar", "from": "2031-05-02"})
    assert counts(narrowed, "kind") == {"webinar": 1, "meeting": 1}
    assert counts(narrowed, "attendance_mode") == {"online": 1}
    assert counts(narrowed, "town") == {}
    assert "Webinar (1)" in narrowed.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=course&kind=webinar", ["Kursus", "Webinar"]),
        ("kind=course,webinar", ["Kursus", "Webinar"]),
        ("town=Odense&town=Aalborg", ["Kursus", "Langt"]),
        ("town=Odense,Aalborg", []),
        ("when=upcoming&from=2031-05-03", ["Møde", "Langt"]),
        ("when=past&from=2031-05-03", []),
        ("when=ongoing", []),
    ],
)
def test_several_values_of_a_filter_mean_any_of_them(client, various, query, expected):
    assert titles(client.get(f"{various.url}?{query}")) == expected


def test_whoever_chooses_the_same_has_the_same_addresses(client, various):
    asked = ("kind=webinar&kind=course&town=Å&town=B", "town=B&town=Å&kind=course,webinar&topic=")
    feeds = [
        [
            feed["url"].partition("?")[2]
            for feed in client.get(f"{various.url}?{each}").context["feeds"]
        ]
        for each in asked
    ]
    query = "kind=course%2Cwebinar&town=B&town=%C3%85"
    assert feeds == [[f"{query}&format={name}" for name in ("rss", "atom", "ics")]] * 2


def test_events_of_a_hidden_network_are_not_found_by_it(client, various):
    factories.restrict(EventPage.objects.get(title="Møde").network)
    assert client.get(various.url, {"network": "a"}).status_code == 400


def test_feeds_and_calendars_hold_the_events_of_an_audience(client, various):
    for form in ("rss", "atom", "ics"):
        content = client.get(f"{various.url}?audience=ledere&format={form}").content.decode()
        assert ("Webinar" in content, "Kursus" in content) == (True, False)


def test_the_number_of_hits_is_told(client, various):
    assert "1 arrangement<" in client.get(various.url, {"kind": "course"}).content.decode()
    assert "4 arrangementer<" in client.get(various.url).content.decode()


def test_a_month_is_a_grid_of_weeks(client, various):
    month = client.get(various.url, {"month": "2031-05"}).context["month"]
    assert (month["label"], month["previous"], month["next"]) == (
        "maj 2031",
        {"label": "april 2031", "url": f"{various.url}?month=2031-04"},
        {"label": "juni 2031", "url": f"{various.url}?month=2031-06"},
    )
    assert [week["number"] for week in month["weeks"]] == [18, 19, 20, 21, 22]
    shown = {
        day["date"].day: [each["title"] for each in day["events"]]
        for week in month["weeks"]
        for day in week["days"]
        if day["events"]
    }
    assert shown == {1: ["Kursus"], 2: ["Webinar"], 3: ["Møde"]}


def test_what_lasts_several_days_is_one_bar_a_week(client, various):
    event(various, datetime(2031, 5, 17, 9, tzinfo=COPENHAGEN), hours=24, title="Weekend")
    event(various, datetime(2031, 5, 13, 9, tzinfo=COPENHAGEN), hours=24, title="Lejr")
    event(various, datetime(2031, 5, 30, tzinfo=COPENHAGEN), hours=24, title="Et døgn")
    month = client.get(various.url, {"month": "2031-05"}).context["month"]
    bars = [
        [
            [(cell["days"], (cell["event"] or {}).get("title")) for cell in row]
            for row in week["bars"]
        ]
        for week in month["weeks"]
    ]
    # The first of May is a Thursday, and the last a Saturday.
    assert bars == [
        [[*[(1, None)] * 6, (1, "Langt")]],
        [[(7, "Langt")]],
        [[(7, "Langt")], [(1, None), (2, "Lejr"), *[(1, None)] * 2, (2, "Weekend")]],
        [[(7, "Langt")]],
        [[(6, "Langt"), (1, None)]],
    ]
    html = BeautifulSoup(
        client.get(various.url, {"month": "2031-05"}).content, "html.parser"
    ).select_one("table.month")
    assert [link.string for link in html.select("a")].count("Lejr") == 1
    bar = next(cell for cell in html.select("[colspan]") if "Lejr" in cell.get_text())
    assert "13.-14. maj 2031" in bar.get_text()


def test_a_month_says_what_is_full_and_what_has_few_places(client, various):
    wanted = {"Kursus": "full", "Webinar": "waiting_list", "Møde": "few"}
    for title, places in wanted.items():
        EventPage.objects.filter(title=title).update(places=places)
    html = BeautifulSoup(client.get(various.url, {"month": "2031-05"}).content, "html.parser")
    told = {
        each.a.string: each.select_one(".badge").string for each in html.select("table.month li")
    }
    assert told == {"Kursus": "Optaget", "Webinar": "Venteliste", "Møde": "Få pladser"}


def test_months_lead_to_today_and_to_the_next_one_with_events(client, various):
    def links(**query: str) -> dict[str, str]:
        html = BeautifulSoup(client.get(various.url, query).content, "html.parser")
        return {
            link.string: link["href"].partition("?")[2]
            for link in html.select(".month-header a")[1:]
        }

    today = timezone.localdate()
    assert links(month="2031-03") == {
        "I dag": f"month={today:%Y-%m}#i-dag",
        "april 2031": "month=2031-04",
        "Næste måned med arrangementer: maj 2031": "month=2031-05",
    }
    # The next one anyway.
    assert list(links(month="2031-04")) == ["I dag", "maj 2031"]
    assert list(links(month="2031-06")) == ["I dag", "juli 2031"]
    assert "I dag" not in links(month=f"{today:%Y-%m}")
    of_topic = links(month="2031-02", topic="klima")
    assert of_topic["Næste måned med arrangementer: maj 2031"] == "topic=klima&month=2031-05"


@pytest.mark.parametrize(
    "query", [{}, {"when": "past"}, {"from": "2031-06-01"}, {"kind": "course"}]
)
def test_the_way_to_months_opens_that_of_the_next_hit(client, various, query):
    kept = {name: value for name, value in query.items() if name == "kind"}
    [(_label, address, _current)] = ways(client.get(various.url, query))[2:]
    assert dict(parse_qsl(address)) == kept | {"month": "2031-05"}


def test_a_month_says_what_is_cancelled_and_when_it_begins(client, various):
    EventPage.objects.filter(title="Kursus").update(status="cancelled")
    html = client.get(various.url, {"month": "2031-05"}).content.decode()
    assert "<b>Aflyst:</b> Kursus</a>" in html
    assert "<small>kl. 10.00</small>" in html


def test_the_list_stands_under_its_months(client, various):
    html = client.get(various.url).content.decode()
    assert '<h2 id="maaned-1">maj 2031</h2>' in html


def chips(response) -> list[tuple[str, str]]:
    return [(chip.label, chip.url.partition("?")[2]) for chip in response.context["chips"]]


def test_each_choice_can_be_taken_away_by_itself(client, various):
    query = "kind=webinar&kind=course&town=&topic=klima&from=2031-05-01&when=upcoming&page=1"
    assert chips(client.get(f"{various.url}?{query}")) == [
        ("Webinar", "kind=course&topic=klima&when=upcoming&from=2031-05-01"),
        ("Kursus", "kind=webinar&topic=klima&when=upcoming&from=2031-05-01"),
        ("Klima", "kind=course%2Cwebinar&when=upcoming&from=2031-05-01"),
        ("Fra 1. maj 2031", "kind=course%2Cwebinar&topic=klima&when=upcoming"),
    ]
    assert chips(client.get(f"{various.url}?month=2031-05&topic=klima")) == [
        ("Klima", "month=2031-05")
    ]
    assert chips(client.get(various.url)) == []


def test_months_and_half_years_are_chosen_at_once(client, various):
    [dates] = [
        each
        for each in client.get(f"{various.url}?kind=course&month=2031-05").context["filters"]
        if each.name == "from"
    ]
    today = timezone.localdate()
    first = today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    label, url = dates.presets[0].label, dates.presets[0].url
    last = following - timedelta(days=1)
    assert (label, url) == ("Denne måned", f"{various.url}?kind=course&from={first}&to={last}")
    [this, then, *halves] = [preset.label for preset in dates.presets]
    assert (this, then) == ("Denne måned", "Næste måned")
    assert sorted(label.split()[0] for label in halves) == ["Efterår", "Forår"]
    response = client.get(url)
    [dates] = [each for each in response.context["filters"] if each.name == "from"]
    assert [preset.current for preset in dates.presets] == [True, False, False, False]
