"""Everywhere that values come out: each door is asked, and what it sends is read by the rules of
its format.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import Page

from cms.models import IndexPage
from cms.testing import factories


def forms_of(page: Page) -> Iterator[str]:
    """A page in all its forms, of which those of an index are lists."""
    address = page.get_url()
    names = ["html", "json", "markdown", *(feed.name for feed in type(page).feeds)]
    yield from (f"{address}?format={name}" for name in names)
    yield f"/api/v2/pages/{page.pk}/"


def lists(pages: list[Page]) -> Iterator[str]:
    """What lists these pages: they must answer whatever is in one of them."""
    yield from ("/", factories.section().get_url(), "/soeg/?q=vejret", "/sitemap.xml", "/emner/")
    for page in pages:
        if isinstance(page, IndexPage):
            yield from forms_of(page)
    yield from (f"/api/v2/pages/?type={label}&fields=*" for label in {_label(p) for p in pages})
    yield from ("/api/v2/pages/?search=vejret", "/api/v2/images/", "/api/v2/documents/")
    yield "/api/v2/site/"


def admin_lists(pages: list[Page]) -> Iterator[str]:
    """Where editors find the pages, and what they are made of."""
    for name in ("wagtailadmin_home", "wagtailadmin_reports:aging_pages", "wagtailimages:index"):
        yield reverse(name)
    yield from ("/admin/cms/person/", "/admin/cms/topic/")
    yield from {reverse("wagtailadmin_explore", args=[page.get_parent().pk]) for page in pages}


def ask(client: Client, address: str) -> HttpResponse:
    """The answer of a door, after its content has been read as what it says that it is."""
    response = client.get(address)
    if response.status_code != 200:
        return response
    kind = response["Content-Type"].split(";")[0]
    if kind.endswith("json"):
        json.loads(response.content)
    elif kind.endswith("xml"):
        ET.fromstring(response.content)
    elif kind == "text/calendar":
        Calendar.from_ical(response.content.decode())
    return response


def _label(page: Page) -> str:
    return type(page)._meta.label
