from collections.abc import Callable, Iterator

import pytest
from django.db.models import Model
from wagtail.models import Page

from cms.publications.backlog import build_backlog
from cms.publications.models import Publication
from cms.publications.verification import keys_to_verify, verify
from cms.testing import factories, samples
from cms.testing.undo import undone
from cms.tests.pages.models import ArticlePage
from conftest import number_changes


def number_and_build() -> None:
    """Number, and build all that is to be built."""
    number_changes()
    assert sum(build_backlog()) >= 0


def full_article() -> ArticlePage:
    """Return a page with something of everything that it can show."""
    values = samples.all_values(ArticlePage, 1, besides={"related"})
    values["related"] = factories.page(ArticlePage).page_ptr
    return factories.page(ArticlePage, **values)


@pytest.fixture
def number(db) -> Callable[[], None]:
    return number_changes


@pytest.fixture
def build_all(db) -> Callable[[], None]:
    return number_and_build


@pytest.fixture(scope="class")
def made_article(django_db_setup, django_db_blocker) -> Iterator[ArticlePage]:
    """A full article, made once for the tests of a class."""
    with django_db_blocker.unblock(), undone():
        yield full_article()


@pytest.fixture
def article(made_article, db) -> ArticlePage:
    """The full article as it is stored: a test may change it."""
    return ArticlePage.objects.get(pk=made_article.pk)


def differences() -> list[str]:
    """What `publications verify` finds."""
    return [str(each) for _count, found in verify(keys_to_verify()) for each in found]


def row(page: Page | Model) -> tuple[int, int, bool]:
    """Sequence, content sequence and whether it was public, of a page's row."""
    values = Publication.objects.values_list("sequence", "content_sequence", "was_public")
    return values.get(pk=page.pk)
