"""A deleted page lies in the trash: gone for everybody, told only to who could edit it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import TrashedPage
from cms.publications.changes import changes_since
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.trash.tests.asking import TRASH, account, delete, rows, said
from cms.visibility import TRASH_PATH
from conftest import number_changes

pytestmark = pytest.mark.django_db


def test_the_question_says_what_will_happen(world, editor):
    asked = editor.get(reverse("wagtailadmin_pages:delete", args=[world.page.pk])).text
    asked = " ".join(BeautifulSoup(asked, "html.parser").find("main").get_text(" ").split())
    assert "Siden lægges i papirkurven. Den tages ned med det samme." in asked
    assert "Dens alias et andet sted tages også ned." in asked
    assert "Derefter slettes den endeligt." in asked


def test_what_was_public_is_gone_at_every_door(world, editor, admin_client):
    anybody = type(editor)()
    assert anybody.get(world.shown.url).status_code == 200
    cursor = changes_since(None).cursor
    response = delete(editor, world.page)
    assert "»Ordning« ligger i papirkurven indtil" in said(response)
    number_changes()
    addresses = (world.address, world.alias.get_url(), f"/api/v2/pages/{world.page.pk}/")
    assert [anybody.get(each).status_code for each in addresses] == [410] * 3
    assert world.address not in anybody.get("/sitemap.xml").text
    assert anybody.get(world.shown.url).status_code == 404
    told = {each.page_id: each.reason for each in changes_since(cursor).items}
    assert told[world.page.pk] == told[world.alias.pk] == "unpublished"
    assert not Redirect.objects.exists()
    # Where pages are found in the admin, it isn't, for administrators either.
    for address in (
        reverse("wagtailadmin_explore", args=[world.section.pk]),
        reverse("wagtailadmin_explore_root"),
        f"{reverse('wagtailadmin_pages:search')}?q=Ordning",
        f"{reverse('wagtailadmin_choose_page_search')}?q=Ordning",
        f"/admin/api/main/pages/?id={world.page.pk}",
        "/admin/reports/incomplete/",
    ):
        found = BeautifulSoup(admin_client.get(address).content, "html.parser")
        assert f"pages/{world.page.pk}/" not in str(found), address
        assert "Papirkurv" not in str(found.find("main")), address
    trash = Page.objects.get(url_path=TRASH_PATH)
    for number in (world.page.pk, trash.pk):
        for name in ("edit", "move", "copy", "unpublish", "history", "delete"):
            answer = admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=[number]))
            expected = (302, TRASH) if number == world.page.pk else (404, None)
            assert (answer.status_code, answer.get("Location")) == expected
    # Nor may anything be put below it.
    adding = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", trash.pk])
    assert admin_client.get(adding).status_code == 404


def test_only_who_could_edit_it_there_sees_it(world, editor, client):
    other = factories.page(ArticleIndexPage, title="Anden afdeling", slug="anden")
    delete(editor, world.page)
    assert rows(editor) == ["Ordning"]
    url = reverse("cms_trash_put_back", args=[world.page.pk])
    for name, place, permissions in (
        ("nabo", other, ["add_page", "change_page"]),
        ("forfatter", world.section, ["add_page"]),  # of pages of their own
    ):
        stranger = type(editor)()
        stranger.force_login(account(name, place, *permissions))
        assert rows(stranger) == []
        edit = reverse("wagtailadmin_pages:edit", args=[world.page.pk])
        assert [stranger.get(each).status_code for each in (url, edit)] == [404, 404]
        assert stranger.post(url).status_code == 404
        stranger.post(f"{TRASH}undo/", {"id": world.page.pk})
    # Before its time only who has the permission deletes it.
    for each in (reverse("cms_trash_delete", args=[world.page.pk]), f"{TRASH}empty/"):
        editor.post(each)
    assert TrashedPage.objects.filter(pk=world.page.pk).exists()
    editor.user.groups.get().permissions.add(Permission.objects.get(codename="delete_trashedpage"))
    assert "1 side er slettet endeligt." in said(editor.post(f"{TRASH}empty/", follow=True))
    assert not Page.objects.filter(pk=world.page.pk).exists()


def test_neither_the_clock_nor_an_approval_brings_it_back(world, admin_client, admin_user, client):
    task = GroupApprovalTask.objects.create(name="Godkendelse")
    workflow = Workflow.objects.create(name="Godkendelse")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=world.section)
    state = workflow.start(world.page, admin_user)
    planned = factories.draft(ArticlePage, parent=world.section, title="Planlagt")
    planned.go_live_at = timezone.now() + timedelta(days=1)
    planned.save_revision().publish()
    delete(admin_client, world.section)
    state.refresh_from_db()
    assert state.status == "cancelled"
    ArticlePage.objects.filter(pk=planned.pk).update(go_live_at=timezone.now() - timedelta(days=1))
    call_command("publish_scheduled")
    below = Page.objects.get(pk=world.section.pk).get_descendants(inclusive=True)
    assert not below.filter(live=True).exists()


def test_an_alias_in_the_trash_stays_closed_when_its_source_is_published(world, editor):
    delete(editor, world.alias)
    world.page.save_revision().publish()
    number_changes()
    anybody = type(editor)()
    assert Page.objects.get(pk=world.alias.pk).live  # as Wagtail does with all aliases
    assert anybody.get(f"/api/v2/pages/{world.alias.pk}/").status_code == 410
    assert anybody.get("/afdeling/genvej/").status_code in (404, 410)
    editor.post(reverse("cms_trash_put_back", args=[world.alias.pk]))
    alias = Page.objects.get(pk=world.alias.pk)
    assert (alias.live, alias.alias_of_id) == (False, world.page.pk)


def test_deletion_by_code_is_deletion(world):
    world.page.delete()
    assert (Page.objects.filter(pk=world.page.pk).exists(), TrashedPage.objects.count()) == (
        False,
        0,
    )
