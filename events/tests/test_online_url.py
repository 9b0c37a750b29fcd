"""Who sees the link to an online event: everybody where an editor says so, until it is over."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.publications.models import Moment, Publication
from cms.publications.moments import pass_due
from cms.publications.reading import read_page
from cms.testing import factories
from conftest import number_changes
from events.models import EventIndexPage, EventPage

pytestmark = pytest.mark.django_db

LINK = "https://video.example.dk/hemmeligt-rum"
HOUR = timedelta(hours=1)
SIGNED_UP = "Deltagere får linket, når de er tilmeldt."


def event(**values) -> EventPage:
    now = timezone.now()
    defaults = {
        "start": now + HOUR,
        "end": now + 2 * HOUR,
        "attendance_mode": "online",
        "online_url": LINK,
        "registration_url": "https://tilmelding.example.dk/1",
    }
    return factories.page(EventPage, **defaults | values)


def shown(client, page: EventPage) -> dict[str, bool]:
    """In which public form the link is."""
    index = factories.index(EventIndexPage)
    forms = {
        "HTML": page.url,
        "JSON": f"{page.url}?format=json",
        "Markdown": f"{page.url}?format=markdown",
        "iCal": f"{page.url}?format=ics",
        "API": f"/api/v2/pages/{page.pk}/",
        "API list": "/api/v2/pages/?type=events.EventPage&fields=*",
        "calendar": f"{index.url}?format=ics",
        "RSS": f"{index.url}?format=rss",
    }
    found = {}
    for name, address in forms.items():
        answer = client.get(address)
        text = answer.content.decode().replace("\r\n ", "")
        found[name] = "hemmeligt-rum" in text
    return found


def test_a_link_for_participants_is_in_no_public_form(client):
    page = event()
    assert not any(shown(client, page).values())
    assert SIGNED_UP in client.get(page.url).text
    calendar = client.get(f"{page.url}?format=ics").text.replace("\r\n ", "")
    assert SIGNED_UP in calendar.replace("\\,", ",")


def test_a_public_link_is_in_those_that_show_events_whole(client):
    page = event(online_url_is_public=True)
    assert {name for name, is_there in shown(client, page).items() if not is_there} <= {"RSS"}
    assert SIGNED_UP not in client.get(page.url).text


@pytest.mark.parametrize(
    "values",
    [
        {"status": "cancelled"},
        {"start": timezone.now() - 2 * HOUR, "end": timezone.now() - HOUR},
    ],
    ids=["cancelled", "over"],
)
def test_not_even_a_public_link_is_shown_of_what_does_not_take_place_any_more(client, values):
    page = event(online_url_is_public=True, **values)
    assert not any(shown(client, page).values())
    assert SIGNED_UP not in client.get(page.url).text


def test_the_stored_form_loses_the_link_when_the_event_is_over(client):
    page = event(online_url_is_public=True)
    number_changes()
    assert read_page(page.pk)["online_url"] == LINK
    before = Publication.objects.get(pk=page.pk)
    [moment] = Moment.objects.all()
    assert (moment.instant, moment.passed) == (page.end, False)

    Moment.objects.update(instant=timezone.now() - HOUR)  # as if that much time had gone by
    pass_due()
    number_changes()
    assert read_page(page.pk)["online_url"] == ""
    after = Publication.objects.get(pk=page.pk)
    assert after.sequence > before.sequence
    assert after.content_sequence == before.content_sequence


def test_all_of_an_events_last_day_belongs_to_it(client):
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    page = event(online_url_is_public=True, all_day=True, start=today, end=today)
    number_changes()
    assert read_page(page.pk)["online_url"] == LINK


def test_the_words_of_the_editor_come_first(client):
    page = event(online_note="Linket kommer på mail.")
    html = client.get(page.url).text
    assert "Linket kommer på mail." in html
    assert SIGNED_UP not in html


def test_no_list_tells_the_link_by_what_it_finds(client):
    event()
    for query in (f"online_url={LINK}", "order=online_url"):
        answer = client.get(f"/api/v2/pages/?type=events.EventPage&{query}")
        assert answer.status_code == 400, json.dumps(answer.json())
    assert client.get("/api/v2/pages/?search=hemmeligt").json()["meta"]["total_count"] == 0
