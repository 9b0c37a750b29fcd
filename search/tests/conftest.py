from collections.abc import Callable

import pytest
from django.db import connection
from wagtail.models import Page, Site

from cms.publications.search.queries import tsquery
from cms.testing import factories
from search.hits import Choice, find


@pytest.fixture
def found(db) -> Callable[[str], list[str]]:
    """`found("budget")`: the titles of what the default site finds, the best first."""

    def titles(text: str, site: Site | None = None) -> list[str]:
        number_changes()
        hits = find(tsquery(text), site or factories.site(), Choice(), 0, 100)
        pages = Page.objects.in_bulk(hits.keys)
        assert hits.total == len(hits.keys)
        return [pages[key].title for key in hits.keys]

    return titles


def number_changes() -> None:
    """As a commit would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS publications_number IMMEDIATE")
        cursor.execute("SET CONSTRAINTS publications_number DEFERRED")
