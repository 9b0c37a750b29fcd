from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from wagtail.models import Page

from cms.live.tests.client import Live, live
from cms.models import Topic
from cms.publications.backlog import build_backlog
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from conftest import database_of_its_own


@dataclass(frozen=True)
class Site:
    """What there is to be told of: two articles, each of a topic of its own."""

    first: ArticlePage
    second: ArticlePage
    climate: Topic
    welfare: Topic

    @property
    def index(self) -> Page:
        return self.first.get_parent()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[Site]:
    """A site in a database that really commits, which the tests of a module share."""
    with database_of_its_own(django_db_blocker):
        climate, welfare = factories.topic(slug="klima"), factories.topic(slug="velfaerd")
        yield Site(
            factories.page(ArticlePage, title="Første", topics=[climate]),
            factories.page(ArticlePage, title="Anden", topics=[welfare]),
            climate,
            welfare,
        )


@pytest.fixture
def events(site: Site) -> Iterator[Live]:
    """The process of live events, at rest: everything is built."""
    list(build_backlog())
    with live() as running:
        yield running


def publish(page: ArticlePage, title: str) -> None:
    page.title = title
    page.save_revision().publish()
