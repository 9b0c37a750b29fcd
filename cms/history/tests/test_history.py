"""The history of a page: what was saved by itself is folded, versions have names, and what is old
goes by a rule.
"""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, GroupApprovalTask, Revision, Workflow, WorkflowTask

from cms.checklist.tests.test_checklist import form_of
from cms.models import NamedVersion
from cms.testing import factories
from cms.testing.undo import undone
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.trash.moving import delete_for_good, put_away
from cms.trash.tests.asking import account

pytestmark = pytest.mark.django_db

PERMISSIONS = ["add_page", "change_page", "publish_page"]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """An article, and two people who may edit it under names that are not theirs."""
    with django_db_blocker.unblock(), undone():
        section = factories.page(ArticleIndexPage, title="Afdeling", slug="afdeling")
        people = []
        for username, first, last in [("kommxyz1", "Anna", "Holm"), ("kommxyz2", "Bo", "Lind")]:
            user = account(username, section, *PERMISSIONS)
            user.first_name, user.last_name = first, last
            user.save()
            people.append(user)
        page = factories.page(ArticlePage, parent=section, title="Ordning", slug="ordning")
        yield SimpleNamespace(section=section, page=page, anna=people[0], bo=people[1])


@pytest.fixture
def world(made) -> Iterator[SimpleNamespace]:
    with undone():
        page = ArticlePage.objects.get(pk=made.page.pk)
        yield SimpleNamespace(section=made.section, page=page, anna=made.anna, bo=made.bo)


class Editor:
    """Somebody at the form of the page, and at its history."""

    def __init__(self, user, page: ArticlePage) -> None:
        self.client, self.page, self.client.user = Client(), page, user
        self.client.force_login(user)

    def save(self, title: str, *, opened: Revision | None = None, **values: str) -> Revision:
        """Save, by the button."""
        return self._send(title, values, opened)

    def autosave(self, title: str, opened: Revision | None = None) -> Revision:
        """Let the form save by itself: for the first time since it was opened, or again."""
        return self._send(title, {}, opened, headers={"accept": "application/json"})

    def _send(self, title: str, values: dict, opened: Revision | None, **more) -> Revision:
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        data = form_of(self.page, title=title, lede="Kort.") | values
        if opened is not None:
            data["overwrite_revision_id"] = opened.pk
        assert self.client.post(url, data, **more).status_code in (200, 302)
        self.page = ArticlePage.objects.get(pk=self.page.pk)
        return self.page.latest_revision

    def history(self, **query: str) -> BeautifulSoup:
        url = reverse("wagtailadmin_pages:history", args=[self.page.pk])
        return BeautifulSoup(self.client.get(url, query).content, "html.parser")

    def rows(self, **query: str) -> list[tuple[str, int, str]]:
        """Of each row what happened, how often it was saved by itself before, and who did it."""
        found = []
        for row in self.history(**query).select(".listing tbody tr"):
            what, who, _when = row.find_all("td")
            text = " ".join(what.select_one(".w-gap-2").get_text(" ").split())
            found.append((text, len(what.select("details li")), who.get_text(strip=True)))
        return [each for each in found if each[0] != "Oprettet"]

    def name(self, version: Revision, name: str) -> int:
        url = reverse("cms_name_version", args=[self.page.pk, version.pk])
        return self.client.post(url, {"name": name}).status_code


def test_what_was_saved_by_itself_is_folded(world):
    anna, bo = Editor(world.anna, world.page), Editor(world.bo, world.page)
    opened = anna.autosave("1")
    anna.autosave("2", opened)  # the same version once more
    anna.autosave("3")
    anna.save("4", opened=anna.autosave("4"))
    anna.autosave("5")
    bo.autosave("6")
    bo.autosave("7")
    bo.save("Ordning", **{"action-publish": "1"})
    anna.autosave("9")
    assert anna.rows() == [
        ("Gemt automatisk Nuværende kladde", 0, "Anna Holm"),
        ("Udgivet Udgivet version", 0, "Bo Lind"),
        ("Kladde gemt", 2, "Bo Lind"),
        ("Gemt automatisk", 0, "Anna Holm"),
        ("Kladde gemt", 2, "Anna Holm"),
    ]
    # Each that is folded can be seen, and put in force again.
    [first, *_] = anna.history().select("details li")
    links = [(each.get_text(strip=True)) for each in first.select("a")]
    assert links[0] == "Forhåndsvis"
    assert len(links) == 5
    # Narrowed to one person, what others did between is no longer there.
    assert anna.rows(user=str(world.anna.pk)) == [
        ("Gemt automatisk Nuværende kladde", 1, "Anna Holm"),
        ("Kladde gemt", 2, "Anna Holm"),
    ]


def test_what_is_folded_costs_no_query_and_stays_with_its_row(world):
    anna, bo = Editor(world.anna, world.page), Editor(world.bo, world.page)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            anna.rows()
        return len(captured)

    anna.save("0", opened=anna.autosave("0"))
    anna.autosave("1")
    anna.autosave("2")
    asked()
    few = asked()
    for turn in range(12):
        for editor in (anna, bo):
            editor.autosave(f"{turn} før")
            editor.save(f"{turn}", opened=editor.autosave(f"{turn}"))
    assert asked() == few
    first, second = anna.rows(), anna.rows(p="2")
    assert [len(first), len(second)] == [20, 5]
    assert [each[1] for each in [*first, *second]] == [1] * 23 + [3, 0]


def test_a_version_with_a_name_stands_alone_and_is_found(world):
    anna = Editor(world.anna, world.page)
    anna.autosave("1")
    version = anna.autosave("2")
    anna.save("3", opened=anna.autosave("3"))
    assert anna.rows() == [("Kladde gemt Nuværende kladde", 2, "Anna Holm")]
    assert anna.name(version, " Før høringen ") == 302
    assert anna.rows() == [
        ("Kladde gemt Nuværende kladde", 0, "Anna Holm"),
        ("Kladde gemt", 1, "Anna Holm"),
    ]
    shown = anna.history(is_named="true").select(".listing tbody tr")
    assert len(shown) == 1
    assert "Før høringen (navngivet af Anna Holm)" in " ".join(shown[0].get_text(" ").split())
    assert NamedVersion.objects.get().page_id == world.page.pk
    # Another name takes its place, none takes it off, and one too long is refused.
    assert anna.name(version, "Efter høringen") == 302
    assert NamedVersion.objects.get().name == "Efter høringen"
    assert anna.name(version, "x" * 101) == 200
    assert anna.name(version, "") == 302
    assert not NamedVersion.objects.exists()


def test_only_who_may_edit_the_page_names_its_versions(world):
    anna = Editor(world.anna, world.page)
    version = anna.save("1")
    other = factories.page(ArticleIndexPage, title="Anden", slug="anden")
    stranger = Editor(account("fremmed", other, *PERMISSIONS), world.page)
    stranger.name(version, "Mit")
    assert not NamedVersion.objects.exists()
    # Nor is a version of another page named by way of one's own.
    stranger.page = other
    assert stranger.name(version, "Mit") == 404


def old(*versions: Revision) -> None:
    for number, version in enumerate(versions):
        saved = timezone.now() - timedelta(days=400 - number)
        Revision.objects.filter(pk=version.pk).update(created_at=saved)


def kept(page) -> set[int]:
    return set(Revision.objects.for_instance(page).values_list("pk", flat=True))


def test_old_versions_go_unless_something_needs_them(world, capsys):
    anna = Editor(world.anna, world.page)
    gone = anna.save("1")
    named = anna.save("2")
    anna.name(named, "Vigtig")
    judged = anna.save("3")
    workflow = Workflow.objects.create(name="Godkendelse")
    task = GroupApprovalTask.objects.create(name="Læs siden")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(anna.page, world.anna).cancel()  # who read it is told by the history
    live = anna.save("4", **{"action-publish": "1"})
    spare, scheduled = anna.save("5"), anna.save("6")
    old(gone, named, judged, live, spare, scheduled)
    latest = anna.save("7")
    Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=timezone.now())
    remark = Comment.objects.create(
        page=anna.page, user=world.anna, text="Hm", contentpath="title", revision_created=gone
    )
    trashed = factories.page(ArticlePage, parent=world.section, title="Slettet")
    versions = [trashed.save_revision() for _ in range(2)]
    old(*versions)
    entry = put_away(trashed, world.anna)

    call_command("purge_revisions", "--pages")
    assert capsys.readouterr().out == "2 versions deleted.\n"
    assert kept(anna.page) == {each.pk for each in (named, judged, live, scheduled, latest)}
    assert kept(trashed) == {each.pk for each in versions}
    remark.refresh_from_db()
    assert remark.revision_created == named  # where it may still hold
    # The history says so, and leads to none of them.
    told = anna.history().select_one(".listing")
    assert told.get_text().count("Versionen er slettet, fordi den er gammel.") == 2
    assert f"/revisions/{gone.pk}/" not in str(told)
    # A page that is deleted takes its versions along, those with a name too.
    NamedVersion.objects.create(revision=versions[0], page=trashed, name="Også vigtig")
    delete_for_good(entry)
    assert kept(trashed) == set()


def test_how_long_is_a_setting(world, settings, capsys):
    anna = Editor(world.anna, world.page)
    versions = [anna.save("1"), anna.save("2")]
    old(*versions)
    settings.KEEP_REVISIONS_DAYS = 0
    call_command("purge_revisions")
    settings.KEEP_REVISIONS_DAYS = 500
    call_command("purge_revisions")
    assert kept(anna.page) == {each.pk for each in versions}
    call_command("purge_revisions", "--days=300", "--non-pages")
    assert kept(anna.page) == {each.pk for each in versions}
    call_command("purge_revisions", "--days=300")
    assert kept(anna.page) == {versions[1].pk}
    told = "KEEP_REVISIONS_DAYS is 0: all versions are kept."
    counted = [f"{count} versions deleted." for count in (0, 0, 1)]
    assert capsys.readouterr().out.splitlines() == [told, *counted]
    with pytest.raises(CommandError, match="-1 days are no age"):
        call_command("purge_revisions", "--days=-1")
