"""`/min-side/`: the restricted pages that are open to a member, and no others."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.lists import filters_of
from cms.plugins import content_types
from cms.testing import factories
from cms.users.models import User, Visit

pytestmark = pytest.mark.django_db

LOGIN, GROUPS = PageViewRestriction.LOGIN, PageViewRestriction.GROUPS
PASSWORD = PageViewRestriction.PASSWORD


@pytest.fixture
def member(client) -> User:
    user = User.objects.create_user("karen", first_name="Karen", last_name="Holm")
    client.force_login(user)
    return user


def page(title: str, parent=None, kind: str | None = None):
    section = factories.section()
    made = factories.page(type(section), parent=parent or section, title=title)
    if kind:
        factories.restrict(made, kind)
    return made


def titles(client) -> list[str]:
    response = client.get("/min-side/")
    assert response.status_code == 200
    return sorted(card["title"] for card in response.context["items"].cards)


def test_it_asks_who_you_are(client):
    factories.section()
    response = client.get("/min-side/")
    assert (response.status_code, response["Location"]) == (302, "/log-ind/?next=/min-side/")


def test_a_member_sees_what_is_for_members_and_all_below_it(client, member):
    page("For alle")
    members = page("For medlemmer", kind=LOGIN)
    page("Under medlemmer", parent=members)
    assert titles(client) == ["For medlemmer", "Under medlemmer"]
    assert "Du er logget ind som Karen Holm." in client.get("/min-side/").text


def test_saving_is_spoken_of_where_there_is_something_to_save(client, member):
    factories.section()
    can_be_saved = any("when" in filters_of(model) for model in content_types())
    assert ("Gemte arrangementer" in client.get("/min-side/").text) == can_be_saved


def test_a_groups_pages_are_for_its_members(client, member):
    page("For styregruppen", kind=GROUPS)
    assert titles(client) == []
    member.groups.add(Group.objects.get(name="Medlemmer"))
    assert titles(client) == ["For styregruppen"]


def test_what_is_closed_inside_an_open_part_stays_out(client, member):
    members = page("For medlemmer", kind=LOGIN)
    group = page("For styregruppen", parent=members, kind=GROUPS)
    page("Under styregruppen", parent=group)
    page("Med adgangskode", parent=members, kind=PASSWORD)
    assert titles(client) == ["For medlemmer"]


def test_an_alias_of_what_is_closed_stays_out(client, member):
    members = page("For medlemmer", kind=LOGIN)
    secret = page("For styregruppen", kind=GROUPS)
    alias = secret.create_alias(parent=members, update_slug="alias")
    page("Under aliaset", parent=alias)
    assert titles(client) == ["For medlemmer"]


def test_drafts_stay_out(client, member):
    members = page("For medlemmer", kind=LOGIN)
    draft = page("Kladde", parent=members)
    draft.unpublish()
    assert titles(client) == ["For medlemmer"]


def test_nobody_else_keeps_it(client, member):
    page("For medlemmer", kind=LOGIN)
    response = client.get("/min-side/")
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_more_pages_and_restrictions_take_no_more_queries(client, member):
    def count() -> int:
        client.get("/min-side/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/min-side/")
        return len(queries)

    page("Medlemmer", kind=LOGIN)
    page("Gruppe", kind=GROUPS)
    one = count()
    for number in range(3):
        page(f"Medlemmer {number}", kind=LOGIN)
        page(f"Gruppe {number}", kind=GROUPS)
    assert count() == one


def test_a_member_is_led_to_it_from_every_page(client, member):
    factories.section()
    assert 'href="/min-side/"' in client.get("/").text
    client.logout()
    assert 'href="/min-side/"' not in client.get("/").text


def sections(client) -> list[tuple]:
    return [
        (section.title, [(news.title, news.is_new) for news in section.news])
        for section in client.get("/min-side/").context["sections"]
    ]


def visited(member: User, **ago) -> None:
    Visit.objects.update_or_create(user=member, defaults={"at": timezone.now() - timedelta(**ago)})


def published(made, **ago) -> None:
    at = timezone.now() - timedelta(**ago)
    Page.objects.filter(pk=made.pk).update(last_published_at=at)


def test_it_tells_what_is_new_in_each_section_since_the_visit_before(client, member):
    board = page("Bestyrelsen", kind=LOGIN)
    inner = page("Udvalget", parent=board, kind=LOGIN)
    page("Hemmeligt", parent=board, kind=GROUPS)
    other = page("Netværket", kind=LOGIN)
    for each in (board, inner, other, page("Gammel", parent=board)):
        Page.objects.filter(pk=each.pk).update(
            first_published_at=timezone.now() - timedelta(days=30)
        )
        published(each, days=30)
    changed = page("Ændret", parent=board)
    first = timezone.now() - timedelta(days=20)
    Page.objects.filter(pk=changed.pk).update(first_published_at=first)
    published(changed, hours=3)
    published(page("Nyt referat", parent=inner), hours=1)
    page("For alle")
    titles_alone = [("Bestyrelsen", []), ("Udvalget", []), ("Netværket", [])]
    assert sections(client) == titles_alone
    assert "Dine sektioner" in client.get("/min-side/").text
    visited(member, days=9)
    news = [
        ("Bestyrelsen", [("Ændret", False)]),
        ("Udvalget", [("Nyt referat", True)]),
        ("Netværket", []),
    ]
    assert sections(client) == news
    # The same visit, which goes on.
    assert sections(client) == news
    told = client.get("/min-side/").text
    assert "Nyt siden dit sidste besøg" in told
    assert "Intet nyt" in told
    visited(member, minutes=31)
    assert sections(client) == titles_alone


def test_of_much_that_is_new_the_latest_is_named(client, member):
    board = page("Bestyrelsen", kind=LOGIN)
    published(board, days=30)
    visited(member, days=9)
    for number in range(7):
        published(page(f"Referat {number}", parent=board), hours=number)
    told = client.get("/min-side/").text
    assert "Og 2 til" in told
    assert told.count("<small>Ny <time") == 5
