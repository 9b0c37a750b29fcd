"""A release goes out whole, as it was approved, or not at all; and is undone."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.media.tests.factories import pdf_file
from cms.publications.models import Publication
from cms.releases.going_out import send_out_due
from cms.releases.models import Release, ReleasedPage, State
from cms.releases.tests.world import World, post, said, signed_in
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.trash.moving import put_away
from conftest import number_changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(world: World) -> Client:
    return signed_in(world.publisher)


def approved(world: World, publisher: Client, **values) -> Release:
    release = world.release(**values)
    assert said(post(publisher, "approve", release)) == "Udgivelsen er godkendt."
    return release


def test_all_of_it_goes_out_as_of_one_moment(world: World, publisher):
    release = approved(world, publisher)
    assert world.told()["new"] == 404
    assert world.told()["changed"]["title"] == "Ordning"
    assert said(post(publisher, "send_out", release)) == "Udgivelsen er udkommet."
    told = world.told()
    release.refresh_from_db()
    assert (told["new"]["title"], told["changed"]["title"]) == ("Ny rapport", "Ny ordning")
    assert told["changed"]["related"]["title"] == "Ny rapport"
    assert told["changed"]["meta"]["html_url"].endswith("/afdeling/ny-ordning/")
    assert told["old"] == 410
    moments = set(
        Page.objects.filter(pk__in=[world.new.pk, world.changed.pk]).values_list(
            "last_published_at", flat=True
        )
    )
    assert moments == {release.went_out_at}
    keys = [world.new.pk, world.changed.pk, world.old.pk]
    numbers = Publication.objects.filter(pk__in=keys).values_list("content_sequence", flat=True)
    assert len(set(numbers)) == 1


def test_what_is_written_after_the_approval_stays_a_draft(world: World, publisher):
    release = approved(world, publisher)
    world.write_on(world.new, "Endnu nyere rapport")
    shown = publisher.get(f"/admin/releases/inspect/{release.pk}/").text
    assert "Den er ændret efter godkendelsen; ændringerne kommer ikke med." in shown
    post(publisher, "send_out", release)
    assert world.told()["new"]["title"] == "Ny rapport"
    page = Page.objects.get(pk=world.new.pk)
    assert page.get_latest_revision_as_object().title == "Endnu nyere rapport"
    assert page.has_unpublished_changes


def test_the_files_of_its_pages_go_out_with_it(world: World, publisher):
    document = factories.document(title="Rapport", file=pdf_file("rapport.pdf"))
    page = Page.objects.get(pk=world.new.pk).get_latest_revision_as_object()
    page.body = ArticlePage.body.field.stream_block.normalize(
        [("documents", {"documents": [document]})]
    )
    page.save_revision()
    release = approved(world, publisher)
    assert Client().get(document.url).status_code == 404
    post(publisher, "send_out", release)
    assert Client().get(document.url).status_code == 200


def test_the_release_says_when_and_not_the_page(world: World, publisher):
    latest = Page.objects.get(pk=world.new.pk).get_latest_revision_as_object()
    latest.go_live_at = timezone.now() + timedelta(days=300)
    latest.save_revision().publish()
    release = approved(world, publisher)
    post(publisher, "send_out", release)
    assert world.told()["new"]["title"] == "Ny rapport"
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_it_goes_out_at_its_time_and_not_before(world: World, publisher):
    release = approved(world, publisher, goes_at=timezone.now() + timedelta(hours=1))
    send_out_due()
    assert world.told()["new"] == 404
    Release.objects.update(goes_at=timezone.now() - timedelta(seconds=1))
    send_out_due()
    number_changes()
    assert world.told()["new"]["title"] == "Ny rapport"
    release.refresh_from_db()
    assert release.state == State.OUT


def test_what_was_never_approved_does_not_go_out(world: World, publisher):
    release = world.release(goes_at=timezone.now() - timedelta(seconds=1))
    send_out_due()
    post(publisher, "send_out", release)
    assert world.told()["new"] == 404


def test_nothing_goes_out_where_one_page_can_not(world: World, publisher):
    world.publisher.email = "anne@example.org"
    world.publisher.save()
    before = world.told()
    release = approved(world, publisher, goes_at=timezone.now() + timedelta(hours=1))
    factories.page(ArticlePage, parent=world.section, title="Anden", slug="ny-ordning")
    Release.objects.update(goes_at=timezone.now() - timedelta(seconds=1))
    send_out_due()
    number_changes()
    assert world.told() == before
    release.refresh_from_db()
    assert (release.state, release.failure) == (
        State.FAILED,
        "“Ny ordning” kan ikke udgives: "
        f"En anden side under '{world.section.url}' har allerede navnet 'ny-ordning' i adressen.",
    )
    [message] = mail.outbox
    assert message.to == ["anne@example.org"]
    assert message.subject == "Udgivelsen “Rapporten” kunne ikke udkomme"
    assert release.failure in message.body
    assert f"/admin/releases/inspect/{release.pk}/" in message.body
    # Mended, it is approved again.
    Page.objects.get(slug="ny-ordning").specific.delete()
    Release.objects.update(goes_at=None)
    assert said(post(publisher, "approve", release)) == "Udgivelsen er godkendt."
    post(publisher, "send_out", release)
    assert world.told()["changed"]["title"] == "Ny ordning"


def test_a_page_in_the_trash_keeps_the_others_back(world: World, publisher):
    release = approved(world, publisher)
    put_away(world.old, world.publisher)
    assert said(post(publisher, "send_out", release)) == "“Gammel rapport” ligger i papirkurven."
    assert world.told()["new"] == 404


def test_undone_it_leaves_the_bytes_of_before(world: World, publisher):
    before = world.told()
    release = approved(world, publisher)
    post(publisher, "send_out", release)
    assert world.told() != before
    undone = "Udgivelsen er fortrudt: Siderne er, som de var."
    assert said(post(publisher, "undo", release)) == undone
    assert world.told() == before | {"new": 410}  # the public has seen it
    changed = Page.objects.get(pk=world.changed.pk)
    assert (changed.url_path.split("/")[-2], changed.has_unpublished_changes) == ("ordning", True)
    # What it was meanwhile is still in its history.
    assert changed.get_latest_revision_as_object().title == "Ny ordning"
    assert Page.objects.get(pk=world.new.pk).first_published_at is None


def test_what_has_changed_since_is_undone_only_if_chosen(world: World, publisher):
    release = approved(world, publisher)
    post(publisher, "send_out", release)
    world.write_on(world.new, "Rettet rapport")
    Page.objects.get(pk=world.new.pk).get_latest_revision().publish()
    asked = BeautifulSoup(
        publisher.get(f"/admin/releases/undo/{release.pk}/").content, "html.parser"
    )
    offered = {
        each["value"]: each.find_parent("label").get_text(strip=True)
        for each in asked.select("input[name=pages]")
    }
    item = ReleasedPage.objects.get(page_id=world.new.pk)
    assert offered == {str(item.pk): "Rettet rapport"}
    post(publisher, "undo", release)
    told = world.told()
    assert (told["new"]["title"], told["changed"]["title"]) == ("Rettet rapport", "Ordning")


def test_a_chosen_page_is_undone_though_it_has_changed(world: World, publisher):
    before = world.told()
    release = approved(world, publisher)
    post(publisher, "send_out", release)
    world.write_on(world.new, "Rettet rapport")
    Page.objects.get(pk=world.new.pk).get_latest_revision().publish()
    item = ReleasedPage.objects.get(page_id=world.new.pk)
    post(publisher, "undo", release, pages=[item.pk])
    assert world.told() == before | {"new": 410}


def test_copies_go_with_what_they_belong_to(world: World, publisher):
    count = Revision.objects.count()
    release = approved(world, publisher)
    assert Revision.objects.count() == count + 2
    post(publisher, "reopen", release)
    assert Revision.objects.count() == count
    post(publisher, "approve", release)
    Release.objects.all().delete()
    assert Revision.objects.count() == count
