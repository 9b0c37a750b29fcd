"""What readers get, and what it costs them."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from cms.delivery.published import Cards, read, read_keys, representation_of
from cms.publications.models import Publication
from cms.publications.reading import read_page
from cms.publications.tests.conftest import number_and_build
from cms.testing import factories
from cms.testing.undo import undone
from cms.tests.pages.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[list[int]]:
    """The keys of twenty pages."""
    with django_db_blocker.unblock(), undone():
        made = [factories.page(ArticlePage, contact=factories.person()) for _ in range(20)]
        number_and_build()
        yield [page.pk for page in made]


@pytest.fixture
def pages(built) -> list[ArticlePage]:
    return [*ArticlePage.objects.filter(pk__in=built).order_by("pk")]


class TestQueries:
    def test_a_page_takes_one(self, pages, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert representation_of(pages[0])["title"] == pages[0].title

    def test_twenty_pages_take_one(self, pages, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = read_keys([page.pk for page in pages])
        assert [each.page["id"] for each in found] == [page.pk for page in pages]

    def test_twenty_cards_take_one_and_their_number_another(self, pages, django_assert_num_queries):
        cards = Cards(ArticlePage.objects.order_by("pk"))
        with django_assert_num_queries(2):
            assert len(cards) == 20
            assert [card["id"] for card in cards[0:20]] == [page.pk for page in pages]

    def test_teasers_take_one(self, pages, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert len(read(ArticlePage.objects.order_by("pk"), limit=3)) == 3


class TestPrivacy:
    def test_visibility_is_asked_when_a_row_is_read(self, pages, client: Client):
        # Past the triggers, so the row still holds what the page was.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        restricted = pages[0].get_parent()
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = origin")
        assert read_page(pages[0].pk) is None
        assert read_keys([page.pk for page in pages]) == []
        assert list(Cards(ArticlePage.objects.all())[0:20]) == []
        assert client.get(pages[0].url, {"format": "json"}).status_code == 403


class TestATransaction:
    def test_reads_its_own_changes(self, pages):
        pages[0].title = "Ikke nummereret endnu"
        pages[0].save()
        assert read_page(pages[0].pk)["title"] == "Ikke nummereret endnu"

    def test_reads_pages_that_have_no_row_yet(self, pages):
        page = factories.page(ArticlePage)
        assert [each.page["id"] for each in read_keys([page.pk])] == [page.pk]
        assert [card["id"] for card in Cards(ArticlePage.objects.filter(pk=page.pk))[0:1]] == [
            page.pk
        ]


def test_a_list_is_in_the_order_that_was_asked_for(pages):
    newest = ArticlePage.objects.order_by("-pk")
    assert [each.page["id"] for each in read(newest)] == [page.pk for page in reversed(pages)]


def test_a_list_of_mixed_types_is_read(pages):
    index = ArticleIndexPage.objects.get()
    found = read(Page.objects.filter(pk__in=[index.pk, pages[0].pk]).order_by("pk"))
    assert [each.page["id"] for each in found] == [index.pk, pages[0].pk]


class TestManyThatWait:
    def test_a_list_leaves_none_out_and_is_asked_again(self, pages, client, monkeypatch):
        """No request builds more than so many; each that is refused has built its share."""
        monkeypatch.setattr("cms.publications.reading.BUILT_AT_ONCE", 8)
        Publication.objects.update(fingerprint="en anden")
        answers = [client.get("/api/v2/pages/?type=pages.ArticlePage&limit=100") for _ in range(3)]
        assert [each.status_code for each in answers] == [503, 503, 200]
        assert answers[0]["Retry-After"] == "60"
        assert len(answers[2].json()["items"]) == len(pages)
