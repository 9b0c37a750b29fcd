"""A page is sent for approval, sent back and approved: what those who take part see of it."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from cms.danish.dates import period_text
from cms.testing import factories
from cms.testing.undo import undone
from cms.users.models import User
from cms.visibility import visible
from home.models import StandardPage
from home.setup.permissions import set_up_groups, set_up_workflow
from home.setup.roles import APPROVER, EDITOR

pytestmark = pytest.mark.django_db

ADMIN = "http://testserver/admin"
ENDING = f"\n\nVælg, hvilke mails du får:\n{ADMIN}/account/#tab-notifications"


@dataclass
class Office:
    page: StandardPage
    freja: User
    editor: Client
    approver: Client

    @property
    def edit_url(self) -> str:
        return f"{ADMIN}/pages/{self.page.pk}/edit/"

    def send(self) -> None:
        self.page.save_revision(user=self.freja)
        self.page.get_workflow().start(self.page, self.freja)

    def answer(self, action: str, comment: str) -> list[str]:
        """Do it as the approver does in the dialog; return the messages of the next page."""
        state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
        address = reverse(
            "wagtailadmin_pages:workflow_action", args=[self.page.pk, action, state.pk]
        )
        self.approver.post(address, {"comment": comment})
        soup = BeautifulSoup(self.approver.get("/admin/").content, "html.parser")
        return [" ".join(each.get_text(" ").split()) for each in soup.select(".messages li")]


@pytest.fixture
def office() -> Office:
    section = factories.section()
    set_up_groups(section)
    set_up_workflow(section)
    clients = []
    for first, last, role in (("Freja", "Holm", EDITOR), ("Anders", "Bach", APPROVER)):
        user = User.objects.create_user(
            first, f"{first.lower()}@example.dk", first_name=first, last_name=last
        )
        user.groups.add(Group.objects.get(name=role.name))
        client = Client()
        client.force_login(user)
        clients.append(client)
    page = factories.draft(StandardPage, section, title="Priser & vilkår", slug="priser")
    return Office(page, User.objects.get(first_name="Freja"), *clients)


def posted() -> list[tuple]:
    """What was mailed since the last time."""
    found = [(each.to, each.subject, each.body) for each in mail.outbox]
    mail.outbox.clear()
    return found


def test_all_who_take_part_are_told_in_danish(office):
    office.send()
    assert posted() == [
        (
            ["anders@example.dk"],
            "Til godkendelse: Priser & vilkår",
            "Hej Anders\n\n"
            "Freja Holm har sendt »Priser & vilkår« til godkendelse.\n\n"
            f"Læs siden, og godkend den eller bed om ændringer:\n{office.edit_url}\n\n"
            f"Se den, som besøgende vil se den:\n{ADMIN}/pages/{office.page.pk}/view_draft/"
            f"{ENDING}",
        )
    ]
    office.answer("reject", "Prisen mangler & skal med.")
    assert posted() == [
        (
            ["freja@example.dk"],
            "Der er bedt om ændringer: Priser & vilkår",
            "Hej Freja\n\n"
            "Anders Bach beder om ændringer, før »Priser & vilkår« kan udgives.\n\n"
            "Kommentaren:\nPrisen mangler & skal med.\n\n"
            f"Ret siden, og send den til godkendelse igen:\n{office.edit_url}{ENDING}",
        )
    ]
    office.page.current_workflow_state.resume(user=office.freja)
    mail.outbox.clear()
    told = office.answer("approve", "")
    assert "»Priser & vilkår« er godkendt og udgivet. Se siden" in told
    assert posted() == [
        (
            ["freja@example.dk"],
            "Udgivet: Priser & vilkår",
            "Hej Freja\n\n»Priser & vilkår« er godkendt og udgivet.\n\n"
            f"Se den:\n{Page.objects.get(pk=office.page.pk).full_url}{ENDING}",
        )
    ]


def test_what_is_approved_for_a_moment_is_told_with_the_moment(office):
    at = timezone.now().replace(microsecond=0) + timedelta(days=3)
    office.page.go_live_at = at
    office.send()
    mail.outbox.clear()
    moment = period_text(at.astimezone(ZoneInfo("Europe/Copenhagen")), None)
    told = f"»Priser & vilkår« er godkendt og udgives {moment}."
    assert told in office.answer("approve", "")
    assert posted() == [
        (
            ["freja@example.dk"],
            "Godkendt: Priser & vilkår",
            f"Hej Freja\n\n{told}\n\nSe den i admin:\n{office.edit_url}{ENDING}",
        )
    ]


def test_who_sent_it_sees_it_while_it_waits(office):
    office.send()
    form = office.editor.get(reverse("wagtailadmin_pages:edit", args=[office.page.pk]))
    assert form.status_code == 200
    lock = BeautifulSoup(form.content, "html.parser").select_one(".w-w-full .messages, .messages")
    assert "Venter på godkendelse (side). Du kan se og forhåndsvise" in lock.get_text(" ")
    seen = office.editor.get(reverse("wagtailadmin_pages:view_draft", args=[office.page.pk]))
    assert "Priser &amp; vilkår" in seen.text


def test_only_who_may_publish_opens_what_is_for_members(office):
    section = office.page.get_parent()
    members = factories.page(StandardPage, section, title="For medlemmer")
    inside = factories.page(StandardPage, members, title="Referat")
    factories.restrict(members)

    def try_all(client: Client) -> list[str]:
        """The ways that let the public see any of it."""
        ways = {
            "its restriction": ("set_privacy", [members.pk], {"restriction_type": "none"}),
            "another place": ("move_confirm", [inside.pk, section.pk], {}),
            **{
                f"a copy, {name}": (
                    "copy",
                    [inside.pk],
                    {
                        "new_title": "Referat",
                        "new_slug": name,
                        "new_parent_page": section.pk,
                        name: "on",
                    },
                )
                for name in ("publish_copies", "alias")
            },
        }
        opened = []
        for way, (name, given, values) in ways.items():
            with undone():
                client.post(reverse(f"wagtailadmin_pages:{name}", args=given), values)
                named = Page.objects.filter(title__in=["Referat", "For medlemmer"])
                opened += [way] if visible(named).exists() else []
        return opened

    assert try_all(office.editor) == []
    assert try_all(office.approver) == [
        "its restriction",
        "another place",
        "a copy, publish_copies",
        "a copy, alias",
    ]
