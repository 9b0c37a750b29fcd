"""What the pages of these tests have in common, whatever their type."""

from datetime import UTC, datetime

from wagtail.models import Page

from cms.testing import factories
from tests.representation.shapes import ROOT, link_json

SECTION = "/moeder-og-netvaerk/"


def ids(stream) -> list[str]:
    return [block.id for block in stream]


def every_page(page: Page, type_name: str, path: str, breadcrumb: list[dict], **meta) -> dict:
    """What a page of any type has."""
    return {
        "id": page.pk,
        "meta": {
            "type": type_name,
            "detail_url": f"{ROOT}/api/v2/pages/{page.pk}/",
            "html_url": f"{ROOT}{path}",
            "slug": page.slug,
            "show_in_menus": False,
            "seo_title": "",
            "search_description": "",
            "first_published_at": "2022-03-27T01:59:59+01:00",
            "last_published_at": "2022-03-27T03:00:00+02:00",
            "alias_of": None,
            "parent": breadcrumb[-1] if breadcrumb else None,
            "breadcrumb": breadcrumb,
            **meta,
        },
        "title": page.title,
        "lede": page.lede,
        "withdrawn": None,
        "updated_on": None,
        "update_note": "",
    }


# The night in which summer time begins: one second lies between them.
PUBLISHED = {
    "first_published_at": datetime(2022, 3, 27, 0, 59, 59, tzinfo=UTC),
    "last_published_at": datetime(2022, 3, 27, 1, tzinfo=UTC),
}


def above(*indexes: dict) -> list[dict]:
    return [
        link_json(factories.home(), "home.HomePage", "/"),
        link_json(factories.section(), "home.SectionPage", SECTION),
        *indexes,
    ]
