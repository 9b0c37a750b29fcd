"""Events as editors find and write them: the list, its filters and order, the form's tabs, and what
an event lacks.
"""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.testing import factories
from cms.users.models import User
from events.models import EventIndexPage, EventPage, NetworkIndexPage, NetworkPage
from home.setup.permissions import set_up_groups
from home.setup.roles import EDITOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def events() -> list[EventPage]:
    """Of a network, cancelled, and of a network that editors of the section may not see."""
    elsewhere = factories.page(NetworkIndexPage, parent=factories.home(), title="Naboernes sider")
    neighbours = factories.page(NetworkPage, parent=elsewhere, title="Naboernes")
    factories.restrict(neighbours, PageViewRestriction.GROUPS)
    networks = [factories.page(NetworkPage, title="Klimanetværket"), None, neighbours]
    return [
        factories.page(
            EventPage,
            title=title,
            start=at(month),
            end=at(month) + timedelta(hours=2),
            status=status,
            network=network,
        )
        for title, month, status, network in zip(
            ["Maj", "Juni", "Juli"],
            [5, 6, 7],
            ["scheduled", "cancelled", "scheduled"],
            networks,
            strict=True,
        )
    ]


def at(month: int) -> datetime:
    return timezone.make_aware(datetime(2022, month, 17, 10))


def rows(response) -> list[list[str]]:
    """Title, date, status, network and publication of each row of the list."""
    table = BeautifulSoup(response.content, "html.parser").find("table", class_="listing")
    found = [row.find_all("td") for row in table.select("tbody tr")]
    return [
        [cells[1].select_one("span[id$=_title]").get_text(strip=True)]
        + [cell.get_text(" ", strip=True).rpartition(": ")[2] for cell in cells[2:6]]
        for cells in found
    ]


def test_the_list_has_date_status_and_network_and_is_narrowed(events, admin_client):
    url = reverse("wagtailadmin_explore", args=[factories.index(EventIndexPage).pk])
    may = ["Maj", "17. maj 2022 kl. 10.00-12.00", "som planlagt", "Klimanetværket", "udgivet"]
    june = ["Juni", "17. juni 2022 kl. 10.00-12.00", "aflyst", "", "udgivet"]
    july = ["Juli", "17. juli 2022 kl. 10.00-12.00", "som planlagt", "Naboernes", "udgivet"]
    assert rows(admin_client.get(url)) == [july, june, may]
    assert rows(admin_client.get(url, {"ordering": "start"})) == [may, june, july]
    assert rows(admin_client.get(url, {"status": "cancelled"})) == [june]
    assert rows(admin_client.get(url, {"network": events[0].network.pk})) == [may]
    period = {"start_from": "2022-06-01", "start_to": "2022-06-30"}
    assert rows(admin_client.get(url, period)) == [june]


def test_a_network_that_one_may_not_see_is_not_named(events, client: Client):
    set_up_groups(factories.section())
    editor = User.objects.create_user("redaktør")
    editor.groups.add(Group.objects.get(name=EDITOR.name))
    client.force_login(editor)
    listed = client.get(reverse("wagtailadmin_explore", args=[events[0].get_parent().pk]))
    assert [row[3] for row in rows(listed)] == ["", "", "Klimanetværket"]
    assert "Naboernes" not in listed.text


def test_the_form_has_a_tab_for_each_step(events, admin_client):
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[events[0].pk]))
    soup = BeautifulSoup(form.content, "html.parser")
    assert [
        tab.get_text(strip=True).removesuffix("()")
        for tab in soup.select("#page-edit-form [role=tab]")
    ] == [
        "Indhold",
        "Tid og sted",
        "Program og oplægsholdere",
        "Tilmelding",
        "Efter arrangementet",
        "Søgning og menuer",
    ]
    applies = {
        field["name"]: field.find_parent(attrs={"data-applies-when": True})["data-applies-when"]
        for name in ("venue", "town", "online_url", "previous_start", "recording_url")
        for field in soup.select(f"[name={name}]")
    }
    assert applies == {
        "venue": "attendance_mode=on_site,hybrid",
        "town": "attendance_mode=on_site,hybrid",
        "online_url": "attendance_mode=online,hybrid",
        "previous_start": "status=rescheduled,postponed",
        "recording_url": "end<now",
    }
    # All that an event has is somewhere in its form.
    edited = set(form.context["form"].fields) - {"comment_notifications"}
    own = {field.name for field in EventPage._meta.local_fields if field.editable}
    relations = {field.name for field in EventPage._meta.local_many_to_many}
    assert (own | relations) - edited == {"page_ptr"}


def test_what_an_event_lacks():
    person = factories.person(name="Anna Bang", organisation="")
    event = factories.page(
        EventPage,
        registration_url="https://www.kl.dk/tilmeld",
        start=at(5),
        end=at(5) + timedelta(hours=2),
        speakers=[("speaker", {"person": person, "role": "", "talk_title": ""})],
    )
    found = [
        (finding.message, finding.is_error)
        for check in event.checks
        for finding in check.find(event)
        if finding.code.startswith("event_")
    ]
    assert found == [
        ("Arrangementet mangler sted, adresse eller by.", True),
        ("Anna Bang har ingen rolle.", True),
        ("Der er et link til tilmelding, men ingen frist.", False),
    ]
