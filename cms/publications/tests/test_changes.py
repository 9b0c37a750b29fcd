"""Who starts empty and follows the log ends with exactly what the public sees."""

from dataclasses import replace

import pytest
from wagtail.models import Page

from cms.publications.building import build_rows
from cms.publications.changes import OtherEpoch, changes_since
from cms.publications.rows import read_rows
from cms.publications.tests.consumer import Consumer
from cms.publications.tests.plugin import showing
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.visibility import visible

pytestmark = pytest.mark.django_db


def what_the_public_sees() -> dict[int, dict]:
    keys = list(visible(Page.objects.all()).values_list("pk", flat=True))
    built = build_rows(list(read_rows(keys).values()))
    return {key: each.representation.page for key, each in built.items()}


@pytest.fixture
def pages(db) -> list[ArticlePage]:
    return [factories.page(ArticlePage, contact=factories.person()) for _ in range(3)]


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_a_consumer_ends_with_what_the_public_sees(limit, pages, number):
    consumer = Consumer(limit)
    index, (first, second, third) = pages[0].get_parent(), pages
    restriction = None

    def edit() -> None:
        first.title = "Ændret"
        first.save()

    def restrict() -> None:
        nonlocal restriction
        restriction = factories.restrict(index)

    for change in (
        lambda: None,
        edit,
        lambda: second.contact.delete(),
        lambda: third.unpublish(),
        lambda: factories.draft(ArticlePage),
        restrict,
        lambda: factories.page(ArticlePage, parent=index),
        lambda: restriction.delete(),
        lambda: third.save_revision().publish(),
        lambda: Page.objects.get(pk=first.pk).delete(),
        lambda: factories.page(ArticleIndexPage),
        lambda: Page.objects.get(pk=index.pk).delete(),
    ):
        change()
        number()
        consumer.catch_up()
        assert consumer.pages == what_the_public_sees()
    assert consumer.catch_up() == []


def test_one_that_comes_late_ends_with_the_same(pages, number):
    early = Consumer()
    early.catch_up()
    pages[0].unpublish()
    number()
    early.catch_up()
    Page.objects.get(pk=pages[1].pk).delete()
    number()
    early.catch_up()
    late = Consumer()
    late.catch_up()
    assert late.pages == early.pages == what_the_public_sees()


def test_a_page_comes_again_only_when_it_or_what_it_shows_has_changed(pages, number):
    number()
    consumer = Consumer()
    consumer.catch_up()
    pages[2].contact.name = "Nyt Navn"
    pages[2].contact.save()
    number()
    pages[0].title = "Ændret"
    pages[0].save()
    number()
    assert consumer.catch_up() == [pages[2].pk, pages[0].pk]


def test_a_hidden_page_comes_without_what_it_was(pages, number):
    number()
    before = changes_since(None).cursor
    factories.restrict(pages[0])
    number()
    [change] = changes_since(before).items
    assert (change.page_id, change.is_public, change.representation) == (pages[0].pk, False, None)


def test_a_page_that_cannot_be_built_is_told_of_as_public(pages, number):
    number()
    before = changes_since(None).cursor
    pages[0].title = "Ændret"
    pages[0].save()
    number()

    def fail(page):
        raise ValueError("et plugin fejler")

    with showing(fail):
        [change] = changes_since(before).items
    assert (change.page_id, change.is_public, change.representation) == (pages[0].pk, True, None)


def test_a_cursor_of_another_epoch_is_refused(pages, number):
    number()
    cursor = changes_since(None).cursor
    with pytest.raises(OtherEpoch):
        changes_since(replace(cursor, epoch="0123456789abcdef"))


def test_a_hundred_changes_take_as_many_queries_as_one(pages, build_all, django_assert_num_queries):
    build_all()
    for limit in (1, 3, 100):
        with django_assert_num_queries(4):  # the epoch twice, the rows, their representations
            changes_since(None, limit)
