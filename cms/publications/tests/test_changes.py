"""Who starts empty and follows the log ends with exactly what the public sees."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

import pytest
from wagtail.models import Page

from cms.publications.building import build_rows, fill
from cms.publications.changes import changes_since
from cms.publications.cursors import BadCursor, Cursor, OtherEpoch
from cms.publications.models import Publication
from cms.publications.rows import read_rows
from cms.publications.tests.conftest import row
from cms.publications.tests.consumer import Consumer
from cms.publications.tests.plugin import showing
from cms.testing import factories
from cms.testing.undo import undone
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.visibility import visible
from conftest import number_changes

pytestmark = pytest.mark.django_db


def what_the_public_sees() -> dict[int, dict]:
    keys = list(visible(Page.objects.all()).values_list("pk", flat=True))
    built = build_rows(list(read_rows(keys).values()))
    return {key: each.representation.page for key, each in built.items()}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[list[int]]:
    """The keys of three pages."""
    with django_db_blocker.unblock(), undone():
        pages = [factories.page(ArticlePage, contact=factories.person()) for _ in range(3)]
        yield [page.pk for page in pages]


@pytest.fixture
def pages(made, db) -> list[ArticlePage]:
    return [*ArticlePage.objects.filter(pk__in=made).order_by("pk")]


def test_a_consumer_ends_with_what_the_public_sees(pages, number):
    """Whether it takes one row at a time, some, or all; who comes first finds rows to be built."""
    consumers = deque(Consumer(limit) for limit in (1, 2, 100))
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
        for consumer in consumers:
            consumer.catch_up()
        seen = what_the_public_sees()
        for consumer in consumers:
            assert consumer.pages == seen, consumer.limit
        consumers.rotate()
    assert [consumer.catch_up() for consumer in consumers] == [[], [], []]


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
    assert (change.page_id, change.reason, change.text) == (pages[0].pk, "restricted", None)


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
    assert (change.page_id, change.is_kept, change.text) == (pages[0].pk, True, None)


def test_a_page_that_is_built_otherwise_comes_again(pages, build_all):
    build_all()
    sequence, content_sequence, _ = row(pages[0])
    before = changes_since(None).cursor
    with showing(lambda page: "en ny udgave af koden"):
        Publication.objects.filter(pk=pages[0].pk).update(fingerprint="")
        build_all()
        [change] = changes_since(before).items
    assert (change.page_id, change.sequence, change.content_changed) == (
        pages[0].pk,
        sequence + 1,
        False,
    )
    assert row(pages[0]) == (sequence + 1, content_sequence, True)


def test_a_page_that_is_built_alike_does_not(pages, build_all):
    build_all()
    before = changes_since(None).cursor
    Publication.objects.filter(pk=pages[0].pk).update(fingerprint="")
    build_all()
    assert changes_since(before).items == []


def test_a_page_that_can_be_built_after_all_comes_again(pages, build_all):
    build_all()
    before = changes_since(None).cursor
    pages[0].title = "Ændret"
    pages[0].save()

    def fail(page):
        raise ValueError("et plugin fejler")

    with showing(fail):
        build_all()
        failed = changes_since(before)
    fill([pages[0].pk], again=True)
    [change] = changes_since(failed.cursor).items
    assert [each.text for each in failed.items] == [None]
    assert json.loads(change.text)["title"] == "Ændret"


def test_what_does_not_match_is_told_as_not_to_be_kept(pages, number):
    number()
    asked = visible(ArticlePage.objects.filter(title="Vigtigt")).order_by("title")
    assert ask(None, asked) == []
    before = changes_since(None, matching=asked).cursor
    pages[0].title = "Vigtigt"
    pages[0].save()
    number()
    assert ask(before, asked) == [(pages[0].pk, None)]
    before = changes_since(before, matching=asked).cursor
    pages[0].title = "Mindre vigtigt"
    pages[0].save()
    number()
    assert ask(before, asked) == [(pages[0].pk, "unmatched")]


def ask(cursor, asked) -> list[tuple]:
    return [(each.page_id, each.reason) for each in changes_since(cursor, matching=asked).items]


def test_rows_without_a_match_are_passed_over_a_bounded_number_at_a_time(pages, build_all):
    build_all()
    asked = visible(Page.objects.filter(pk=pages[2].pk))
    part = changes_since(None, 1, asked, 2)
    found = [[each.page_id for each in part.items]]
    while part.more:
        before, part = part.cursor, changes_since(part.cursor, 1, asked, 2)
        assert part.cursor != before
        found.append([each.page_id for each in part.items])
    assert [each for one in found for each in one] == [pages[2].pk]
    assert found.count([]) > 0


def test_a_page_and_what_it_shows_are_told_apart_since_the_round_began(pages, build_all):
    build_all()
    before = changes_since(None)
    assert {each.content_changed for each in before.items} == {True}
    pages[0].title = "Ændret"
    pages[0].save()
    number_changes()
    pages[0].contact.name = "Nyt Navn"
    pages[0].contact.save()
    number_changes()
    pages[1].contact.name = "Nyt Navn"
    pages[1].contact.save()
    number_changes()
    round_of_one = changes_since(before.cursor, 1)
    assert [(each.page_id, each.content_changed) for each in round_of_one.items] == [
        (pages[0].pk, True)
    ]
    rest = changes_since(round_of_one.cursor, 1)
    assert [(each.page_id, each.content_changed) for each in rest.items] == [(pages[1].pk, False)]


def test_a_cursor_is_written_and_read(pages, number):
    number()
    cursor = changes_since(None, 1).cursor
    assert Cursor.read(str(cursor)) == cursor
    assert changes_since(Cursor.now()).items == []
    for text in ("", "1", f"{cursor}-1", str(cursor).upper() + " "):
        with pytest.raises(BadCursor):
            Cursor.read(text)


def test_a_commit_that_has_not_been_is_of_another_epoch(pages, number):
    number()
    with pytest.raises(OtherEpoch):
        changes_since(replace(Cursor.now(), sequence=10**9))


def test_a_cursor_of_another_epoch_is_refused(pages, number):
    number()
    cursor = changes_since(None).cursor
    with pytest.raises(OtherEpoch):
        changes_since(replace(cursor, epoch="0123456789abcdef"))


def test_a_hundred_changes_take_as_many_queries_as_one(pages, build_all, django_assert_num_queries):
    build_all()
    for limit in (1, 3, 100):
        with django_assert_num_queries(2):  # which rows, and what is in them
            changes_since(None, limit)
