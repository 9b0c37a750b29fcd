"""What a visitor does with an event before and after it: a calendar, signing up, slides."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.testing import factories
from cms.testing.undo import undone
from events.calendar_links import calendar_links
from events.models import EventIndexPage, EventPage, NetworkPage
from events.tests.test_event_tags import event

URL = "https://kl.example/moede/"


def asked(link: dict) -> dict[str, str]:
    return {name: value for name, [value] in parse_qs(urlsplit(link["url"]).query).items()}


def test_calendars_are_opened_with_the_event_in_utc():
    values = event(title="Møde & mad", address="Weidekampsgade 10")
    google, outlook, file = calendar_links(values, URL, "/moede/?format=ics")
    where = "KL-Huset, Weidekampsgade 10, København"
    assert asked(google) == {
        "action": "TEMPLATE",
        "text": "Møde & mad",
        "dates": "20220517T080000Z/20220517T100000Z",
        "details": URL,
        "location": where,
    }
    assert asked(outlook) == {
        "rru": "addevent",
        "subject": "Møde & mad",
        "body": URL,
        "startdt": "2022-05-17T08:00:00Z",
        "enddt": "2022-05-17T10:00:00Z",
        "location": where,
    }
    assert file == {"label": "Som fil til alle andre kalendere", "url": "/moede/?format=ics"}


def test_whole_days_end_with_the_last_one_and_an_online_event_has_no_street():
    values = event(
        title="Konference",
        address="",
        all_day=True,
        attendance_mode="online",
        end="2022-05-18T23:59:00+02:00",
    )
    google, outlook, _file = calendar_links(values, URL, "")
    assert (asked(google)["dates"], asked(google)["location"]) == ("20220517/20220519", "Online")
    assert [asked(outlook)[name] for name in ("startdt", "enddt", "allday")] == [
        *("2022-05-17", "2022-05-19", "true")
    ]


@pytest.fixture
def network(db) -> NetworkPage:
    values = {"joining": "Ring til os.", "joining_url": "https://example.org/ind"}
    person = factories.person(phone="33 70 00 00")
    return factories.page(NetworkPage, target_group="Alle", contact=person, **values)


def meeting(network: NetworkPage | None, days: int, **values) -> EventPage:
    start = timezone.now() + timedelta(days=days)
    moments = {"start": start, "end": start + timedelta(hours=1)}
    return factories.page(EventPage, network=network, **moments | values)


def test_a_networks_page_has_its_facts_first_and_what_its_meetings_left(client, network):
    slides = factories.document(title="Slides fra mødet")
    left = {"materials": [("document", slides)], "recording_url": "https://example.org/film"}
    meeting(network, -3, title="Uden noget")
    meeting(network, -9, title="Med slides", **left)
    meeting(network, 3, title="Kommende", **left)
    response = client.get(network.url)
    assert [card["title"] for card in response.context["materials"]] == ["Med slides"]
    page = BeautifulSoup(response.content, "html.parser").find("main")
    assert [heading.get_text(strip=True) for heading in page.find_all("h2")] == [
        *("Deltagelse i netværket", "Kontakt", "Kommende møder", "Slides og optagelser"),
        *("Tidligere møder", "Abonnér på listen"),
    ]
    assert page.find("a", string="Bliv medlem")["href"] == "https://example.org/ind"
    assert page.find("a", href="tel:+4533700000")
    materials = page.find("section", attrs={"aria-labelledby": "moedematerialer"})
    assert materials.find("a", href=slides.url)
    assert materials.find("a", href="https://example.org/film")


def test_cards_of_past_events_say_what_they_left(client, network):
    slides = factories.document()
    left = {"materials": [("document", slides)], "recording_url": "https://example.org/film"}
    past = meeting(network, -3, **left)
    meeting(network, 3, **left)
    index = past.get_parent().get_url()

    def told(query: str) -> list[str]:
        page = BeautifulSoup(client.get(index + query).content, "html.parser")
        return [each.get_text(" ", strip=True) for each in page.find_all(class_="card-left")]

    assert (told("?when=past"), told("")) == (["Slides Optagelse"], [])
    factories.hide(slides)
    assert told("?when=past") == ["Optagelse"]


def test_the_bar_to_sign_up_is_there_while_one_can(client, network):
    def bar(**values) -> str:
        page = meeting(network, 3, registration_url="https://example.org/til", **values)
        found = BeautifulSoup(client.get(page.url).content, "html.parser")
        found = found.find(class_="sign-up-bar")
        return found.find("a").get_text() if found else ""

    states = {"places": "waiting_list"}, {"places": "full"}, {"status": "cancelled"}
    assert (bar(), *(bar(**state) for state in states)) == (
        "Tilmeld dig",
        "Skriv dig på venteliste",
        "",
        "",
    )


@pytest.fixture(scope="module")
def left(django_db_setup, django_db_blocker) -> Iterator[EventIndexPage]:
    """A calendar of events that left this and that; one of the documents is hidden."""
    with django_db_blocker.unblock(), undone():
        index = factories.index(EventIndexPage)
        slides, hidden = factories.document(), factories.document()
        factories.hide(hidden)
        film = {"recording_url": "https://example.org/film"}

        def held(title: str, days: int, *documents, **values) -> None:
            values["materials"] = [("document", each) for each in documents]
            meeting(None, days, parent=index, title=title, **values)

        held("Begge", -2, hidden, slides, **film)
        held("Slides", -4, slides)
        held("Skjult", -5, hidden)
        held("Film", -6, hidden, **film)
        held("Intet", -7)
        held("Kommende", 3, slides, **film)
        gone = factories.document()
        held("Slettet", -8, gone)
        gone.delete()
        yield index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("material=slides", ["Begge", "Slides"]),
        ("material=recording", ["Begge", "Film"]),
        ("material=recording,slides", ["Begge", "Slides", "Film"]),
        ("material=slides&when=upcoming", []),
    ],
)
def test_events_are_found_by_what_their_cards_say_that_they_left(client, left, query, found):
    response = client.get(f"{left.url}?{query}")
    assert [card["title"] for card in response.context["items"].cards] == found
    asked = f"/api/v2/pages/?type=events.EventPage&order=-start&{query}"
    assert [item["title"] for item in client.get(asked).json()["items"]] == found


def test_one_chooses_by_what_is_left_among_events_that_are_over(client, left):
    def boxes(query: str) -> list[str]:
        page = BeautifulSoup(client.get(left.url + query).content, "html.parser")
        found = page.find_all("input", attrs={"type": "checkbox", "name": "material"})
        return [box.find_parent("label").get_text(strip=True) for box in found]

    there = ["Slides (2)", "Optagelse (2)"]
    assert (boxes("?when=past"), boxes("?material=slides"), boxes("")) == (there, there, [])
    facets = client.get("/api/v2/pages/?type=events.EventPage&facets=material&limit=0").json()
    assert facets["meta"]["facets"]["material"] == [
        {"value": "slides", "label": "Slides", "count": 2},
        {"value": "recording", "label": "Optagelse", "count": 2},
    ]
