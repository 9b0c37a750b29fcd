"""What a commit numbers, and what it leaves alone."""

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from cms.publications.models import Dependency, Flush, Head, Mark, Publication
from cms.publications.tests.conftest import row
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


def head() -> int:
    return Head.objects.get().sequence


class TestAPage:
    def test_that_becomes_public_gets_a_row(self, number):
        page = factories.page(ArticlePage)
        number()
        assert row(page) == (head(), head(), True)

    def test_that_was_never_public_gets_none(self, number):
        draft = factories.draft(ArticlePage)
        number()
        assert not Publication.objects.filter(pk=draft.pk).exists()

    def test_that_changes_is_numbered(self, number):
        page = factories.page(ArticlePage)
        number()
        before = head()
        page.title = "Nyt navn"
        page.save()
        number()
        assert row(page) == (before + 1, before + 1, True)

    def test_whose_draft_is_saved_is_not(self, number):
        page = factories.page(ArticlePage)
        number()
        before = head()
        page.title = "Udkast"
        page.save_revision()
        number()
        assert head() == before

    def test_that_is_saved_unchanged_is_not(self, number):
        page = factories.page(ArticlePage)
        number()
        before = head()
        page.save()
        number()
        assert head() == before

    def test_that_is_hidden_leaves_an_empty_tombstone(self, build_all, number, article):
        build_all()
        article.unpublish()
        number()
        assert row(article) == (head(), head(), False)
        stored = Publication.objects.get(pk=article.pk)
        assert (stored.representation, stored.card, stored.digest) == (None, None, None)
        assert not Dependency.objects.filter(page_id=article.pk).exists()

    def test_that_is_edited_while_hidden_says_nothing(self, number):
        page = factories.page(ArticlePage)
        number()
        page.unpublish()
        number()
        before, number_of_page = head(), row(page)
        page.title = "Hemmeligt"
        page.save()
        number()
        assert (head(), row(page)) == (before, number_of_page)

    def test_that_is_deleted_while_hidden_says_nothing(self, number):
        page = factories.page(ArticlePage)
        number()
        page.unpublish()
        number()
        before = row(page)
        page.delete()
        number()
        assert row(page) == before

    def test_that_is_public_again_is_numbered(self, number):
        page = factories.page(ArticlePage)
        number()
        page.unpublish()
        number()
        page.live = True
        page.save()
        number()
        assert row(page) == (head(), head(), True)

    def test_restricted_and_freed_in_one_commit_says_nothing(self, number):
        page = factories.page(ArticlePage)
        number()
        before = head()
        factories.restrict(page).delete()
        number()
        assert head() == before


class TestADependent:
    def test_is_numbered_without_its_own_content(self, build_all, number, article):
        build_all()
        _, content, _ = row(article)
        article.contact.name = "Nyt Navn"
        article.contact.save()
        number()
        assert row(article) == (head(), content, True)

    def test_of_a_draft_is_not_numbered_by_its_editing(self, build_all, number):
        draft = factories.draft(ArticlePage)
        page = factories.page(ArticlePage, related=draft.page_ptr)
        build_all()
        before = row(page)
        draft.title = "Stadig hemmeligt"
        draft.save()
        number()
        assert row(page) == before

    def test_of_a_page_that_is_published_is_numbered(self, build_all, number):
        draft = factories.draft(ArticlePage)
        page = factories.page(ArticlePage, related=draft.page_ptr)
        build_all()
        draft.live = True
        draft.save()
        number()
        assert row(page)[0] == head()

    def test_is_not_numbered_by_what_it_does_not_show(self, build_all, number, article):
        other = factories.person()
        build_all()
        before = row(article)
        other.name = "En Anden"
        other.save()
        number()
        assert row(article) == before


class TestATransaction:
    def test_leaves_no_marks(self, number, article):
        number()
        assert (Mark.objects.count(), Flush.objects.count()) == (0, 0)

    def test_rolled_back_to_a_savepoint_numbers_what_remains(self, number):
        first, second = factories.page(ArticlePage), factories.page(ArticlePage)
        number()
        before, untouched = head(), row(second)
        first.title = "Bliver"
        first.save()
        with transaction.atomic():
            second.title = "Fortrydes"
            second.save()
            transaction.set_rollback(True)
        number()
        assert row(first) == (before + 1, before + 1, True)
        assert row(second) == untouched

    def test_has_one_number_for_all_its_changes(self, number):
        pages = [factories.page(ArticlePage) for _ in range(3)]
        number()
        Page.objects.filter(pk__in=[page.pk for page in pages]).update(seo_title="Ens")
        number()
        assert {row(page) for page in pages} == {(head(), head(), True)}


def test_a_lost_head_row_is_made_again(number):
    page = factories.page(ArticlePage)
    number()
    Head.objects.all().delete()
    page.title = "Nyt navn"
    page.save()
    number()
    assert row(page)[0] == head() == 1


def test_a_watched_column_can_be_changed_and_dropped():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wagtailcore_page ALTER COLUMN seo_title TYPE text")
        cursor.execute("ALTER TABLE wagtailcore_page DROP COLUMN seo_title")
        cursor.execute("UPDATE wagtailcore_page SET title = title || '!'")
        cursor.execute("SELECT count(*) FROM publications_mark")
        assert cursor.fetchone()[0] == Page.objects.count()
