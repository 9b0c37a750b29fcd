"""Who else gets a document than the public, and what an editor is told of it."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from cms.media.models import Document
from cms.media.tests.showing import CLOSED, OPEN, show, showing, signed_in
from cms.publications.backlog import build_backlog
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


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
