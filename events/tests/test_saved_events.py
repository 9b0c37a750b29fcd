"""Members save events, and find on "Min side" what they may still see of them."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.testing import factories
from cms.testing.undo import undone
from cms.users import saving
from cms.users.models import SavedPage, User
from events.models import EventIndexPage, EventPage
from events.tests.conftest import event
from home.models import StandardPage


class Calendar:
    """A member, and an index with events that are over, come soon, and come later."""

    def __init__(self) -> None:
        now = timezone.now()
        index: Any = factories.index(EventIndexPage)
        self.member = User.objects.create_user("karen")
        self.held = event(index, now - timedelta(days=9), title="Holdt")
        self.longer_ago = event(index, now - timedelta(days=99), title="Holdt tidligere")
        self.soon = event(index, now + timedelta(days=3), title="Snart")
        self.later = event(index, now + timedelta(days=9), title="Senere")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[Calendar]:
    with django_db_blocker.unblock(), undone():
        yield Calendar()


@pytest.fixture
def calendar(db, made: Calendar) -> Calendar:
    return made


@pytest.fixture
def member(calendar: Calendar) -> Client:
    client = Client()
    client.force_login(calendar.member)
    return client


def way(page: Any) -> str:
    return f"/min-side/gem/{page.pk}/"


def save(client: Client, *pages: Any) -> None:
    for page in pages:
        assert client.post(way(page), {"act": "save"})["Location"] == "/min-side/"


def saved(client: Client) -> list[str]:
    return [card["title"] for card in client.get("/min-side/").context["saved"]]


def test_the_way_to_save_leads_over_the_sign_in_and_tells_who_is_outside_nothing(client, calendar):
    page = BeautifulSoup(client.get(calendar.soon.url).content, "html.parser")
    link = page.find("a", href=way(calendar.soon))
    assert link.get_text(strip=True) == "Gem på Min side(kræver login)"
    assert not BeautifulSoup(client.get(calendar.held.url).content, "html.parser").find(
        "a", href=way(calendar.held)
    )
    for key in (calendar.soon.pk, 999999):
        for ask in (client.get, client.post):
            answer = ask(f"/min-side/gem/{key}/")
            expected = (302, f"/log-ind/?next=/min-side/gem/{key}/", "private, no-store")
            assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == expected


def test_what_is_saved_stands_on_my_page_until_it_is_removed(member, calendar):
    form = member.get(way(calendar.soon))
    assert "<h1>Gem på Min side</h1>" in form.text
    assert "Snart" in form.text
    assert SavedPage.objects.count() == 0
    save(member, calendar.held, calendar.later, calendar.longer_ago, calendar.soon, calendar.soon)
    assert saved(member) == ["Snart", "Senere", "Holdt", "Holdt tidligere"]
    assert "<h1>Gemt på Min side</h1>" in member.get(way(calendar.soon)).text
    member.post(way(calendar.soon), {"act": "remove"})
    assert saved(member) == ["Senere", "Holdt", "Holdt tidligere"]
    assert "Snart" not in member.get("/min-side/").text


def test_it_takes_a_token(calendar):
    client = Client(enforce_csrf_checks=True)
    client.force_login(calendar.member)
    assert client.post(way(calendar.soon), {"act": "save"}).status_code == 403
    assert SavedPage.objects.count() == 0


def test_only_what_takes_place_can_be_saved_and_what_one_may_see(member, calendar):
    text = factories.page(StandardPage)
    calendar.later.unpublish()
    for key in (text.pk, calendar.later.pk, 999999, 10**30):
        for ask in (member.get, member.post):
            assert ask(f"/min-side/gem/{key}/").status_code == 404
    assert SavedPage.objects.count() == 0


def test_no_more_are_saved_than_one_can_look_through(member, calendar, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 1)
    save(member, calendar.soon, calendar.soon)
    answer = member.post(way(calendar.later), {"act": "save"})
    assert answer.status_code == 400
    assert "Du kan gemme højst 1 arrangementer." in answer.text
    assert saved(member) == ["Snart"]


def test_of_what_is_hidden_no_title_is_told(member, calendar):
    save(member, calendar.soon, calendar.later, calendar.held)
    calendar.soon.unpublish()
    factories.restrict(calendar.later, PageViewRestriction.GROUPS)
    factories.restrict(calendar.held, PageViewRestriction.PASSWORD)
    assert saved(member) == []
    told = member.get("/min-side/").text
    assert not [title for title in ("Snart", "Senere", "Holdt") if title in told]
    assert member.get(way(calendar.later)).status_code == 404
    calendar.member.groups.add(Group.objects.get(name="Medlemmer"))
    assert saved(member) == ["Senere"]


def test_what_is_for_members_can_be_saved_by_them(member, calendar):
    factories.restrict(calendar.soon, PageViewRestriction.LOGIN)
    save(member, calendar.soon)
    assert saved(member) == ["Snart"]


def test_what_others_saved_is_theirs(member, calendar):
    save(member, calendar.soon)
    other = Client()
    other.force_login(User.objects.create_user("jens"))
    assert saved(other) == []
    other.post(way(calendar.soon), {"act": "remove"})
    assert saved(member) == ["Snart"]


def test_it_is_forgotten_a_year_after_the_event_and_with_page_or_account(member, calendar):
    save(member, calendar.soon, calendar.later, calendar.held, calendar.longer_ago)
    EventPage.objects.filter(pk=calendar.held.pk).update(end=timezone.now() - timedelta(days=364))
    over = timezone.now() - timedelta(days=366)
    EventPage.objects.filter(pk=calendar.longer_ago.pk).update(end=over)
    told = StringIO()
    call_command("forget_saved_pages", stdout=told)
    assert told.getvalue() == "1 saved pages deleted.\n"
    assert saved(member) == ["Snart", "Senere", "Holdt"]
    calendar.later.delete()
    assert saved(member) == ["Snart", "Holdt"]
    User.objects.get(pk=calendar.member.pk).delete()
    assert SavedPage.objects.count() == 0


def test_more_saved_events_take_no_more_queries(member, calendar):
    def count() -> int:
        member.get("/min-side/")
        with CaptureQueriesContext(connection) as queries:
            member.get("/min-side/")
        return len(queries)

    save(member, calendar.soon)
    one = count()
    save(member, calendar.later, calendar.held)
    assert count() == one
