"""A meeting is repeated on several days, all of them looked at before."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.testing import factories
from cms.trash.tests.asking import account
from events.models import EventPage

pytestmark = pytest.mark.django_db

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
RULE = {"title": "Netværksmøde", "every": "1", "unit": "weeks", "number": "2", "until": ""}


@pytest.fixture
def meeting() -> EventPage:
    """On a Tuesday, a week before summer ends; its title has the date as those of a series have."""
    start = datetime(2026, 10, 20, 9, tzinfo=COPENHAGEN)
    return factories.page(
        EventPage,
        title="Netværksmøde 20. oktober 2026",
        slug="moede",
        start=start,
        end=start + timedelta(hours=2),
        registration_url="https://tilmeld.example.dk/",
    )


@pytest.fixture
def editor(meeting: EventPage) -> Client:
    client = Client()
    client.force_login(account("redaktør", meeting.get_parent(), "add_page", "change_page"))
    return client


def address(page: Page) -> str:
    return reverse("cms_repeat", args=[page.pk])


def days(*given: tuple[str, str], **more: str) -> dict[str, str]:
    """What the form sends of days, each with the one that it was shown with."""
    sent = {"days-TOTAL_FORMS": str(len(given)), "days-INITIAL_FORMS": str(len(given))}
    for number, (day, shown) in enumerate(given):
        sent |= {f"days-{number}-day": day, f"days-{number}-shown": shown}
    return RULE | sent | {"make": ""} | more


def proposed(response) -> list[tuple[str, str]]:
    """The weekday and the date of each day that is shown."""
    listed = BeautifulSoup(response.content, "html.parser").select(".repeat__days li")
    return [(each.span.get_text(strip=True), each.select_one("input")["value"]) for each in listed]


def test_the_days_are_proposed_changed_and_made(meeting, editor):
    form = BeautifulSoup(editor.get(address(meeting)).content, "html.parser")
    assert form.select_one("[name=title]")["value"] == "Netværksmøde"
    shown = editor.post(address(meeting), RULE | {"show": ""})
    assert proposed(shown) == [("tirsdag", "27.10.2026"), ("tirsdag", "03.11.2026")]
    # A day that is changed is shown again, with its weekday.
    changed = days(("2026-10-28", "2026-10-27"), ("2026-11-03", "2026-11-03"))
    again = editor.post(address(meeting), changed)
    assert proposed(again) == [("onsdag", "28.10.2026"), ("tirsdag", "03.11.2026")]
    assert EventPage.objects.count() == 1
    seen = days(("2026-10-28", "2026-10-28"), ("2026-11-03", "2026-11-03"))
    made = EventPage.objects.exclude(pk=meeting.pk).order_by("pk")
    result = editor.post(address(meeting), seen, follow=True)
    assert [(each.title, each.slug, each.live, each.registration_url) for each in made] == [
        ("Netværksmøde 28. oktober 2026", "netvaerksmoede-2026-10-28", False, ""),
        ("Netværksmøde 3. november 2026", "netvaerksmoede-2026-11-03", False, ""),
    ]
    # At nine by the clock on the wall, in summer and in winter.
    assert [each.start for each in made] == [
        datetime(2026, month, day, 9, tzinfo=COPENHAGEN) for month, day in ((10, 28), (11, 3))
    ]
    links = BeautifulSoup(result.content, "html.parser").select(".repeated a")
    assert [(each["href"], each.text) for each in links] == [
        (reverse("wagtailadmin_pages:edit", args=[each.pk]), each.title) for each in made
    ]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (RULE | {"show": "", "number": ""}, "Skriv, hvor mange eller til hvornår."),
        (
            RULE | {"show": "", "until": "2027-01-01"},
            "Skriv kun det ene: hvor mange eller til hvornår.",
        ),
        (RULE | {"show": "", "number": "31"}, "Denne værdi skal være mindre end eller lig 30."),
        (days(*[("2026-10-28", "2026-10-28")] * 2), "Datoen 28. oktober 2026 står der to gange."),
        (
            days(("2026-10-28", "2026-10-28"), **{"days-0-left_out": "on"}),
            "Alle datoer er udeladt.",
        ),
        (days(("", "2026-10-28")), "Dette felt er påkrævet."),
        (days(("igår", "2026-10-28")), "Indtast en gyldig dato."),
        (days(("2026-10-28", "igår")), "Gennemgå datoerne"),
    ],
)
def test_what_makes_no_sense_is_refused(meeting, editor, sent, message):
    response = editor.post(address(meeting), sent)
    assert message in BeautifulSoup(response.content, "html.parser").get_text()
    assert EventPage.objects.count() == 1


def test_all_are_made_or_none(meeting, editor):
    meeting.end = datetime(2026, 10, 21, 9, tzinfo=COPENHAGEN)
    meeting.save()
    sent = days(("2026-10-27", "2026-10-27"), ("2199-12-31", "2199-12-31"))
    assert "1900 til 2199" in editor.post(address(meeting), sent).text
    assert EventPage.objects.count() == 1


def test_who_may_make_no_pages_there_repeats_none(meeting, client):
    client.force_login(account("læser", meeting.get_parent(), "change_page"))
    for name in ("cms_repeat", "cms_repeated"):
        answer = client.get(reverse(name, args=[meeting.pk]))
        assert (answer.status_code, answer.url) == (302, "/admin/")
    index = BeautifulSoup(
        client.get(reverse("wagtailadmin_explore", args=[meeting.get_parent().pk])).content,
        "html.parser",
    )
    assert index.select(f"a[href^='{address(meeting)}']") == []


def test_what_is_on_no_day_is_not_repeated(meeting, admin_client):
    assert admin_client.get(address(meeting.get_parent())).status_code == 302


def test_the_result_costs_the_same_for_one_and_for_three(
    meeting, editor, django_assert_num_queries, django_assert_max_num_queries
):
    editor.get(address(meeting))
    sent = days(*[(day, day) for day in ("2026-10-27", "2026-11-03", "2026-11-10")])
    [(result, _status)] = editor.post(address(meeting), sent, follow=True).redirect_chain
    with django_assert_max_num_queries(100) as asked:
        editor.get(result.rpartition("&page")[0].rpartition("&page")[0])
    with django_assert_num_queries(len(asked)):
        editor.get(result)
