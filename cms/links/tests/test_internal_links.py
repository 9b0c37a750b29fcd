"""Links of a page to pages, documents and addresses of the site itself that lead nowhere."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

from cms.checklist.tests.test_checklist import form_of
from cms.links.checks import LinksLead
from cms.links.tests.linking import (
    CLOSED,
    DELETED,
    IN_TRASH,
    NOT_YET,
    TAKEN_DOWN,
    article,
    at,
    error,
    to,
    told,
)
from cms.testing import factories
from cms.tests.pages.models import ArticlePage, Attachment
from cms.trash.moving import put_away

pytestmark = pytest.mark.django_db


class TestPages:
    def test_one_that_is_public_is_a_good_target_wherever_it_is_linked_to(self):
        target = factories.page(ArticlePage)
        page = article(
            to(target),
            ("page_card", target),
            ("link_button", {"text": "Læs planen", "page": target, "url": ""}),
            related=target,
        )
        assert told(page) == []

    def test_one_that_was_taken_down_is_an_error_wherever_it_is_linked_to(self):
        target = factories.page(ArticlePage)
        page = article(
            to(target),
            ("page_card", target),
            ("link_button", {"text": "Læs planen", "page": target, "url": ""}),
            related=target,
        )
        target.unpublish()
        assert told(page) == [
            error(TAKEN_DOWN, "Beslægtet side", "related"),
            error(TAKEN_DOWN),
            error(TAKEN_DOWN, "Sidekort"),
            error(TAKEN_DOWN, "Læs planen"),
        ]

    def test_one_that_is_gone_is_found_where_its_block_is_shown_no_more(self):
        target = factories.page(ArticlePage)
        page = article(
            to(target),
            ("page_card", target),
            ("link_button", {"text": "Læs planen", "page": target, "url": ""}),
        )
        target.delete()
        assert told(page) == [
            error(DELETED), error(DELETED, "Sidekort"), error(DELETED, "Læs planen")
        ]  # fmt: skip
        paths = [each.path for each in LinksLead().find(ArticlePage.objects.get(pk=page.pk))]
        text, card, button = page.body
        assert paths == [f"body.{text.id}", f"body.{card.id}", f"body.{button.id}.page"]

    def test_one_in_the_trash(self, admin_user):
        target = factories.page(ArticlePage)
        page = article(to(target))
        put_away(target, admin_user)
        assert told(page) == [error(IN_TRASH)]

    def test_a_new_one_is_advice_so_that_two_can_link_to_each_other(self):
        target = factories.draft(ArticlePage)
        page = article(to(target), to(target, "Planen"))
        assert told(page) == [
            (f"»Klimaplanen« fører til {NOT_YET}", "body", False),
            (f"»Planen« fører til {NOT_YET}", "body", False),
        ]

    def test_one_that_is_planned_to_come_back_is_advice(self):
        target = factories.page(ArticlePage)
        page = article(to(target))
        target.unpublish()
        target.refresh_from_db()
        target.go_live_at = timezone.now() + timedelta(days=1)
        target.save_revision(approved_go_live_at=target.go_live_at)
        assert told(page) == [(f"»Klimaplanen« fører til {NOT_YET}", "body", False)]

    def test_a_restricted_one_is_an_error_of_a_page_that_is_not(self):
        target = factories.page(ArticlePage, title="Hemmelig titel")
        page = article(to(target), ("page_card", target))
        factories.restrict(target)
        assert told(page) == [error(CLOSED), error(CLOSED, "Sidekort")]
        factories.restrict(page)
        assert told(page) == []

    def test_the_page_itself_is_a_good_target_before_it_is_published(self):
        page = factories.draft(ArticlePage)
        page.body = [to(page)]
        page.save()
        assert told(page) == []

    def test_a_link_without_a_page_is_an_error(self):
        page = article(("text", RichText('<p><a linktype="page" id="x">Klimaplanen</a></p>')))
        assert told(page) == [error(DELETED)]

    def test_the_title_of_what_may_be_hidden_is_never_told(self):
        hidden = [factories.page(ArticlePage, title="Hemmelig titel") for _ in range(3)]
        page = article(*map(to, hidden), *(("page_card", each) for each in hidden))
        factories.restrict(hidden[0])
        hidden[1].unpublish()
        hidden[2].delete()
        assert len(told(page)) == 6
        assert "Hemmelig" not in str(told(page))


class TestDocuments:
    GONE = "et dokument, der er slettet. Vælg et andet, eller fjern linket."
    CLOSED = (
        "et dokument, som ikke alle må se. Vælg et andet, eller få det flyttet til en samling, som "
        "er åben for alle."
    )

    def test_one_that_is_gone(self):
        document = factories.document()
        page = article(to(document), ("documents", {"heading": "", "documents": [document]}))
        assert told(page) == []
        document.delete()
        assert told(page) == [error(self.GONE), error(self.GONE, "Dokument")]

    def test_one_in_a_collection_that_keeps_the_public_out(self):
        document = factories.document()
        page = article(to(document))
        Attachment.objects.create(article=page, document=document)
        factories.hide(document)
        assert told(page) == [
            error(self.CLOSED), error(self.CLOSED, "Dokument", "attachments")
        ]  # fmt: skip
        factories.restrict(page)
        assert told(page) == []


def test_links_cost_as_much_one_or_three(django_assert_num_queries):
    def page(number: int) -> ArticlePage:
        targets = [factories.page(ArticlePage) for _ in range(number)]
        files = [factories.document() for _ in range(number)]
        others = [factories.page(ArticlePage) for _ in range(number)]
        paths = [at(each.get_url_parts()[2]) for each in others]
        made = article(*map(to, targets), *map(to, files), *paths)
        for each in targets:
            each.unpublish()
        return ArticlePage.objects.get(pk=made.pk)

    one, three = page(1), page(3)
    list(LinksLead().find(one))
    with django_assert_num_queries(QUERIES):
        list(LinksLead().find(one))
    with django_assert_num_queries(QUERIES):
        list(LinksLead().find(three))


#: Rows of the page; pages, documents, sites and addresses; and what else it refers to.
QUERIES = 13


class TestInTheForm:
    def test_what_is_written_is_told_before_anything_is_saved(self, admin_client):
        target, page = factories.page(ArticlePage), article()
        target.unpublish()
        page.summary = f'<p><a linktype="page" id="{target.pk}">Klimaplanen</a></p>'
        data = form_of(page, summary=rich_text(page.summary))
        answer = admin_client.post(reverse("cms_checklist", args=[page.pk]), data)
        assert f"»Klimaplanen« fører til {TAKEN_DOWN}" in answer.text
        assert 'data-checklist-path="summary"' in answer.text
        refused = admin_client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            data | {"lede": "Kort.", "action-publish": "1"},
        )
        expected = {"summary": [f"»Klimaplanen« fører til {TAKEN_DOWN}"]}
        assert refused.context["form"].errors == expected

    def test_a_new_page_among_restricted_ones_links_to_these(self, admin_client):
        target = factories.page(ArticlePage)
        above = target.get_parent()
        factories.restrict(above, PageViewRestriction.GROUPS)
        assert Group.objects.filter(name="Medlemmer").exists()
        text = f'<p><a linktype="page" id="{target.pk}">Klimaplanen</a></p>'
        new = ArticlePage(title="Ny", slug="ny")
        data = form_of(new, lede="Kort.", summary=rich_text(text)) | {"action-publish": "1"}
        url = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", above.pk])
        assert admin_client.post(url, data).status_code == 302
        assert ArticlePage.objects.get(slug="ny").live
        PageViewRestriction.objects.all().delete()
        factories.restrict(target)
        refused = admin_client.post(url, data | {"slug": "ny-igen"})
        expected = {"summary": [f"»Klimaplanen« fører til {CLOSED}"]}
        assert refused.context["form"].errors == expected
