"""An alias is never seen before its source, whoever makes it live."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db

LATER = timedelta(days=1500)


@pytest.fixture
def source() -> ArticlePage:
    return factories.draft(ArticlePage, title="Sagen")


def alias_of(page: Page, slug: str = "alias") -> Page:
    return page.create_alias(parent=page.get_parent(), update_slug=slug)


def schedule(page: ArticlePage) -> None:
    page.go_live_at = timezone.now() + LATER
    page.save_revision().publish()


def write_live_by_sql(page: Page) -> None:
    Page.objects.filter(alias_of=page).update(live=True)


def convert_afterwards(page: ArticlePage) -> None:
    schedule(page)
    alias = page.aliases.get().specific
    alias.alias_of_id = None
    alias.save(clean=False)


def delete_afterwards(page: ArticlePage) -> None:
    schedule(page)
    page.delete()


def make_the_alias_live(page: ArticlePage) -> None:
    alias = page.aliases.get().specific
    alias.live = True
    alias.save(clean=False)


def reschedule_a_page_that_code_made_live(page: ArticlePage) -> None:
    # Without a revision of what is live, Wagtail unpublishes what is published for later.
    Page.objects.filter(pk=page.pk).update(live=True)
    write_live_by_sql(page)
    schedule(ArticlePage.objects.get(pk=page.pk))


def unpublish(page: ArticlePage) -> None:
    page.save_revision().publish()
    ArticlePage.objects.get(pk=page.pk).unpublish()


def unpublish_by_sql(page: ArticlePage) -> None:
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(live=False)


WAYS: list[Callable] = [
    schedule,
    write_live_by_sql,
    make_the_alias_live,
    convert_afterwards,
    delete_afterwards,
    reschedule_a_page_that_code_made_live,
    unpublish,
    unpublish_by_sql,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("is_chain", [False, True], ids=["alias", "alias of an alias"])
def test_an_alias_of_what_is_not_live_is_nowhere(client, source, way, is_chain):
    alias = alias_of(source)
    if is_chain:
        alias_of(alias, "alias-igen")
    way(source)
    below = source.url.rstrip("/").rpartition("/")[0]
    for slug in ["alias", "alias-igen"][: 1 + is_chain]:
        assert client.get(f"{below}/{slug}/").status_code == 404
        assert client.get(f"{below}/{slug}/?format=json").status_code == 404
    for page in Page.objects.filter(slug__startswith="alias"):
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404
    listed = client.get("/api/v2/pages/?fields=title").json()["items"]
    assert "Sagen" not in [item["title"] for item in listed]


def test_an_alias_made_of_a_page_as_somebody_still_sees_it_is_hidden(source):
    stale = factories.page(ArticlePage)
    Page.objects.filter(pk=stale.pk).update(live=False)
    assert stale.live
    assert not Page.objects.get(pk=alias_of(stale).pk).live


def test_an_alias_is_live_with_its_source(client, source):
    alias = alias_of(source)
    again = alias_of(alias, "alias-igen")
    source.save_revision().publish()
    for page in (alias, again):
        assert client.get(page.url).status_code == 200


def test_the_admin_calls_it_a_draft(source):
    alias_of(source)
    schedule(source)
    alias = source.aliases.get()
    assert (alias.live, alias.has_unpublished_changes, alias.status_string) == (
        False,
        True,
        "kladde",
    )
