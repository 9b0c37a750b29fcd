"""A document opens with the first page that shows it, and closes with the last one."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from cms.media.models import Document
from cms.media.tests.factories import pdf_file
from cms.media.tests.showing import CLOSED, OPEN, show, showing
from cms.publications.models import Publication
from cms.publications.tests.crowd import copies
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage, FrontPage
from conftest import number_changes

pytestmark = pytest.mark.django_db


class TestUnderAFormerName:
    """A document whose file was replaced by one of another name."""

    @pytest.fixture
    def former(self, document) -> str:
        former = document.url
        document.file = pdf_file("Rapport_2027.pdf")
        document.save()
        return former

    def test_the_public_is_led_on_only_while_it_is_shown(self, client, document, former):
        assert client.get(former).status_code == 404
        show(factories.page(ArticlePage), showing(document))
        response = client.get(former)
        assert (response.status_code, response["Location"]) == (302, document.url)
        assert response["Cache-Control"] == "public, no-cache"
        assert client.get(document.url).status_code == 200
        assert client.get(f"/filer/{document.pk}/aldrig.pdf").status_code == 404

    def test_the_editor_is_told_of_it(self, admin_client, document, former):
        page = admin_client.get(reverse("wagtaildocs:edit", args=[document.pk])).text
        assert former.rpartition("/")[2] in page
        assert "gamle navne fører stadig til den" in page

    def test_a_name_that_comes_back_is_the_documents_own(self, client, document, former):
        show(factories.page(ArticlePage), showing(document))
        document.file = pdf_file(former.rpartition("/")[2])
        document.save()
        assert document.url == former
        assert client.get(former).status_code == 200
        assert client.get(f"/filer/{document.pk}/Rapport_2027.pdf")["Location"] == former


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


def thirty_articles() -> None:
    copies(factories.page(ArticlePage), factories.page(ArticleIndexPage), 30)


class TestWhileManyPagesWaitToBeBuilt:
    def test_a_page_that_was_just_published_is_built_first(self, client, document):
        thirty_articles()
        number_changes()
        factories.page(ArticlePage, body=showing(document))
        assert client.get(document.url).status_code == 200
        assert Publication.objects.filter(representation=None).count() > 0

    def test_a_page_that_showed_it_is_built_first(self, client, page, document):
        assert client.get(document.url).status_code == 200
        page.title = "Ændret"
        page.save()
        number_changes()
        thirty_articles()
        assert client.get(document.url).status_code == 200
        assert Publication.objects.filter(representation=None).count() > 0

    def test_nothing_is_built_for_a_guess_of_what_is_private(self, client, document):
        factories.hide(document)
        factories.page(ArticlePage)
        assert client.get(document.url).status_code == 302
        assert not Publication.objects.exclude(representation=None).exists()
