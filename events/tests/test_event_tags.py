"""What a visitor is told of an event depends on its fields and on the clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.template import engines
from django.template.loader import get_template

from cms.content import dates
from events import states
from events.templatetags import event_tags

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
BEFORE = datetime(2022, 5, 10, 12, tzinfo=COPENHAGEN)
AFTER = datetime(2022, 5, 18, 12, tzinfo=COPENHAGEN)


def event(**fields) -> dict:
    return {
        "start": "2022-05-17T10:00:00+02:00",
        "end": "2022-05-17T12:00:00+02:00",
        "all_day": False,
        "attendance_mode": "on_site",
        "venue": "KL-Huset",
        "town": "København",
        "status": "scheduled",
        "places": "open",
        "registration_opens": None,
        "registration_deadline": None,
        "registration_url": "https://example.org/",
        **fields,
    }


def labels(event: dict, now: datetime) -> list[str]:
    return [str(label) for label, _tone in states.badges(event, now)]


@pytest.mark.parametrize(
    ("fields", "now", "expected"),
    [
        ({}, BEFORE, []),
        ({}, AFTER, ["Afholdt"]),
        ({"status": "cancelled", "places": "full"}, BEFORE, ["Aflyst"]),
        ({"status": "cancelled"}, AFTER, ["Aflyst"]),
        ({"status": "postponed"}, AFTER, ["Udsat"]),
        ({"status": "rescheduled", "places": "few"}, BEFORE, ["Flyttet", "Få pladser"]),
        ({"status": "moved_online"}, AFTER, ["Flyttet online", "Afholdt"]),
        ({"places": "waiting_list"}, BEFORE, ["Venteliste"]),
        (
            {"places": "full", "registration_deadline": "2022-05-01T12:00:00+02:00"},
            BEFORE,
            ["Optaget"],
        ),
        ({"registration_deadline": "2022-05-01T12:00:00+02:00"}, BEFORE, ["Tilmelding lukket"]),
        ({"registration_deadline": "2022-05-10"}, BEFORE, []),
        ({"registration_deadline": "2022-05-09"}, BEFORE, ["Tilmelding lukket"]),
    ],
)
def test_badges_say_what_must_not_be_missed(fields, now, expected):
    assert labels(event(**fields), now) == expected


def test_a_reference_with_few_fields_has_badges_too():
    reference = event(status="cancelled")
    for name in ("places", "registration_deadline", "venue"):
        del reference[name]
    assert labels(reference, BEFORE) == ["Aflyst"]
    assert states.place(reference) == "København"


def test_an_event_of_whole_days_is_over_when_the_last_day_is():
    days = event(start="2022-05-16T00:00:00+02:00", end="2022-05-17T00:00:00+02:00", all_day=True)
    evening = datetime(2022, 5, 17, 23, 59, tzinfo=COPENHAGEN)
    midnight = datetime(2022, 5, 18, tzinfo=COPENHAGEN)
    assert [labels(days, now) for now in (evening, midnight)] == [[], ["Afholdt"]]


@pytest.mark.parametrize(
    ("fields", "now", "state"),
    [
        ({}, BEFORE, "open"),
        ({"places": "few"}, BEFORE, "open"),
        ({"places": "waiting_list"}, BEFORE, "waiting_list"),
        ({"places": "full"}, BEFORE, "full"),
        ({"registration_opens": "2022-05-11T08:00:00+02:00"}, BEFORE, "early"),
        ({"registration_opens": "2022-05-01T08:00:00+02:00"}, BEFORE, "open"),
        ({"registration_deadline": "2022-05-10T11:59:00+02:00"}, BEFORE, "closed"),
        ({"registration_url": ""}, BEFORE, ""),
        ({"status": "cancelled"}, BEFORE, ""),
        ({"status": "postponed"}, BEFORE, ""),
        ({"status": "moved_online"}, BEFORE, "open"),
        ({}, AFTER, ""),
    ],
)
def test_one_can_sign_up_only_while_it_makes_sense(fields, now, state):
    assert states.registration(event(**fields), now) == state


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "København"),
        ({"town": ""}, "KL-Huset"),
        ({"town": "", "venue": ""}, "Fysisk fremmøde"),
        ({"attendance_mode": "online"}, "Online"),
        ({"attendance_mode": "hybrid"}, "København og online"),
    ],
)
def test_the_place_is_told_in_a_few_words(fields, text):
    assert str(states.place(event(**fields))) == text


@pytest.mark.parametrize(
    ("fields", "html"),
    [
        (
            {},
            '<time datetime="2022-05-17T10:00:00+02:00">17. maj 2022 kl. 10.00-12.00</time>',
        ),
        ({"all_day": True}, '<time datetime="2022-05-17">17. maj 2022</time>'),
    ],
)
def test_the_time_is_for_people_and_for_machines(fields, html):
    template = engines["django"].from_string("{% load event_tags %}{% event_time event %}")
    assert template.render({"event": event(**fields)}) == html


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "kl.\N{NO-BREAK SPACE}10.00-12.00"),
        ({"all_day": True}, ""),
        ({"all_day": True, "end": "2022-05-19T12:00:00+02:00"}, "til 19. maj 2022"),
        (
            {"end": "2022-05-19T15:00:00+02:00"},
            "kl.\N{NO-BREAK SPACE}10.00 til 19. maj 2022 kl.\N{NO-BREAK SPACE}15.00",
        ),
    ],
)
def test_a_card_shows_the_day_once(fields, text):
    fields = {"kind": "", "lede": "", "title": "Møde", "meta": {"html_url": "/m/"}} | fields
    card = get_template("events/cards/event_page.html").render(
        {"item": event(**fields), "heading_level": 3, "now": BEFORE}
    )
    shown, said = BeautifulSoup(card, "html.parser"), BeautifulSoup(card, "html.parser")
    for each in shown.select(".visually-hidden"):
        each.decompose()
    for each in said.select("[aria-hidden]"):
        each.decompose()
    assert shown.select_one(".date-leaf").get_text(" ", strip=True) == "17 maj 2022"
    assert shown.select_one(".card-meta").get_text() == ", ".join(filter(None, ["København", text]))
    whole = dates.period_text(*(event(**fields)[name] for name in ("start", "end", "all_day")))
    assert said.select_one(".card-meta").get_text() == f"København, {whole}"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Jannik Egelund", "JE"), ("Klaus Munch Haagensen", "KH"), ("Øjvind", "Ø"), ("", "")],
)
def test_initials_stand_in_for_a_photo(name, letters):
    assert event_tags.initials(name) == letters
