"""A document opens with the first page that shows it, and closes with the last one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, Page, Site
from wagtail.rich_text import RichText

from cms.media.models import Document
from cms.publications.backlog import build_backlog
from cms.publications.models import Publication
from cms.testing import factories
from cms.tests.pages.models import ArticlePage, FrontPage
from cms.users.models import User
from conftest import number_changes

pytestmark = pytest.mark.django_db

OPEN, CLOSED = [200] * 4, [404] * 4


@pytest.fixture
def document() -> Document:
    """A document with a thumbnail, which no page shows."""
    thumbnail = SimpleUploadedFile("side-1.webp", b"ikke rigtigt et billede")
    return factories.document(thumbnail_file=thumbnail)


@pytest.fixture
def page(document) -> ArticlePage:
    """A page that shows the document; no reader has come yet."""
    return factories.page(ArticlePage, body=showing(document))


@pytest.fixture
def statuses(client: Client, document) -> Callable:
    """The answers to GET and HEAD of file and thumbnail."""

    def ask(asker: Client = client) -> list[int]:
        urls = document.url, document.thumbnail
        return [method(url).status_code for url in urls for method in (asker.get, asker.head)]

    return ask


def showing(document: Document) -> list:
    return [("documents", {"heading": "Hent", "documents": [document]})]


def show(page: ArticlePage, body: list) -> None:
    page.body = body
    page.save_revision().publish()


def signed_in(*groups: Group) -> Client:
    user = User.objects.create_user(f"bruger{factories.number()}")
    user.groups.set(groups)
    client = Client()
    client.force_login(user)
    return client


class TestOpens:
    def test_not_by_being_uploaded(self, statuses):
        assert statuses() == CLOSED

    def test_not_by_a_draft(self, statuses, document):
        draft = factories.draft(ArticlePage, body=showing(document))
        draft.save_revision()
        assert statuses() == CLOSED

    def test_not_by_draft_changes_of_a_live_page(self, statuses, document):
        page = factories.page(ArticlePage)
        page.body = showing(document)
        page.save_revision()
        assert statuses() == CLOSED

    def test_not_by_a_page_that_no_site_leads_to(self, statuses, document):
        page = FrontPage(title="Udenfor", slug="udenfor", body=showing(document))
        factories.home().get_parent().add_child(instance=page)
        assert statuses() == CLOSED
        Site.objects.create(hostname="udenfor.example", root_page=page)
        assert statuses() == OPEN

    def test_at_once_when_a_page_that_shows_it_is_published(self, statuses, page):
        assert statuses() == OPEN

    def test_at_once_when_a_page_begins_to_show_it(self, statuses, document):
        page = factories.page(ArticlePage)
        assert statuses() == CLOSED
        show(page, showing(document))
        assert statuses() == OPEN

    @pytest.mark.parametrize(
        "values",
        [
            lambda document: {
                "summary": f'<p><a linktype="document" id="{document.pk}">Hent</a></p>'
            },
            lambda document: {
                "body": [
                    (
                        "text",
                        RichText(f'<p><a linktype="document" id="{document.pk}">Hent</a></p>'),
                    )
                ]
            },
        ],
        ids=["rich text field", "rich text block"],
    )
    def test_by_a_link_in(self, statuses, document, values):
        factories.page(ArticlePage, **values(document))
        assert statuses() == OPEN

    def test_by_a_child_row(self, statuses, document):
        page = factories.page(ArticlePage)
        page.attachments.model.objects.create(article=page, document=document)
        assert statuses() == OPEN

    def test_when_it_is_made_free_standing(self, statuses, document):
        Document.objects.filter(pk=document.pk).update(free_standing=True)
        assert statuses() == OPEN

    def test_when_its_page_goes_live_as_scheduled(self, statuses, document):
        page = factories.draft(ArticlePage, body=showing(document))
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
        assert statuses() == CLOSED
        factories.let_go_live(page)
        assert statuses() == OPEN


class TestCloses:
    """Each time after a reader has come, so that the log holds the page."""

    @pytest.fixture(autouse=True)
    def _seen(self, statuses, page):
        assert statuses() == OPEN

    def test_when_its_page_is_unpublished(self, statuses, page):
        page.unpublish()
        assert statuses() == CLOSED

    def test_when_its_page_expires(self, statuses, page):
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        call_command("publish_scheduled", verbosity=0)
        assert statuses() == CLOSED

    def test_when_its_page_is_deleted(self, statuses, page):
        Page.objects.get(pk=page.pk).delete()
        assert statuses() == CLOSED

    @pytest.mark.parametrize("kind", ["login", "password", "groups"])
    def test_when_its_page_is_restricted(self, statuses, page, kind):
        factories.restrict(page, kind)
        assert statuses() == CLOSED

    def test_when_a_page_above_is_restricted(self, statuses, page):
        factories.restrict(factories.section())
        assert statuses() == CLOSED

    def test_when_the_block_is_removed(self, statuses, page):
        show(page, [])
        assert statuses() == CLOSED

    def test_when_the_last_of_several_pages_is_gone(self, statuses, page, document):
        other = factories.page(ArticlePage, body=showing(document))
        page.unpublish()
        assert statuses() == OPEN
        other.unpublish()
        assert statuses() == CLOSED

    def test_when_it_is_no_longer_free_standing(self, statuses, page):
        Document.objects.update(free_standing=True)
        page.unpublish()
        assert statuses() == OPEN
        Document.objects.update(free_standing=False)
        assert statuses() == CLOSED

    def test_even_for_who_has_it_already(self, client, page, document):
        known = client.get(document.url)["ETag"]
        again = client.get(document.url, headers={"if-none-match": known})
        assert again.status_code == 304
        page.unpublish()
        for value in (known, "*"):
            asked = client.get(document.url, headers={"if-none-match": value})
            assert (asked.status_code, asked.get("ETag")) == (404, None)


class TestWhileManyPagesWaitToBeBuilt:
    def test_a_page_that_was_just_published_is_built_first(self, client, document):
        for _ in range(30):
            factories.page(ArticlePage)
        number_changes()
        factories.page(ArticlePage, body=showing(document))
        assert client.get(document.url).status_code == 200
        assert Publication.objects.filter(representation=None).count() > 0

    def test_a_page_that_showed_it_is_built_first(self, client, page, document):
        assert client.get(document.url).status_code == 200
        page.title = "Ændret"
        page.save()
        number_changes()
        for _ in range(30):
            factories.page(ArticlePage)
        assert client.get(document.url).status_code == 200
        assert Publication.objects.filter(representation=None).count() > 0

    def test_nothing_is_built_for_a_guess_of_what_is_private(self, client, document):
        factories.hide(document)
        factories.page(ArticlePage)
        assert client.get(document.url).status_code == 302
        assert not Publication.objects.exclude(representation=None).exists()


class TestMembers:
    """Whoever may see a restricted page may fetch what it shows."""

    def test_get_what_a_page_for_signed_in_visitors_shows(self, statuses, page):
        factories.restrict(factories.section())
        assert statuses() == CLOSED
        assert statuses(signed_in()) == OPEN

    def test_get_what_a_page_for_their_group_shows(self, statuses, page):
        restriction = factories.restrict(page, "groups")
        assert statuses(signed_in()) == CLOSED
        assert statuses(signed_in(restriction.groups.get())) == OPEN

    def test_get_it_once_they_have_given_the_password(self, statuses, client, page):
        restriction = factories.restrict(page, "password")
        client.post(
            f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
            {"password": "hemmelig", "return_url": page.url},
        )
        assert statuses() == OPEN

    def test_do_not_get_it_when_another_page_is_theirs(self, statuses, page):
        theirs = factories.page(ArticlePage)
        group = factories.restrict(theirs, "groups").groups.get()
        mine = factories.restrict(page, "groups").groups
        mine.set([Group.objects.create(name="Andre")])
        assert statuses(signed_in(group)) == CLOSED

    def test_do_not_get_what_their_page_does_not_show_any_more(self, statuses, page):
        factories.restrict(page)
        show(page, [])
        assert statuses(signed_in()) == CLOSED

    def test_do_not_get_what_their_page_has_in_a_draft(self, statuses, document):
        page = factories.page(ArticlePage)
        factories.restrict(page)
        page.body = showing(document)
        page.save_revision()
        assert statuses(signed_in()) == CLOSED

    def test_do_not_get_what_is_unpublished(self, statuses, page):
        factories.restrict(page)
        page.unpublish()
        assert statuses(signed_in()) == CLOSED

    def test_leave_nothing_with_caches(self, client, page, document):
        for url in (document.url, document.thumbnail):
            assert client.get(url)["Cache-Control"] == "public, no-cache"
            assert signed_in().get(url)["Cache-Control"] == "private, no-cache"


class TestStaff:
    @pytest.mark.parametrize("permission", ["choose_document", "change_document"])
    def test_open_what_they_may_choose_or_edit(self, statuses, document, permission):
        editors = Group.objects.create(name="Forfattere")
        client = signed_in(editors)
        assert statuses(client) == CLOSED
        GroupCollectionPermission.objects.create(
            group=editors,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=permission, content_type__app_label="media"),
        )
        assert statuses(client) == OPEN

    def test_of_another_collection_do_not(self, statuses):
        editors = Group.objects.create(name="Forfattere")
        GroupCollectionPermission.objects.create(
            group=editors,
            collection=Collection.get_first_root_node().add_child(name="Deres"),
            permission=Permission.objects.get(
                codename="choose_document", content_type__app_label="media"
            ),
        )
        assert statuses(signed_in(editors)) == CLOSED


def test_what_is_public_costs_one_query_more_however_many_pages_show_it(
    client, page, document, django_assert_num_queries
):
    def cost() -> None:
        assert sum(build_backlog()) >= 0
        for url in (document.url, document.thumbnail):
            with django_assert_num_queries(4):  # and document, collection, restrictions
                assert client.get(url).status_code == 200

    assert client.get(document.url).status_code == 200
    cost()
    for _ in range(2):
        factories.page(ArticlePage, body=showing(document))
    assert client.get(document.url).status_code == 200
    cost()


class TestTheEditPage:
    """It tells an editor whether the public can fetch the document, and why."""

    @pytest.fixture
    def told(self, admin_client, document) -> Callable[[], str]:
        def ask() -> str:
            html = admin_client.get(f"/admin/documents/edit/{document.pk}/").content.decode()
            box = BeautifulSoup(html, "html.parser").select_one("form .help-block")
            return " ".join(box.get_text(" ", strip=True).split())

        return ask

    def test_of_a_document_that_no_page_shows(self, told):
        assert told() == (
            "Offentligheden kan ikke hente dokumentet: Ingen offentlig side viser det. "
            "Det åbner af sig selv med den første side, der udgives med det."
        )

    def test_of_a_free_standing_document(self, told):
        Document.objects.update(free_standing=True)
        assert told() == "Alle kan hente dokumentet: Det er fritstående."

    def test_of_a_document_in_a_private_collection(self, told, document, page):
        factories.hide(document)
        assert told() == (
            "Samlingen Skjult er privat: Kun de, som den er åben for, kan hente dokumentet."
        )

    def test_names_the_pages_that_show_it(self, told, document):
        for number in range(11):
            factories.page(ArticlePage, title=f"Side {number:02}", body=showing(document))
        factories.draft(ArticlePage, title="Skitse", body=showing(document))
        names = " ".join(f"Side {number:02}" for number in range(10))
        assert told() == (
            f"Alle kan hente dokumentet, så længe det vises: {names} og på 1 side mere"
        )
