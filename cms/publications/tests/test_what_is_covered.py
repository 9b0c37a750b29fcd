"""Everything that changes what the public may see reaches the log: after each of these changes,
what is stored and not emptied still equals a new build.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from wagtail.models import Collection, Page

from cms.publications.models import Publication
from cms.publications.tests import changes_around_pages, changes_of_pages
from cms.publications.tests.changes import CHANGES
from cms.publications.tests.conftest import (
    differences,
    full_article,
    number_and_build,
)
from cms.testing import factories
from cms.testing.undo import undone
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from conftest import number_changes

pytestmark = pytest.mark.django_db

# Named, since importing them is what fills CHANGES.
assert CHANGES.keys() == {
    name
    for module in (changes_of_pages, changes_around_pages)
    for name, each in vars(module).items()
    if each in CHANGES.values()
}


@dataclass
class World:
    """Pages that show something of everything; all of them built."""

    article: ArticlePage
    #: In another section, showing nothing of the others.
    other: ArticlePage
    restricted: ArticleIndexPage
    #: What is stored of it, by page.
    stored: dict[int, dict]

    def fresh(self, name: str) -> Page:
        """Return a page as it is stored: a test may change what it gets."""
        page = getattr(self, name)
        return type(page).objects.get(pk=page.pk)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Made once: each test takes back what it changes."""
    with django_db_blocker.unblock(), undone():
        article, other = full_article(), other_article()
        article.create_alias(parent=article.get_parent(), update_slug="alias")
        restricted = factories.page(ArticleIndexPage)
        below = factories.page(ArticlePage, parent=restricted)
        restricted.create_alias(
            recursive=True, parent=restricted.get_parent(), update_slug="alias-af-lukket"
        )
        factories.restrict(restricted)
        factories.page(ArticlePage, related=below.page_ptr)
        article.contact.photo = factories.image()
        article.contact.save()
        article.tags.add("gammel")
        article.save()
        put(article, Collection.get_first_root_node().add_child(name="Egen"))
        factories.hide(other.image)  # in a private collection
        put(other, other.image.collection.add_child(name="Under en privat"))
        number_and_build()
        yield World(article, other, restricted, what_is_stored())


def other_article() -> ArticlePage:
    section = factories.page(type(factories.section()), parent=factories.home())
    index = factories.page(ArticleIndexPage, parent=section)
    return factories.page(ArticlePage, parent=index, image=factories.image())


def put(page: ArticlePage, collection: Collection) -> None:
    """Put a page's image into a collection."""
    page.image.collection = collection
    page.image.save()


def what_is_stored() -> dict[int, dict]:
    """What the public sees, where all is built and nothing differs from a new build."""
    public = Publication.objects.filter(was_public=True)
    return {key: json.loads(text) for key, text in public.values_list("page_id", "representation")}


@pytest.mark.parametrize("name", CHANGES)
def test_change_reaches_the_log(name, world, tmp_path):
    CHANGES[name](
        article=world.fresh("article"),
        other=world.fresh("other"),
        restricted=world.fresh("restricted"),
        tmp_path=tmp_path,
    )
    number_changes()
    assert differences() == []
    number_and_build()
    assert differences() == []
    assert what_is_stored() != world.stored, "this changed nothing that the public sees"


def test_reordering_leaves_the_log_right(world):
    """Nothing of a page tells its place among its siblings, so no representation changes."""
    other = world.fresh("other")
    sibling = factories.page(ArticlePage, parent=other.get_parent())
    number_and_build()
    before = what_is_stored()
    Page.objects.get(pk=sibling.pk).move(Page.objects.get(pk=other.pk), pos="left")
    section = Page.objects.get(pk=other.get_parent().get_parent().pk)
    section.move(section.get_siblings().first(), pos="left")
    number_changes()
    assert differences() == []
    number_and_build()
    assert differences() == []
    assert what_is_stored() == before
