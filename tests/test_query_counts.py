"""How many queries an address takes: a number that is decided, and that content does not change.

That a page with three blocks of each kind takes no more than one with one of each is proved for
every content type by `cms.testing.ContentTypeContract`.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.testing import ContentTypeContract, factories
from documents.tests import test_content_types as documents
from events.tests import test_content_types as events
from home.tests import test_content_types as home
from news.tests import test_content_types as news
from tests.undo import undone

pytestmark = pytest.mark.django_db

# Each of a page with a value in every field and every kind of block, or with a child of that kind.
PAGES = {
    home.TestHomePage: {"html": 27, "json": 13, "markdown": 29},
    home.TestSectionPage: {"html": 28, "json": 18, "markdown": 30},
    home.TestStandardPage: {"html": 20, "json": 18, "markdown": 22},
    news.TestNewsIndexPage: {"html": 20, "json": 11, "markdown": 22},
    news.TestNewsPage: {"html": 22, "json": 20, "markdown": 24},
    events.TestEventIndexPage: {"html": 19, "json": 11, "markdown": 21},
    events.TestEventPage: {"html": 23, "json": 21, "markdown": 25},
    events.TestNetworkIndexPage: {"html": 19, "json": 11, "markdown": 21},
    events.TestNetworkPage: {"html": 24, "json": 20, "markdown": 26},
    documents.TestDocumentIndexPage: {"html": 19, "json": 11, "markdown": 21},
    documents.TestDocumentCollectionPage: {"html": 22, "json": 20, "markdown": 24},
}
# With one full page of each of LISTED, and with three.
LISTED = [
    news.TestNewsPage,
    events.TestEventPage,
    events.TestNetworkPage,
    documents.TestDocumentCollectionPage,
]
LISTS = {
    "/api/v2/pages/?type=news.NewsPage": 15,
    "/api/v2/pages/?type=news.NewsPage&fields=*": 15,
    "/api/v2/pages/?type=events.EventPage&fields=*": 16,
    "/api/v2/pages/?type=news.NewsPage,events.EventPage&fields=*": 18,
    "/api/v2/pages/?type=news.NewsPage&search=newspage": 15,
    "/api/v2/images/?fields=*": 6,
    "/api/v2/documents/?fields=*": 5,
    "/moeder-og-netvaerk/": 58,
    "/moeder-og-netvaerk/nyheder/": 26,
    "/moeder-og-netvaerk/arrangementer/": 26,
    "/moeder-og-netvaerk/netvaerk/": 25,
    "/moeder-og-netvaerk/dokumenter/": 25,
    "/soeg/?q=newspage": 19,
}
WITHOUT_CONTENT = {
    "/api/v2/": 1,
    "/log-ind/": 3,
    "/findes-ikke/": 6,
    "/moeder-og-netvaerk/?format=x": 4,
    "/api/v2/pages/?tpye=x": 1,
}


def count(url: str) -> int:
    client = Client()
    client.get(url)  # what a process knows from then on: content types, and the sites' addresses
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


@pytest.mark.parametrize("contract", PAGES, ids=lambda contract: contract.model.__name__)
def test_a_full_page(contract: type[ContentTypeContract]):
    page = contract.make()
    counts = {form: count(f"{page.url}?format={form}") for form in PAGES[contract]}
    assert counts == PAGES[contract]


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker) -> Iterator[dict[str, list[int]]]:
    """The numbers of queries of LISTS, with one page of each type and with three."""
    with django_db_blocker.unblock(), undone():
        counts: dict[str, list[int]] = {url: [] for url in LISTS}
        for pages in (1, 2):
            for contract in LISTED * pages:
                contract.make()
            for url in LISTS:
                counts[url].append(count(url))
        yield counts


@pytest.mark.parametrize("url", LISTS)
def test_a_list_of_one_and_of_three(counts: dict[str, list[int]], url: str):
    assert counts[url] == [LISTS[url], LISTS[url]]


@pytest.mark.parametrize("url", WITHOUT_CONTENT)
def test_an_address_without_content(url: str):
    factories.section()
    assert count(url) == WITHOUT_CONTENT[url]
