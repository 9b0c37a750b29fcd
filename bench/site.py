"""Where the pages of a measured site are."""

from dataclasses import asdict

from wagtail.models import Page

from bench.scenarios import Site
from cms.models import Person, Topic
from news.models import NewsIndexPage, NewsPage

PAGES = 200


def address(page: Page) -> str:
    return page.get_url_parts()[2]


def main() -> dict:
    """A `scenarios.Site`."""
    pages = list(NewsPage.objects.order_by("pk"))
    chosen = pages[:: max(1, len(pages) // PAGES)][:PAGES]
    found = Site(
        news=len(pages),
        keys=[page.pk for page in chosen],
        addresses=[address(page) for page in chosen],
        index=address(NewsIndexPage.objects.get()),
        topic=Topic.objects.order_by("pk")[0].slug,
        person=Person.objects.order_by("pk")[0].pk,
    )
    return asdict(found)
