"""The admin's first screen tells each account what is its own to do, and nothing else."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, Workflow

from cms.danish.dates import WEEKDAYS, date_text, period_text
from cms.feedback.models import Remark
from cms.integrations.models import State, Subscription
from cms.links.models import Address, AddressOnPage
from cms.models import CheckedPage, StoredFinding
from cms.publications.changes import Cursor
from cms.testing import factories
from cms.users.models import User
from events.models import EventPage
from home.models import StandardPage
from home.setup.permissions import set_up_groups, set_up_workflow
from home.setup.roles import APPROVER, EDITOR
from news.models import NewsPage
from search.models import FruitlessSearch

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
#: What the first screen costs a superuser, Wagtail's own part included.
QUERIES = 35


def at(days: int, hour: int) -> datetime:
    """An hour of a coming day, in local time."""
    day = timezone.localdate() + days * DAY
    return timezone.make_aware(datetime.combine(day, time(hour)))


def long_day(days: int) -> str:
    day = timezone.localdate() + days * DAY
    return f"{WEEKDAYS[day.weekday()]} {date_text(day)}".capitalize()


@dataclass
class World:
    editor: Client
    moderator: Client
    webmaster: Client
    freja: User
    elsewhere: Page

    def add(self, name: str, parent: Page | None = None) -> None:
        """One of everything that is told of, in the section or below another page."""
        section = parent or factories.section()

        def draft(title: str, **values) -> StandardPage:
            return factories.draft(StandardPage, section, title=f"{title} {name}", **values)

        draft("Kladde", owner=self.freja).save_revision(user=self.freja)
        sent = draft("Sendt")
        sent.save_revision(user=self.freja)
        if parent is None:  # else its approvers could not be told either
            Workflow.objects.get().start(sent, self.freja)
        timed = draft("Planlagt", go_live_at=at(2, 10), expire_at=at(9, 12))
        timed.save_revision().publish()
        page = factories.page(
            StandardPage,
            section,
            title=f"Gammel {name}",
            last_published_at=timezone.now() - 400 * DAY,
            expire_at=at(4, 8),
        )
        Remark.objects.create(page=page, is_useful=False, text=f"Uklart {name}")
        address = Address.objects.create(
            url=f"https://{name}.invalid/",
            host=f"{name}.invalid",
            failures=3,
            failing_since=at(0, 1),
        )
        AddressOnPage.objects.create(page=page, address=address, name="Link", path="body")
        factories.page(
            NewsPage, title=f"Nyhed {name}", last_published_at=timezone.now() - 400 * DAY
        )
        if parent is None:
            event = factories.page(
                EventPage, title=f"Møde {name}", start=at(4, 9), end=at(4, 11), all_day=False
            )
            checked = CheckedPage.objects.create(
                page=event, version=1, checked_at=timezone.now(), errors=1
            )
            StoredFinding.objects.create(
                checked=checked, code="place", message="Sted mangler.", path="", is_error=True
            )
        FruitlessSearch.objects.create(words=f"ord {name}", date=timezone.localdate(), count=3)


@pytest.fixture
def world() -> World:
    section = factories.section()
    set_up_groups(section)
    set_up_workflow(section)
    clients = []
    for name, group in (("freja", EDITOR.name), ("anders", APPROVER.name), ("chef", None)):
        user = User.objects.create_user(name, is_superuser=group is None)
        if name == "freja":
            user.first_name, user.last_name = "Freja", "Holm"
            user.save()
        if group:
            user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        clients.append(client)
    elsewhere = factories.page(StandardPage, factories.home(), title="Naboens")
    return World(*clients, User.objects.get(username="freja"), elsewhere)


def panels(client: Client) -> dict[str, list[str]]:
    """What the panels list, by their headings."""
    soup = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return {
        panel.h2.get_text(strip=True): [
            " ".join(row.get_text(" ").split()) for row in panel.select("h3, .overview__rows li")
        ]
        for panel in soup.select("section.overview")
    }


def as_told(moment: datetime) -> str:
    return period_text(timezone.localtime(moment), None)


def test_an_editor_reads_what_is_hers_and_nothing_of_elsewhere(world):
    world.add("hos os")
    world.add("hos andre", world.elsewhere)
    draft = Page.objects.get(title="Kladde hos os").latest_revision_created_at
    sent_page = Page.objects.get(title="Sendt hos os")
    sent = sent_page.latest_revision_created_at
    of_the_section = {
        "De næste 30 dage": [
            long_day(2),
            "10.00 Udgives Planlagt hos os",
            long_day(4),
            "8.00 Tages ned Gammel hos os",
            f"9.00 Arrangement Møde hos os {period_text(at(4, 9), at(4, 11))}",
            long_day(9),
            "12.00 Tages ned Planlagt hos os",
        ],
        "Kommer snart, men mangler noget (1)": [f"Møde hos os {as_told(at(4, 9))}: Sted mangler."],
        "Links, der ikke virker (1)": ["Gammel hos os https://hos os.invalid/"],
        "Sider, der bør læses igennem (1)": [
            f"Gammel hos os Senest udgivet {date_text(timezone.localdate() - 400 * DAY)}"
        ],
        "Søgninger uden resultat (2)": [
            "ord hos andre 3 gange på 90 dage",
            "ord hos os 3 gange på 90 dage",
        ],
        "Bemærkninger fra læsere (1)": ["Gammel hos os Uklart hos os"],
    }
    assert panels(world.editor) == {
        "Det arbejder du på (2)": [
            f"Sendt hos os Til godkendelse, redigeret {as_told(sent)}",
            f"Kladde hos os Kladde, redigeret {as_told(draft)}",
        ],
        **of_the_section,
    }
    started = TaskState.objects.get(workflow_state__object_id=str(sent_page.pk)).started_at
    assert panels(world.moderator) == {
        "Venter på din godkendelse (1)": [f"Sendt hos os Sendt af Freja Holm {as_told(started)}"],
        **of_the_section,
    }


def test_who_manages_webhooks_is_told_of_those_that_fail(world):
    values = {"url": "https://modtager.invalid/", "secret": "", "cursor": str(Cursor.now())}
    Subscription.objects.create(name="Virker", **values)
    Subscription.objects.create(name="Sat på pause", state=State.PAUSED, **values)
    Subscription.objects.create(name="Intranet", failures=2, **values)
    Subscription.objects.create(name="Avis", state=State.GONE, **values)
    told = {
        "Webhooks, der fejler (2)": [
            "Avis På pause: Modtageren vil ikke have flere beskeder",
            "Intranet Aktiv, men fejler",
        ]
    }
    calm = {"De næste 30 dage": []}
    assert [panels(world.moderator), panels(world.webmaster)] == [calm, told | calm]


def test_who_edits_nothing_is_told_of_nothing(world):
    world.add("hos os")
    bare = User.objects.create_user("gæst")
    bare.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(bare)
    assert panels(client).keys() == {"Søgninger uden resultat (1)"}
    assert "hos os" not in client.get(reverse("cms_calendar")).text


def test_what_is_published_anew_is_taken_down_when_that_says(world):
    page = factories.page(StandardPage, factories.section(), title="Side", expire_at=at(5, 8))
    page.go_live_at, page.expire_at = at(3, 8), None
    page.save_revision().publish()
    assert panels(world.editor)["De næste 30 dage"] == [long_day(3), "8.00 Udgives Side"]
    soup = BeautifulSoup(world.editor.get(reverse("cms_calendar")).content, "html.parser")
    day = timezone.localdate() + 3 * DAY
    [link] = soup.select(".coming a")
    assert link["aria-label"] == f"{date_text(day)}: 1 ting"
    assert soup.find(id=link["href"].partition("#")[2]).get_text() == long_day(3)


def test_older_pages_are_those_that_an_account_may_edit(world):
    """Wagtail shows them only to who may publish them."""
    world.add("hos os")
    world.add("hos andre", world.elsewhere)
    address = reverse("wagtailadmin_reports:aging_pages")

    def titles(query: str = "") -> list[str]:
        soup = BeautifulSoup(world.editor.get(f"{address}{query}").content, "html.parser")
        return [each.get_text(strip=True) for each in soup.select("main td.title a")]

    of_news = {"Nyhed hos os", "Nyhed hos andre"}
    assert set(titles()) >= {"Gammel hos os", *of_news}
    assert "Gammel hos andre" not in titles()
    assert titles("?review=true") == ["Gammel hos os"]


def test_many_cost_as_many_queries_as_one(world, django_assert_num_queries):
    world.add("et")
    panels(world.webmaster)
    with django_assert_num_queries(QUERIES):
        panels(world.webmaster)
    world.add("to")
    world.add("tre")
    with django_assert_num_queries(QUERIES):
        panels(world.webmaster)
