"""Tests find Wagtail's indexes as if they were kept up within each save."""

import pytest
from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from cms.models import Person
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


def showing(person: Person) -> list[str]:
    """The keys of the pages that refer to the person."""
    return [each.object_id for each in ReferenceIndex.get_references_to(person)]


def named(text: str) -> list[str]:
    return [page.title for page in get_search_backend().search(text, Page.objects.all())]


@pytest.fixture
def person() -> Person:
    return factories.person()


def test_what_is_saved_is_in_both(person):
    page = factories.page(ArticlePage, title="Kommuneplan", contact=person)
    assert (showing(person), named("kommuneplan")) == ([str(page.pk)], ["Kommuneplan"])
    page.title, page.contact = "Lokalplan", None
    page.save()
    assert (showing(person), named("kommuneplan"), named("lokalplan")) == ([], [], ["Lokalplan"])


def test_what_was_looked_at_within_a_savepoint_is_there_after_it_too(person):
    page = factories.page(ArticlePage, contact=person)
    for _ in range(2):
        with transaction.atomic():
            assert showing(person) == [str(page.pk)]
            transaction.set_rollback(True)
    assert showing(person) == [str(page.pk)]


def test_what_is_taken_back_is_in_neither(person):
    with transaction.atomic():
        factories.page(ArticlePage, title="Kommuneplan", contact=person)
        transaction.set_rollback(True)
    assert (showing(person), named("kommuneplan")) == ([], [])


def test_to_catch_up_is_no_query_of_who_looks(person, django_assert_num_queries):
    page = factories.page(ArticlePage, contact=person)
    with django_assert_num_queries(1):
        assert showing(person) == [str(page.pk)]
