"""What is told of pages that are public no more, and how long it is remembered."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from cms.publications.changes import changes_since
from cms.publications.cursors import TooOld
from cms.publications.items import Addresses, thin
from cms.publications.models import Publication
from cms.publications.tombstones import KEPT_FOR
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db, number) -> ArticlePage:
    made = factories.page(ArticlePage, slug="foer")
    number()
    return made


def deleted(page) -> None:
    Page.objects.get(pk=page.pk).delete()


def unpublished(page) -> None:
    page.unpublish()


def restricted(page) -> None:
    factories.restrict(page.get_parent())


@pytest.mark.parametrize("reason", [deleted, unpublished, restricted])
def test_it_says_what_and_where_the_page_was_and_why_it_is_gone(page, number, reason):
    before = changes_since(None).cursor
    url, index = page.get_full_url(), page.get_parent()
    reason(page)
    number()
    told = [
        thin(each, Addresses.of(None))
        for each in changes_since(before).items
        if each.page_id != index.pk
    ]
    row = Publication.objects.get(pk=page.pk)
    assert told == [
        {
            "change": "delete",
            "id": page.pk,
            "type": "pages.ArticlePage",
            "html_url": url,
            "sequence": row.sequence,
            "content_sequence": row.sequence,
            "digest": None,
            "at": timezone.localtime(row.at).isoformat(),
            "reason": reason.__name__,
        }
    ]


def test_what_becomes_of_a_hidden_page_is_not_told(page, number):
    page.unpublish()
    number()
    before = changes_since(None).cursor
    stored = Publication.objects.values().get(pk=page.pk)
    page.slug = "hemmelig"
    page.save()
    Page.objects.get(pk=page.pk).delete()
    number()
    assert changes_since(before).items == []
    assert Publication.objects.values().get(pk=page.pk) == stored


def test_a_page_that_comes_back_is_where_it_is_now(page, number):
    page.unpublish()
    number()
    before = changes_since(None).cursor
    page.slug = "efter"
    page.save_revision().publish()
    number()
    [change] = changes_since(before).items
    told = thin(change, Addresses.of(None))
    assert (told["change"], told["html_url"]) == (
        "upsert",
        Page.objects.get(pk=page.pk).get_full_url(),
    )


def test_who_has_nothing_is_not_told_what_to_drop(page, number):
    page.unpublish()
    number()
    assert page.pk not in {each.page_id for each in changes_since(None).items}


def test_what_is_hidden_during_the_first_load_is_told_of(page, number):
    other = factories.page(ArticlePage)
    number()
    first = changes_since(None, 1)
    assert first.more
    for each in (other, page):
        each.unpublish()
        number()
    told = changes_since(first.cursor).items
    assert {each.page_id for each in told if not each.is_kept} == {other.pk, page.pk}


def test_it_is_removed_after_two_years_and_older_cursors_are_refused(page, number):
    first = changes_since(None)
    page.unpublish()
    number()
    after = changes_since(first.cursor).cursor
    loading = changes_since(None, 1).cursor
    age(page, KEPT_FOR - timedelta(hours=1))
    call_command("publications", "forget")
    assert Publication.objects.filter(pk=page.pk).exists()
    age(page, KEPT_FOR + timedelta(hours=1))
    call_command("publications", "forget")
    assert not Publication.objects.filter(pk=page.pk).exists()
    with pytest.raises(TooOld):
        changes_since(first.cursor)
    # These knew of it already, or began when it was gone.
    assert changes_since(after).items == []
    assert not changes_since(loading).more
    assert changes_since(changes_since(None).cursor).items == []


def age(page, age: timedelta) -> None:
    Publication.objects.filter(pk=page.pk).update(at=timezone.now() - age)


def test_an_address_that_names_somebody_can_be_forgotten(page, number):
    before = changes_since(None).cursor
    page.unpublish()
    number()
    call_command("publications", "forget", "--address-of", str(page.pk))
    [change] = changes_since(before).items
    assert thin(change, Addresses.of(None))["html_url"] is None
    with pytest.raises(CommandError, match="no page that was public once"):
        call_command("publications", "forget", "--address-of", "0")
