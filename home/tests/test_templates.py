"""Templates: what `setup_site` makes once, how pages begin as them, and who keeps them."""

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.copies.page_templates import place_of_templates
from cms.testing import factories
from cms.testing.undo import undone
from cms.trash.tests.asking import account
from events.models import EventIndexPage, EventPage
from home.tests.conftest import empty_the_site
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture(scope="module", autouse=True)
def made(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), undone():
        empty_the_site()
        call_command("setup_site", verbosity=0)
        yield


@pytest.fixture
def calendar() -> EventIndexPage:
    return EventIndexPage.objects.get()


@pytest.fixture
def editor(calendar: EventIndexPage) -> Client:
    client = Client()
    client.force_login(account("redaktør", calendar.get_parent(), "add_page", "change_page"))
    return client


def template(title: str) -> Page:
    return place_of_templates().get_children().get(title=title)


def choices(client: Client, parent: Page) -> list[str]:
    page = client.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]), follow=True)
    return [
        each.get_text(strip=True)
        for each in BeautifulSoup(page.content, "html.parser").select("ul.listing a")
    ]


def test_there_are_four_drafts_that_are_made_once():
    titles = [each.title for each in place_of_templates().get_children()]
    assert titles == ["Nyhed", "Webinar", "Netværksmøde", "Konference"]
    assert not Page.objects.descendant_of(place_of_templates(), inclusive=True).live().exists()
    template("Webinar").delete()
    call_command("setup_site", verbosity=0)
    assert [each.title for each in place_of_templates().get_children()] == [
        *("Nyhed", "Netværksmøde", "Konference")
    ]


def test_a_new_page_begins_as_a_template(editor, calendar):
    assert choices(editor, calendar) == [
        *("Konference", "Netværksmøde", "Webinar"),
        "Arrangement",
    ]
    address = reverse("cms_start", args=[calendar.pk, template("Konference").pk])
    answer = editor.post(address, {"title": "Klimatræf", "day": "2027-05-11"})
    event = EventPage.objects.get(slug="klimatraef")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert (event.title, event.live, event.get_parent().specific) == ("Klimatræf", False, calendar)
    assert (event.start, event.end) == (
        datetime(2027, 5, 11, 9, tzinfo=COPENHAGEN),
        datetime(2027, 5, 12, 15, tzinfo=COPENHAGEN),
    )
    assert [each.value["day"] for each in event.programme] == [
        *[date(2027, 5, 11)] * 4,
        *[date(2027, 5, 12)] * 4,
    ]
    assert event.programme[0].value["start"] == time(9)


def test_what_is_on_no_day_is_asked_for_none(editor):
    index = NewsIndexPage.objects.get()
    address = reverse("cms_start", args=[index.pk, template("Nyhed").pk])
    form = BeautifulSoup(editor.get(address).content, "html.parser").main.form
    names = [each["name"] for each in form.select("input")]
    assert names == ["csrfmiddlewaretoken", "title"]
    NewsPage.objects.update(date=date(2026, 1, 2))
    editor.post(address, {"title": "Grønne indkøb"})
    news = NewsPage.objects.get(slug="groenne-indkoeb")
    assert (news.body[0].block_type, news.date) == ("heading", timezone.localdate())


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        (
            {"title": "", "day": ""},
            {name: ["Dette felt er påkrævet."] for name in ("title", "day")},
        ),
        (
            {"title": "Sent", "day": "2199-12-31"},
            {"day": ["Skriv en dato i årene 1900 til 2199."]},
        ),
    ],
)
def test_what_makes_no_sense_is_refused(editor, calendar, sent, errors):
    address = reverse("cms_start", args=[calendar.pk, template("Konference").pk])
    assert editor.post(address, sent).context["form"].errors == errors
    assert not EventPage.objects.child_of(calendar).exists()


def test_a_page_begins_only_as_a_template_that_may_lie_there(editor, calendar):
    news = NewsIndexPage.objects.get()
    for parent, begun in ((news, template("Webinar")), (calendar, news), (calendar, calendar)):
        address = reverse("cms_start", args=[parent.pk, begun.pk])
        assert editor.get(address).status_code == 404
    stranger = Client()
    stranger.force_login(account("fremmed", news, "add_page"))
    address = reverse("cms_start", args=[calendar.pk, template("Webinar").pk])
    assert stranger.get(address).status_code == 302


def test_who_may_add_pages_among_them_makes_a_template_of_a_page(editor, calendar, admin_client):
    event = factories.page(
        EventPage,
        parent=calendar,
        title="Temadag",
        start=datetime(2026, 5, 11, 9, tzinfo=COPENHAGEN),
        end=datetime(2026, 5, 11, 15, tzinfo=COPENHAGEN),
        status="cancelled",
    )
    address = reverse("cms_make_template", args=[event.pk])
    assert editor.post(address, {"title": "Temadag"}).status_code == 302
    assert not place_of_templates().get_children().filter(title="Temadag").exists()
    edited = admin_client.post(address, {"title": "Temadag"}, follow=True)
    saved = template("Temadag").specific
    assert (saved.live, saved.status) == (False, "scheduled")
    assert {"action-publish", "action-submit"} & {
        each.get("name") for each in BeautifulSoup(edited.content, "html.parser").select("button")
    } == set()
    assert "Temadag" in choices(editor, calendar)


def test_a_template_that_is_published_all_the_same_is_nobodys(client, admin_client):
    saved = template("Nyhed").specific
    saved.save_revision().publish()
    listed = client.get("/api/v2/pages/").json()["items"]
    assert saved.pk not in [each["id"] for each in listed]
    assert client.get(f"/api/v2/pages/{saved.pk}/").status_code == 404
    assert client.get("/-skabeloner/nyhed/").status_code == 404


def test_the_choice_costs_the_same_for_one_and_for_three(
    editor, calendar, django_assert_num_queries, django_assert_max_num_queries
):
    address = reverse("wagtailadmin_pages:add_subpage", args=[calendar.pk])
    editor.get(address)
    with django_assert_max_num_queries(100) as asked:
        editor.get(address)
    template("Webinar").delete()
    template("Konference").delete()
    with django_assert_num_queries(len(asked)):
        editor.get(address)
