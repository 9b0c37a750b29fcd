"""What a visitor chooses in the calendar, and what becomes of a choice that makes no sense."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.testing import factories
from events.models import EventPage, NetworkPage


def errors(response) -> dict[str, str]:
    """What stands at the fields of the form, by parameter."""
    return {each.name: each.error for each in response.context["filters"] if each.error}


NO_CHOICE = "”{}” er ikke blandt det, man kan vælge."
NO_DAY = "Vi forstår ikke ”{}”. Det skal være en dato som 2022-05-17."


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kind=fest", {"kind": NO_CHOICE.format("fest")}),
        ("kind=course,fest", {"kind": NO_CHOICE.format("fest")}),
        ("attendance_mode=begge", {"attendance_mode": NO_CHOICE.format("begge")}),
        ("topic=fodbold", {"topic": NO_CHOICE.format("fodbold")}),
        ("network=skjult", {"network": NO_CHOICE.format("skjult")}),
        ("from=i-morgen", {"from": NO_DAY.format("i-morgen")}),
        ("to=2022-13-01", {"to": NO_DAY.format("2022-13-01")}),
        ("from=9999-12-31", {"from": NO_DAY.format("9999-12-31")}),
        (
            "from=2022-05-17&to=2022-05-16",
            {"to": "”Til” skal være samme dag som ”Fra” eller senere."},
        ),
        (
            "kind=fest&to=snart&attendance_mode=online",
            {"kind": NO_CHOICE.format("fest"), "to": NO_DAY.format("snart")},
        ),
    ],
)
def test_a_choice_that_makes_no_sense_is_told_at_its_field(client, index, query, told):
    """The form stays with what was written, and the list is that of the other choices."""
    factories.topic(slug="klima")
    factories.page(NetworkPage, slug="synligt")
    factories.restrict(factories.page(NetworkPage, slug="skjult"))
    response = client.get(f"{index.url}?{query}")
    assert (response.status_code, response["Cache-Control"]) == (400, "no-store")
    assert errors(response) == told
    html = response.content.decode()
    for name, error in told.items():
        assert f'id="filter-{name}-error" data-swap="error-{name}">{error}</p>' in html
    assert "<title>Fejl: " in html
    assert response.context["feeds"] == []
    if "from=2022-05-17" in query:
        assert 'name="to" value="2022-05-16"' in html
        assert [chip.label for chip in response.context["chips"]] == ["Fra 17. maj 2022"]


def test_what_is_wrong_is_told_to_programs_as_before(client, index):
    for form in ("rss", "ics", "markdown"):
        response = client.get(index.url, {"kind": "fest", "format": form})
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["parameter"] == "kind"


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("query", "told", "rest"),
    [
        ("when=i-morgen", NO_CHOICE.format("i-morgen"), ""),
        (
            "month=maj&kind=course",
            "Vi forstår ikke ”maj”. Det skal være en måned som 2022-05.",
            "?kind=course",
        ),
        ("month=9999-12", "Vi forstår ikke ”9999-12”. Det skal være en måned som 2022-05.", ""),
        (
            "from=2022-05-01&from=2022-05-02",
            "Vi forstår ikke ”2022-05-01,2022-05-02”. Det skal være én værdi.",
            "",
        ),
        (
            "page=9&kind=course",
            "Vi forstår ikke ”9”. Det skal være et tal fra 1 til 1.",
            "?kind=course",
        ),
        (
            "kind=course&format=xml",
            "Siden findes ikke i det format, som adressen beder om.",
            "?kind=course",
        ),
        ("kind=fest&format=ics", NO_CHOICE.format("fest"), ""),
    ],
)
def test_a_person_never_ends_at_an_error_for_programs(client, index, query, told, rest):
    response = client.get(f"{index.url}?{query}", headers=BROWSER)
    html = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert told in html
    assert f'<a href="{index.url}{rest}">Vis siden uden det</a>' in html


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


def test_networks_are_told_apart_by_what_is_different(client, index):
    for title in ("Netværk for klima", "Netværk for skole", "Netværk for børn", "Forum"):
        factories.page(NetworkPage, title=title)
    [found] = [
        [label for _value, label, _count in each.options]
        for each in client.get(index.url).context["filters"]
        if each.name == "network"
    ]
    assert found == ["Forum", "Børn", "Klima", "Skole"]
