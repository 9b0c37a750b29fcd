"""How many queries an address takes: a number that is decided, and that content does not change.

That a page with three blocks of each kind takes no more than one with one of each is proved for
every content type by `cms.testing.ContentTypeContract`.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.plugins import content_types
from cms.testing import ContentTypeContract, factories
from cms.testing.instances import shared
from cms.testing.undo import undone
from documents.tests import test_content_types as documents
from events.tests import test_content_types as events
from home.tests import test_content_types as home
from news.tests import test_content_types as news

pytestmark = pytest.mark.django_db

OURS = {"pages", "home", "events", "news", "documents", "courses"}
#: A front asks each content type for its teasers, those of an app added later too.
MORE = sum(
    1 for model in content_types() if model._meta.app_label not in OURS and model.teaser_count
)
# Each of a page with a value in every field and every kind of block, or with a child of that kind.
ONE = {"html": 1, "json": 1, "markdown": 1}
# Beside the page: how many there are to list, and the cards.
INDEX = {"html": 3, "json": 1, "markdown": 3}
# And what one may choose by, with how many there are of each.
FILTERED_INDEX = {"html": 4, "json": 1, "markdown": 4}
# Beside the page: what was published last, the tasks and the topics.
FRONT = {"html": 4, "json": 1, "markdown": 4}
# And the teasers of each type.
SECTION = {"html": 10 + MORE, "json": 1, "markdown": 10 + MORE}
PAGES = {
    home.TestHomePage: FRONT,
    home.TestSectionPage: SECTION,
    home.TestStandardPage: ONE,
    news.TestNewsIndexPage: FILTERED_INDEX,
    news.TestNewsPage: {"html": 2, "json": 1, "markdown": 2},  # related news
    events.TestEventIndexPage: FILTERED_INDEX,
    events.TestEventPage: {"html": 2, "json": 1, "markdown": 2},  # its network's next meetings
    events.TestNetworkIndexPage: FILTERED_INDEX,
    events.TestNetworkPage: INDEX,  # its events, to come and past
    documents.TestDocumentIndexPage: FILTERED_INDEX,
    documents.TestDocumentCollectionPage: ONE,
}
# With one full page of each of LISTED, and with three.
LISTED = [
    news.TestNewsPage,
    events.TestEventPage,
    events.TestNetworkPage,
    documents.TestDocumentCollectionPage,
]
LISTS = {
    "/api/v2/pages/?type=news.NewsPage": 2,
    "/api/v2/pages/?type=news.NewsPage&fields=*": 2,
    "/api/v2/pages/?type=events.EventPage&fields=*": 2,
    "/api/v2/pages/?type=news.NewsPage,events.EventPage&fields=*": 2,
    "/api/v2/pages/?type=news.NewsPage&search=newspage": 3,
    "/api/v2/images/?fields=*": 8,
    "/api/v2/documents/?fields=*": 7,
    "/": 4,
    "/moeder-og-netvaerk/": 10 + MORE,
    "/moeder-og-netvaerk/nyheder/": 4,
    "/moeder-og-netvaerk/arrangementer/": 4,
    "/moeder-og-netvaerk/arrangementer/?from=2000-01-01": 5,
    "/moeder-og-netvaerk/arrangementer/?month=2026-01": 5,
    "/moeder-og-netvaerk/arrangementer/?format=ics": 2,
    "/moeder-og-netvaerk/arrangementer/?format=rss": 2,
    "/moeder-og-netvaerk/netvaerk/": 4,
    "/moeder-og-netvaerk/dokumenter/": 4,
    "/moeder-og-netvaerk/dokumenter/?q=documentcollectionpage&language=da": 8,
    "/moeder-og-netvaerk/dokumenter/?q=documentcollectionpage&format=rss": 3,
    "/soeg/?q=newspage": 7,
}
WITHOUT_CONTENT = {
    "/api/v2/": 1,
    "/log-ind/": 1,
    "/findes-ikke/": 7,
    "/media/findes-ikke.png": 2,
    "/moeder-og-netvaerk/?format=x": 1,
    "/api/v2/pages/?tpye=x": 0,
}


def count(url: str) -> int:
    client = Client()
    client.get(url)  # what a process knows from then on: content types, and the sites' addresses
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


@pytest.mark.parametrize("contract", PAGES, ids=lambda contract: contract.model.__name__)
def test_a_full_page(contract: type[ContentTypeContract]):
    with shared():
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
                with shared():  # each page has its own
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
