from collections.abc import Callable

import pytest
from wagtail.models import Page

from cms.testing import factories
from search.hits import find_pages


@pytest.fixture
def found(db) -> Callable[[str], list[str]]:
    """`found("budget")`: the titles of what the default site finds, the best first."""

    def titles(text: str) -> list[str]:
        hits = find_pages(text, factories.site())
        pages = Page.objects.in_bulk([hit.page_id for hit in hits])
        return [pages[hit.page_id].title for hit in hits]

    return titles
