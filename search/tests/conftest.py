from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from cms.publications.search.queries import tsquery
from cms.testing import factories
from cms.testing.deferred import run_deferred
from search.hits import SearchFilters, find
from search.results import Asked, results


@pytest.fixture
def found(db) -> Callable[[str], list[str]]:
    """`found("budget")`: the titles of what the default site finds, the best first."""

    def titles(text: str, site: Site | None = None) -> list[str]:
        number_changes()
        site = site or factories.site()
        hits = find(text, tsquery(text), site, SearchFilters(), 0, 100, timezone.now())
        assert hits.total == len(hits.keys)
        return [item["title"] for item in results(Asked(text), site, 0, 100).items]

    return titles


def number_changes() -> None:
    """As a commit would."""
    with connection.cursor() as cursor:
        run_deferred(cursor, "publications_number")
