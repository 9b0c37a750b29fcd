"""An event is copied to another day: what moves along, and what belongs to the one held."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from cms.testing import factories
from events.models import EventPage

pytestmark = pytest.mark.django_db

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=COPENHAGEN)


def item(day: date | None, title: str) -> tuple[str, dict]:
    return "programme_item", {"day": day, "start": time(9), "title": title}


@pytest.fixture
def held() -> EventPage:
    """An event of two winter days, moved once, of which a newer draft has another title."""
    page = factories.page(
        EventPage,
        title="Konference",
        slug="konference",
        start=at(3, 2),
        end=at(3, 3, 16),
        previous_start=at(2, 2),
        registration_opens=at(1, 5),
        registration_deadline=at(2, 23, 12),
        registration_url="https://tilmeld.example.dk/",
        attendance_mode="hybrid",
        venue="KL-huset",
        online_url="https://moede.example.dk/",
        status="rescheduled",
        places="full",
        recording_url="https://film.example.dk/",
        materials=[("document", factories.document())],
        programme=[item(None, "Åbning"), item(date(2026, 3, 3), "Anden dag")],
        topics=[factories.topic(name="Klima")],
    )
    page.save_revision().publish()
    page.lede = "Kladdens manchet."
    page.save_revision()
    return page


def copy(client: Client, page: EventPage, **values: str):
    given = {
        "new_title": "Konference igen",
        "new_slug": "konference-igen",
        "new_parent_page": page.get_parent().pk,
    }
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), given | values)


def test_the_dates_move_and_what_was_held_is_forgotten(held, admin_client):
    answer = copy(admin_client, held, new_day="2026-06-01")
    made = EventPage.objects.get(slug="konference-igen")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert (made.live, made.first_published_at, made.revisions.count()) == (False, None, 1)
    for page in (made, made.get_latest_revision_as_object()):
        told = {field.name: getattr(page, field.name) for field in EventPage._meta.local_fields}
        assert (page.title, page.lede) == ("Konference igen", "Kladdens manchet.")
        assert [topic.name for topic in page.topics.all()] == ["Klima"]
        # 91 days later it is summer: the hours are those of the clock on the wall.
        assert {name: told[name] for name in ("start", "end")} == {
            "start": at(6, 1),
            "end": at(6, 2, 16),
        }
        assert told["registration_opens"] == at(4, 6)
        assert told["registration_deadline"] == at(5, 25, 12)
        assert [(each.value["day"], each.value["title"]) for each in page.programme] == [
            (None, "Åbning"),
            (date(2026, 6, 2), "Anden dag"),
        ]
        emptied = ("previous_start", "registration_url", "online_url", "recording_url")
        assert [told[name] for name in emptied] == [None, "", "", ""]
        assert (told["status"], told["places"]) == ("scheduled", "open")
        assert (told["venue"], list(page.materials)) == ("KL-huset", [])
    held.refresh_from_db()
    assert (held.start, held.registration_url) == (at(3, 2), "https://tilmeld.example.dk/")


def test_without_a_date_it_is_copied_as_it_is(held, admin_client):
    copy(admin_client, held, new_day="")
    made = EventPage.objects.get(slug="konference-igen")
    assert (made.start, made.status, made.places) == (held.start, "rescheduled", "full")
    form = admin_client.get(reverse("wagtailadmin_pages:copy", args=[held.pk])).context["form"]
    assert form.fields["new_slug"].initial == "konference-2"


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"new_day": "1. maj"}, "new_day", "Indtast en gyldig dato."),
        # The second day lies in the year after.
        (
            {"new_day": "2199-12-31"},
            "new_day",
            "Skriv en dato i årene 1900 til 2199.",
        ),
        (
            {"new_day": "2026-06-01", "alias": "on"},
            "alias",
            "En kopi med ny dato er en kladde. Udgiv den, når den er, som den skal være.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(held, admin_client, given, field, message):
    answer = copy(admin_client, held, **given)
    assert answer.context["form"].errors == {field: [message]}
    assert not EventPage.objects.filter(slug="konference-igen").exists()
