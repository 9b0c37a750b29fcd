"""What lies in the trash comes back by a click, or goes for good in time."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Page,
    PageViewRestriction,
    Site,
)

from cms.media.models import Document
from cms.models import TrashedPage
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.trash.tests.asking import TRASH, account, delete, rows, said
from cms.visibility import TRASH_PATH
from conftest import number_changes

pytestmark = pytest.mark.django_db


def test_a_click_takes_it_back_with_history_and_address(world, editor):
    versions = world.page.revisions.count()
    form = BeautifulSoup(delete(editor, world.page).content, "html.parser").select_one(
        ".messages form"
    )
    assert form["action"] == f"{TRASH}undo/"
    assert form.find("button").text == "Fortryd"
    [number] = [each["value"] for each in form.select("[name=id]")]
    response = editor.post(form["action"], {"id": number}, follow=True)
    assert "»Ordning« er lagt tilbage som kladde." in said(response)
    page = Page.objects.get(pk=world.page.pk)
    assert (page.live, page.url_path, page.get_parent().pk) == (
        False,
        world.page.url_path,
        world.section.pk,
    )
    assert page.revisions.count() == versions
    assert world.drafted.title in page.get_latest_revision_as_object().body.render_as_block()
    assert (rows(editor), TrashedPage.objects.count()) == ([], 0)
    page.get_latest_revision().publish()
    assert type(editor)().get(world.address).status_code == 200
    assert Page.objects.get(pk=world.alias.pk).live


def test_files_of_the_page_and_of_its_draft_are_kept(world, editor, admin_client):
    delete(editor, world.page)
    for document in (world.shown, world.drafted):
        url = reverse("wagtaildocs:delete", args=[document.pk])
        assert "i papirkurven" in admin_client.get(url).text
        admin_client.post(url)
        assert Document.objects.filter(pk=document.pk).exists()
    entry = TrashedPage.objects.get()
    admin_client.post(reverse("cms_trash_delete", args=[entry.pk]))
    number_changes()
    assert type(editor)().get(world.address).status_code == 410
    assert not Page.objects.filter(pk=world.page.pk).exists()
    Page.objects.get(pk=world.alias.pk).delete()
    for document in (world.shown, world.drafted):
        admin_client.post(reverse("wagtaildocs:delete", args=[document.pk]))
        assert not Document.objects.filter(pk=document.pk).exists()


def test_who_may_put_it_back_sees_it_as_it_would_come_back(world, editor):
    world.page.lede = "Kladdens manchet."
    world.page.save_revision()
    delete(editor, world.page)
    [link] = BeautifulSoup(editor.get(TRASH).content, "html.parser").select('a[href$="/page/"]')
    shown = editor.get(link["href"])
    assert shown.status_code == 200
    parsed = BeautifulSoup(shown.content, "html.parser")
    assert (parsed.h1.text, parsed.select_one(".lede").text) == ("Ordning", "Kladdens manchet.")
    # Nothing of it can be edited there.
    assert parsed.select("[data-edit]") == []
    elsewhere, anybody = type(editor)(), type(editor)()
    other = factories.page(ArticlePage)
    elsewhere.force_login(account("anden", other, "add_page", "change_page", "publish_page"))
    assert elsewhere.get(link["href"]).status_code == 404
    assert anybody.get(link["href"])["Location"].startswith("/admin/login/")


def test_a_taken_address_is_told_and_numbered_also_in_the_draft(world, editor):
    delete(editor, world.page)
    factories.page(ArticlePage, parent=world.section, title="Ny ordning", slug="ordning")
    url = reverse("cms_trash_put_back", args=[world.page.pk])
    assert f"så denne får {world.address.rstrip('/')}-2/" in editor.get(url).text
    told = said(editor.post(url, follow=True))
    assert f"Dens adresse var optaget, så den er nu {world.address.rstrip('/')}-2/." in told
    page = Page.objects.get(pk=world.page.pk)
    assert (page.slug, page.get_latest_revision_as_object().slug) == ("ordning-2", "ordning-2")


def test_a_section_comes_back_with_its_pages_as_drafts_under_its_restrictions(
    world, admin_client, client
):
    factories.restrict(world.section, PageViewRestriction.LOGIN)
    number_changes()
    delete(admin_client, world.page)
    told = said(delete(admin_client, world.section))
    assert "»Afdeling« ligger i papirkurven" in told
    number_changes()
    # Of what was closed nothing is said.
    assert client.get(world.address).status_code == 404
    # Its place is in the trash too, so another must be chosen, or that put back first.
    url = reverse("cms_trash_put_back", args=[world.page.pk])
    assert "Den overordnede side er også slettet" in admin_client.get(url).text
    refused = admin_client.post(url, {"place": factories.home().pk})
    assert "Den kan ikke ligge dér" in refused.text
    admin_client.post(reverse("cms_trash_put_back", args=[world.section.pk]))
    admin_client.post(url)
    page = Page.objects.get(pk=world.page.pk)
    assert (page.get_parent().pk, page.live) == (world.section.pk, False)
    assert not Page.objects.get(pk=world.section.pk).live
    page.get_latest_revision().publish()
    number_changes()
    assert client.get(world.address).status_code == 302
    assert client.get(world.shown.url).status_code == 404


def test_many_at_once_and_the_front_page_never(world, admin_client):
    second = factories.page(ArticlePage, parent=world.section, title="To", slug="to")
    chosen = f"?id={world.page.pk}&id={second.pk}&id={world.section.pk}"
    url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}{chosen}"
    assert "lægges i papirkurven" in admin_client.get(url).text
    told = admin_client.post(url, {"next": "/admin/"}, follow=True)
    # In the order in which they are done, so the section goes alone or after the two in it.
    gone = rows(admin_client)
    assert gone in (["Afdeling"], ["Afdeling", "To", "Ordning"])
    form = BeautifulSoup(told.content, "html.parser").select_one(".messages form")
    numbers = [each["value"] for each in form.select("[name=id]")]
    assert len(numbers) == len(gone)
    admin_client.post(form["action"], {"id": numbers})
    assert (rows(admin_client), Page.objects.get(pk=second.pk).url_path) == ([], second.url_path)
    front = Site.objects.get(is_default_site=True).root_page
    assert "kan ikke slettes" in said(delete(admin_client, front))
    assert Page.objects.filter(pk=front.pk).exclude(url_path__startswith=TRASH_PATH).exists()


def test_after_thirty_days_a_command_deletes_it_for_good(world, editor):
    second = factories.page(ArticlePage, parent=world.section, title="To", slug="to")
    delete(editor, world.page)
    delete(editor, second)
    then = timezone.now() - timedelta(days=30)
    TrashedPage.objects.filter(pk=world.page.pk).update(deleted_at=then)
    TrashedPage.objects.filter(pk=second.pk).update(deleted_at=then + timedelta(minutes=5))
    call_command("empty_trash")
    assert not Page.objects.filter(pk=world.page.pk).exists()
    assert rows(editor) == ["To"]
    # What it was stays known as long as of any page that is deleted.
    number_changes()
    assert type(editor)().get(world.address).status_code == 410
