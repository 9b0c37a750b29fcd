"""Everything that changes what the public may see reaches the log: after each of these changes,
what is stored and not emptied still equals a new build.
"""

import pytest
from wagtail.models import Collection, Page

from cms.publications.building import build_rows
from cms.publications.rows import read_rows
from cms.publications.tests import changes_around_pages, changes_of_pages
from cms.publications.tests.changes import CHANGES
from cms.publications.tests.conftest import differences
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.visibility import visible

pytestmark = pytest.mark.django_db

# Named, since importing them is what fills CHANGES.
assert CHANGES.keys() == {
    name
    for module in (changes_of_pages, changes_around_pages)
    for name, each in vars(module).items()
    if each in CHANGES.values()
}


@pytest.fixture
def other(db) -> ArticlePage:
    """A page in another section, that shows nothing of the others."""
    section = factories.page(type(factories.section()), parent=factories.home())
    index = factories.page(ArticleIndexPage, parent=section)
    return factories.page(ArticlePage, parent=index, image=factories.image())


@pytest.fixture
def alias(article) -> Page:
    return article.create_alias(parent=article.get_parent(), update_slug="alias")


def what_the_public_sees() -> dict[int, dict]:
    keys = list(visible(Page.objects.all()).values_list("pk", flat=True))
    built = build_rows(list(read_rows(keys).values()))
    return {key: each.representation.page for key, each in built.items()}


def _put(page: ArticlePage, collection: Collection) -> None:
    page.image.collection = collection
    page.image.save()


@pytest.mark.parametrize("name", CHANGES)
def test_change_reaches_the_log(name, article, alias, other, build_all, number, tmp_path):
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
    _put(article, Collection.get_first_root_node().add_child(name="Egen"))
    factories.hide(other.image)  # in a private collection
    _put(other, other.image.collection.add_child(name="Under en privat"))
    build_all()
    before = what_the_public_sees()

    CHANGES[name](article=article, other=other, restricted=restricted, tmp_path=tmp_path)
    number()

    assert what_the_public_sees() != before, "this changed nothing that the public sees"
    assert differences() == []
    build_all()
    assert differences() == []


def test_reordering_leaves_the_log_right(article, alias, other, build_all, number):
    """Nothing of a page tells its place among its siblings, so no representation changes."""
    sibling = factories.page(ArticlePage, parent=other.get_parent())
    build_all()
    before = what_the_public_sees()
    Page.objects.get(pk=sibling.pk).move(Page.objects.get(pk=other.pk), pos="left")
    section = Page.objects.get(pk=other.get_parent().get_parent().pk)
    section.move(section.get_siblings().first(), pos="left")
    number()
    assert what_the_public_sees() == before
    assert differences() == []
    build_all()
    assert differences() == []
