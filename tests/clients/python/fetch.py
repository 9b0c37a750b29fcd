"""Fetch every page of a site with the generated client: `python fetch.py http://localhost:8000`."""

import sys
from collections import Counter

from content_api_client import Client
from content_api_client.api.pages import get_page, get_page_by_path, list_pages
from content_api_client.models import (
    CmsBodyBlockHeading,
    EventsEventPage,
    GetPageByPathFormat,
    NewsNewsPage,
    PageList,
    Problem,
)

root = sys.argv[1]
client = Client(base_url=root)
counts: Counter[str] = Counter()


def fetch_all(kind: str) -> None:
    total, offset = 1, 0
    while offset < total:
        listed = list_pages.sync(
            client=client, type_=kind, fields="*", order="id", limit=20, offset=offset
        )
        assert isinstance(listed, PageList), listed
        total, offset = listed.meta.total_count, offset + 20
        for page in listed.items:
            name = type(page).__name__
            assert not name.endswith("Selection"), f"{page.id} is not whole"
            assert isinstance(page.id, int)
            assert page.meta
            assert get_page.sync(page.id, client=client) == page, f"{page.id} is not its detail"
            address = str(page.meta.html_url).removeprefix(f"{root}/")
            if address:
                again = get_page_by_path.sync(
                    address, client=client, format_=GetPageByPathFormat.JSON
                )
                assert again == page, f"{page.id} is another one at its address"
            if isinstance(page, NewsNewsPage):
                assert page.date.year > 2000
                for block in page.body:
                    if isinstance(block, CmsBodyBlockHeading):
                        assert block.value.text
            if isinstance(page, EventsEventPage):
                assert page.start <= page.end
                assert page.start.utcoffset() is not None
            counts[name] += 1


misspelt = list_pages.sync(client=client, type_="news.NewsPages")
assert isinstance(misspelt, Problem)
assert misspelt.status == 400
assert misspelt.allowed
for kind in misspelt.allowed:
    if kind != "wagtailcore.Page":  # every page is one
        fetch_all(kind)
everything = list_pages.sync(client=client, limit=0)
assert isinstance(everything, PageList)
total = everything.meta.total_count
assert counts.total() == total > 1, f"{counts.total()} of {total} pages"
print(f"Python: {total} pages of {len(counts)} types")
