"""`/min-side/`: the restricted pages that are open to a member, and no others."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.testing import factories
from cms.users.models import User

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
