"""Events in a calendar, read by a parser that neither we nor the writer's authors wrote."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.utils import timezone

from cms.testing import factories
from events.models import EventIndexPage, EventPage, NetworkPage

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
START = datetime(2031, 5, 17, 10, tzinfo=COPENHAGEN)
HELD = "Arrangementer, der ikke er slut, og dem fra det seneste år: højst 1.000, de næste først."
PUBLISHED = datetime(2031, 4, 7, 8, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def make(title: str = "Webinar", start: datetime = START, **values) -> EventPage:
    defaults = {
        "end": start + timedelta(hours=2),
        "first_published_at": PUBLISHED,
        "last_published_at": PUBLISHED,
    }
    return factories.page(EventPage, title=title, start=start, **defaults | values)


def fetch(client, page, **query) -> bytes:
    response = client.get(page.url, {"format": "ics", **query})
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return response.content


def read(content: bytes):
    return vobject.readOne(content.decode(), validate=True)


def only_event(client, page):
    [event] = read(fetch(client, page)).vevent_list
    return event


def properties(event) -> dict[str, object]:
    return {name: event.contents[name][0].value for name in event.contents}


def summaries(client, page, **query) -> list[str]:
    calendar = read(fetch(client, page, **query))
    return [event.summary.value for event in getattr(calendar, "vevent_list", [])]


def name_of(calendar) -> str:
    return calendar.contents["x-wr-calname"][0].value


def test_an_event_with_everything_that_a_calendar_can_hold(client):
    contact = factories.person(name="Ære Østergård", mail="aere@example.dk")
    topics = [factories.topic(name="Klima, energi; og vand"), factories.topic(name="Økonomi")]
    event = make(
        title="Mål; midler, og \\ mere",
        lede="Første linje.\nAnden linje.",
        attendance_mode="hybrid",
        venue="KL-Huset",
        address="Weidekampsgade 10",
        town="København",
        online_url="https://example.org/moede",
        online_url_is_public=True,
        online_note="Linket sendes dagen før.",
        target_group="Politikere",
        price="450 kr.",
        registration_deadline=START - timedelta(days=3),
        contact=contact,
        topics=topics,
    )
    found = only_event(client, event)
    address = event.full_url
    sequence = int(found.sequence.value)
    assert properties(found) == {
        "uid": f"page-{event.pk}@localhost",
        "sequence": str(sequence),
        "dtstamp": PUBLISHED,
        "last-modified": PUBLISHED,
        "created": PUBLISHED,
        "summary": "Mål; midler, og \\ mere",
        "dtstart": START,
        "dtend": START + timedelta(hours=2),
        "status": "CONFIRMED",
        "transp": "OPAQUE",
        "location": "KL-Huset, Weidekampsgade 10, København, Online",
        "description": (
            "Første linje.\nAnden linje.\n\nLinket sendes dagen før.\n\n"
            "Deltag online: https://example.org/moede\n\nMålgruppe: Politikere\n\nPris: 450 kr.\n\n"
            f"Tilmeldingsfrist: 14. maj 2031 kl. 10.00\n\n{address}"
        ),
        "url": address,
        "conference": "https://example.org/moede",
        "categories": ["Klima, energi; og vand", "Økonomi"],
        "organizer": "mailto:aere@example.dk",
    }
    assert found.organizer.params == {"CN": ["Ære Østergård"]}
    assert b"\r\nDTSTART;TZID=Europe/Copenhagen:20310517T100000\r\n" in fetch(client, event)


def test_an_event_of_whole_days_ends_the_day_after_its_last(client):
    event = make(all_day=True, end=START + timedelta(days=1))
    found = only_event(client, event)
    assert (found.dtstart.value, found.dtend.value) == (date(2031, 5, 17), date(2031, 5, 19))
    assert found.dtstart.params["VALUE"] == ["DATE"]


@pytest.mark.parametrize(
    ("status", "told", "summary", "transparency"),
    [
        ("scheduled", "CONFIRMED", "Webinar", "OPAQUE"),
        ("rescheduled", "CONFIRMED", "Flyttet: Webinar", "OPAQUE"),
        ("moved_online", "CONFIRMED", "Flyttet online: Webinar", "OPAQUE"),
        ("postponed", "TENTATIVE", "Udsat: Webinar", "TRANSPARENT"),
        ("cancelled", "CANCELLED", "Aflyst: Webinar", "TRANSPARENT"),
    ],
)
def test_the_status_is_told_in_every_way(client, status, told, summary, transparency):
    found = only_event(client, make(status=status))
    values = (found.status.value, found.summary.value, found.transp.value)
    assert values == (told, summary, transparency)


def test_an_online_event_without_contact_says_no_more_than_it_knows(client):
    found = only_event(client, make(attendance_mode="online", online_note="Linket kommer."))
    assert found.location.value == "Online"
    assert {"organizer", "categories", "conference"} & set(found.contents) == set()


def test_a_contact_without_an_address_is_no_organizer(client):
    event = make(contact=factories.person(mail=""))
    assert "organizer" not in only_event(client, event).contents


def test_cancelling_keeps_the_entry_and_raises_its_sequence(client):
    event = make()
    before = only_event(client, event)
    event.status = "cancelled"
    event.save()
    after = only_event(client, event)
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert summaries(client, event.get_parent()) == ["Aflyst: Webinar"]


def test_what_others_do_that_the_event_shows_does_not_raise_its_sequence(client):
    contact = factories.person(name="Før")
    event = make(contact=contact)
    before = only_event(client, event)
    contact.name = "Efter"
    contact.save()
    after = only_event(client, event)
    assert after.organizer.params["CN"] == ["Efter"]
    assert after.sequence.value == before.sequence.value


def test_a_moved_page_keeps_its_uid(client):
    event = make()
    before = only_event(client, event)
    event.slug = "nyt-navn"
    event.save()
    assert only_event(client, event).uid.value == before.uid.value


def test_lines_are_folded_at_75_octets_and_end_as_they_must(client):
    event = make(title="Å" * 180, lede="Ærø og Øster Hæsinge " * 40)
    content = fetch(client, event)
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert only_event(client, event).summary.value == "Å" * 180


def test_the_same_events_are_the_same_bytes(client):
    event = make()
    response = client.get(event.url, {"format": "ics"})
    assert fetch(client, event) == response.content
    again = client.get(event.url, {"format": "ics"}, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_an_event_is_offered_under_its_own_name(client):
    event = make(slug="webinar-om-maal")
    response = client.get(event.url, headers={"accept": "text/calendar"})
    assert response["Content-Disposition"] == 'inline; filename="webinar-om-maal.ics"'
    assert "name" not in read(response.content).contents


def test_a_calendar_tells_its_name_and_how_often_to_ask(client):
    site = factories.site()
    index = make().get_parent().specific
    calendar = read(fetch(client, index))
    own = {line.name.lower(): line.value for line in calendar.lines()}
    assert own == {
        "prodid": f"-//{site.site_name}//Arrangementer//DA",
        "version": "2.0",
        "calscale": "GREGORIAN",
        "name": f"Arrangementer - {site.site_name}",
        "x-wr-calname": f"Arrangementer - {site.site_name}",
        "x-wr-timezone": "Europe/Copenhagen",
        "description": HELD,
        "x-wr-caldesc": HELD,
        "url": index.full_url,
        "refresh-interval": "PT2H",
        "x-published-ttl": "PT2H",
    }


def test_the_time_zone_is_that_of_copenhagen(client):
    calendar = read(fetch(client, make()))
    zone = calendar.vtimezone.tzinfo
    assert calendar.vtimezone.tzid.value == "Europe/Copenhagen"
    hour, last = datetime(2022, 1, 1, 1, 30), datetime(2037, 12, 31)
    differing = []
    while hour < last:
        if zone.utcoffset(hour) != COPENHAGEN.utcoffset(hour):
            differing.append(hour)
        hour += timedelta(hours=1) if hour.month in (3, 10) and hour.day > 24 else timedelta(days=1)
    # The hour that comes twice each October may be told either way (RFC 5545, 3.3.5).
    assert [each for each in differing if each.hour != 2] == []


def test_the_calendar_of_a_filter_holds_what_the_filter_finds(client):
    climate = factories.topic(name="Klima", slug="klima")
    index = factories.index(EventIndexPage)
    make("Kursus i klima", kind="course", topics=[climate], town="Odense")
    make(
        "Webinar om klima",
        kind="webinar",
        topics=[climate],
        attendance_mode="online",
        online_note="Linket kommer.",
    )
    make("Kursus i budget", kind="course")
    assert summaries(client, index, topic="klima") == ["Kursus i klima", "Webinar om klima"]
    assert summaries(client, index, topic="klima", kind="webinar") == ["Webinar om klima"]
    assert summaries(client, index, town="Odense") == ["Kursus i klima"]
    calendar = read(fetch(client, index, topic="klima", kind="webinar"))
    assert name_of(calendar) == f"Arrangementer: Webinar, Klima - {factories.site().site_name}"


def test_the_past_year_stays_in_a_calendar(client):
    now = timezone.now()
    for title, days in [("I går", 1), ("For længe siden", 370)]:
        make(title, start=now - timedelta(days=days))
    assert summaries(client, factories.index(EventIndexPage)) == ["I går"]


def test_the_calendar_of_a_network_holds_its_meetings(client):
    network = factories.page(NetworkPage, title="Klimanetværket")
    make("Møde", network=network)
    make("Noget andet")
    assert summaries(client, network) == ["Møde"]
    assert name_of(read(fetch(client, network))).startswith("Klimanetværket - ")


def test_an_empty_calendar_is_one(client):
    calendar = read(fetch(client, factories.index(EventIndexPage)))
    assert "vevent" not in calendar.contents


def test_a_restricted_event_is_in_no_calendar(client):
    event = make("Lukket møde", network=factories.page(NetworkPage))
    factories.restrict(event)
    assert client.get(event.url, {"format": "ics"}).status_code == 403
    for page in (factories.index(EventIndexPage), event.network):
        assert summaries(client, page) == []


@pytest.mark.parametrize("name", ["ics", "rss", "atom"])
def test_a_filter_that_makes_no_sense_is_refused(client, name):
    response = client.get(factories.index(EventIndexPage).url, {"format": name, "kind": "fest"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert re.search("meeting, theme_day, conference, course", response.json()["detail"])


def test_a_page_without_a_calendar_names_the_forms_that_it_has(client):
    response = client.get(factories.page(NetworkPage).url, {"format": "rss"})
    assert response.json()["detail"] == (
        "format='rss' is unknown; expected one of: html, json, markdown, ics."
    )
