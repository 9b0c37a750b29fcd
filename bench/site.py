"""Where the pages of a measured site are."""

from dataclasses import asdict

from wagtail.models import Page
from wagtail.models import Site as WagtailSite

from bench.scenarios import Site
from cms.models import Person, Topic
from cms.subjects.shown import shown
from events.models import EventIndexPage
from news.models import NewsIndexPage, NewsPage

PAGES = 200


def address(page: Page) -> str:
    return page.get_url_parts()[2]


def main() -> dict:
    """Return a `scenarios.Site`."""
    site = WagtailSite.objects.get()
    pages = list(NewsPage.objects.live().order_by("pk"))
    chosen = pages[:: max(1, len(pages) // PAGES)][:PAGES]
    found = Site(
        news=len(pages),
        keys=[page.pk for page in chosen],
        addresses=[address(page) for page in chosen],
        index=address(NewsIndexPage.objects.get()),
        calendar=address(EventIndexPage.objects.get()),
        persons=[each.get_absolute_url() for each in shown(Person, site)],
        topics=[each.get_absolute_url() for each in shown(Topic, site)],
        topic=Topic.objects.order_by("pk")[0].slug,
        person=Person.objects.order_by("pk")[0].pk,
    )
    return asdict(found)
