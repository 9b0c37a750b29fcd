"""The programme of an event: by day and track, for visitors and for programs."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from cms.testing import factories
from events.models import EventPage
from events.programme import programme_context, running
from events.tests.test_event_tags import event

TALKS = [
    (1, "09:00", "10:00", "Velkomst", "", "talk"),
    (1, "10:00", "11:00", "Havet", "Klima", "talk"),
    (1, "10:00", "12:00", "Skolen", "Mennesker", "workshop"),
    (1, "11:00", "11:30", "Åen", "Klima", "excursion"),
    (2, "09:00", "", "Tre fejl", "", "debate"),
    (2, "12:00", "13:00", "Frokost", "", "break"),
]
NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)


def items(first: date) -> list[tuple[str, dict]]:
    found = []
    for day, start, end, title, track, kind in TALKS:
        value = {"title": title, "track": track, "kind": kind, "start": time.fromisoformat(start)}
        value["end"] = time.fromisoformat(end) if end else None
        value["day"] = first + timedelta(days=day - 1) if day > 1 else None
        found.append(("programme_item", value))
    return found


def conference(start: datetime = NOON, **values) -> EventPage:
    values = {"end": start + timedelta(days=1), "tracks": [("track", "Klima")]} | values
    values["tracks"] = [("track", name) for name in ("Mennesker", "Klima")]
    first = timezone.localdate(start)
    last = timezone.localdate(values["end"])
    programme = [each for each in items(first) if (each[1]["day"] or first) <= last]
    return factories.page(EventPage, start=start, programme=programme, **values)


def read(client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser").find("main")


def texts(found) -> list[str]:
    return [each.get_text(" ", strip=True) for each in found]


@pytest.mark.django_db
def test_a_programme_is_told_by_day_and_track(client):
    page = conference()
    programme = read(client, page.url).find(class_="programme")
    assert texts(programme.find_all("h3")) == [
        "Dag 1: tirsdag den 6. maj 2031",
        "Dag 2: onsdag den 7. maj 2031",
    ]
    assert texts(programme.find_all("h4")) == [title for _, _, _, title, _, _ in TALKS[:2]] + [
        *("Åen", "Skolen", "Tre fejl", "Frokost")
    ]
    assert texts(programme.find_all(class_="programme-track")) == ["Spor: Klima", "Spor: Mennesker"]
    for heading in programme.find_all(["h3", "h4"]):
        assert programme.find(id=heading.find("a")["href"][1:])


@pytest.mark.django_db
def test_a_programme_is_narrowed_to_a_track(client):
    page = conference()
    links = read(client, page.url).find("nav", attrs={"aria-label": "Spor"}).find_all("a")
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("Alle", f"{page.url}#program"),
        ("Mennesker", f"{page.url}?track=Mennesker#program"),
        ("Klima", f"{page.url}?track=Klima#program"),
    ]
    main = read(client, f"{page.url}?track=Klima")
    assert texts(main.select(".programme h4")) == [
        "Velkomst",
        "Havet",
        "Åen",
        "Tre fejl",
        "Frokost",
    ]
    assert main.find("a", attrs={"aria-current": "true"}).get_text() == "Klima"
    unknown = read(client, f"{page.url}?track=Kultur")
    assert "Programmet har ikke sporet “Kultur”" in unknown.get_text()
    assert len(unknown.select(".programme h4")) == len(TALKS)


@pytest.mark.django_db
def test_of_many_tracks_a_small_screen_has_one_at_a_time(client):
    names = ["Klima", "Skole", "Sundhed", "Økonomi"]
    nine, ten = time(9), time(10)
    items = [
        ("programme_item", {"title": f"Om {name}", "track": name, "start": nine, "end": ten})
        for name in names
    ]
    lunch = {"title": "Frokost", "track": "", "start": ten, "end": None}
    tracks = [("track", name) for name in names]
    values = {"start": NOON, "end": NOON, "all_day": True, "tracks": tracks}
    page = factories.page(EventPage, programme=[*items, ("programme_item", lunch)], **values)
    programme = read(client, page.url).find(class_="programme")
    by_track = programme.find("nav", class_="programme-by-track")
    assert texts(by_track.find_all("summary")) == names
    assert texts(by_track.find_all("li")) == [f"9.00-10.00 Om {name}" for name in names]
    link = by_track.find("li").a["href"]
    assert programme.find(id=link[1:]).find("h3").get_text(strip=True) == "Om Klima"
    # What all tracks share is told once to who sees it.
    assert texts(programme.find_all(class_="programme-parallel")) == [
        "Kl. 9.00-10.00: 4 parallelle spor"
    ]
    assert texts(programme.select(".programme-time.visually-hidden")) == ["9.00 - 10.00"] * 4
    narrowed = read(client, f"{page.url}?track=Skole")
    assert not narrowed.find(class_="programme-by-track")
    assert texts(narrowed.find(class_="programme").find_all("h3")) == ["Om Skole", "Frokost"]
    few = read(client, conference().url)
    assert not few.find(class_="programme-by-track")
    markdown = client.get(f"{page.url}?format=markdown").content.decode()
    assert markdown.count("Om Skole") == 1


@pytest.mark.django_db
def test_a_programme_of_one_day_has_no_days(client):
    page = conference(end=NOON + timedelta(hours=3))
    programme = read(client, page.url).find(class_="programme")
    assert texts(programme.find_all("h3")) == ["Velkomst", "Havet", "Åen", "Skolen"]
    assert not programme.find_all("h4")


@pytest.mark.django_db
def test_markdown_and_calendars_tell_of_days_and_tracks(client):
    page = conference()
    markdown = client.get(f"{page.url}?format=markdown").content.decode()
    titles = [line.strip() for line in markdown.splitlines() if "###" in line]
    assert titles[:3] == ["### Dag 1: tirsdag den 6. maj 2031", "#### Velkomst", "#### Havet"]
    [entry] = Calendar.from_ical(client.get(f"{page.url}?format=ics").content).walk("VEVENT")
    assert entry["description"].split("Program:\n\n")[1].splitlines()[:8] == [
        "tirsdag 6. maj 2031",
        "9.00-10.00 Velkomst",
        "10.00-11.00 Havet (Klima)",
        "11.00-11.30 Åen (Klima)",
        "10.00-12.00 Skolen (Mennesker)",
        "",
        "onsdag 7. maj 2031",
        "9.00 Tre fejl",
    ]


@pytest.mark.django_db
def test_sessions_are_events_of_the_event_for_search_engines(client):
    page = conference()
    data = client.get(page.url).context["page"] | {"meta": {"html_url": page.full_url}}
    sessions = EventPage.schema_org(data)["subEvent"]
    assert [(each["name"], each["startDate"], each["endDate"]) for each in sessions] == [
        ("Velkomst", "2031-05-06T09:00:00+02:00", "2031-05-06T10:00:00+02:00"),
        ("Havet", "2031-05-06T10:00:00+02:00", "2031-05-06T11:00:00+02:00"),
        ("Åen", "2031-05-06T11:00:00+02:00", "2031-05-06T11:30:00+02:00"),
        ("Skolen", "2031-05-06T10:00:00+02:00", "2031-05-06T12:00:00+02:00"),
        # It lasts until the next one begins.
        ("Tre fejl", "2031-05-07T09:00:00+02:00", "2031-05-07T12:00:00+02:00"),
    ]


@pytest.mark.django_db
def test_what_runs_is_told_on_the_page(client):
    start = timezone.now() - timedelta(minutes=2)
    begins, ends = (
        timezone.localtime(start + timedelta(minutes=each)).replace(microsecond=0)
        for each in (0, 4)
    )
    if ends.date() != begins.date():
        pytest.skip("a programme item does not last beyond midnight")
    value = {"title": "Havet", "start": begins.time(), "end": ends.time()}
    page = factories.page(
        EventPage,
        start=start,
        end=start + timedelta(minutes=4),  # of one day, in the last hour of one too
        programme=[("programme_item", value)],
    )
    programme = read(client, page.url).find(class_="programme")
    assert texts(programme.find_all(class_="badge")) == ["Nu"]
    now = programme.find(class_="programme-running").find("a")
    assert programme.find(id=now["href"][1:]).find("h3").get_text() == "Havet"


def shown(**values) -> dict:
    keys = ("day", "start", "end", "title", "track", "kind")
    blocks = [
        {"id": f"{number}", "value": dict(zip(keys, item, strict=True))}
        for number, item in enumerate(
            [(None, "10:00:00", "11:00:00", "A", "", ""), (None, "11:00:00", None, "B", "", "")]
        )
    ]
    return event(programme=blocks, tracks=[], meta={"html_url": "/m/"}, **values)


@pytest.mark.parametrize(
    ("clock", "status", "titles"),
    [
        ("09:59", "scheduled", []),
        ("10:00", "scheduled", ["A"]),
        ("11:00", "scheduled", []),  # nobody knows when B ends
        ("10:00", "cancelled", []),
        ("10:00", "postponed", []),
    ],
)
def test_an_item_runs_from_its_start_to_its_end(clock, status, titles):
    held = shown(status=status)
    days = programme_context(held, {})["days"]
    now = datetime.fromisoformat(f"2022-05-17T{clock}:00+02:00")
    assert [item["title"] for item in running(held, days, now)] == titles


def errors(**values) -> dict:
    moments = {"start": NOON, "end": NOON + timedelta(days=1)}
    page = EventPage(title="Møde", **moments | values)
    try:
        page.clean()
    except ValidationError as error:
        return {
            field: {
                number: getattr(each, "block_errors", None) or each.messages
                for number, each in messages[0].block_errors.items()
            }
            for field, messages in error.error_dict.items()
        }
    return {}


def item(**values) -> tuple[str, dict]:
    return "programme_item", {"start": time(9), "title": "Havet"} | values


def test_an_item_is_on_a_day_and_in_a_track_of_the_event():
    tracks = [("track", "Klima"), ("track", "Mennesker")]
    fine = [item(), item(track="Klima", day=date(2031, 5, 7)), item(day=date(2031, 5, 6))]
    assert errors(tracks=tracks, programme=fine) == {}
    wrong = [*fine, item(track="Kultur", day=date(2031, 5, 8))]
    [(number, found)] = errors(tracks=tracks, programme=wrong)["programme"].items()
    assert (number, {name: error.messages for name, error in found.items()}) == (
        3,
        {
            "track": ["Arrangementet har ikke et spor med det navn. Dets spor er: "
                      "Klima, Mennesker."],
            "day": ["Arrangementet foregår ikke den dag, men 6.-7. maj 2031."],
        },
    )  # fmt: skip
    [(number, found)] = errors(programme=[item(track="Klima")])["programme"].items()
    assert found["track"].messages == [
        "Arrangementet har ingen spor. Tilføj først sporet under Spor."
    ]


def test_a_track_is_named_once():
    tracks = [("track", "Klima"), ("track", "klima ")]
    assert errors(tracks=tracks) == {"tracks": {1: ["Der er allerede et spor med det navn."]}}
