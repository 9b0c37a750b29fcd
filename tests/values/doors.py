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
from tests.values.world import World


def forms_of(page: Page) -> Iterator[str]:
    """A page in all its forms, of which those of an index are lists."""
    address = page.get_url()
    names = ["html", "json", "markdown", *(feed.name for feed in type(page).feeds)]
    yield from (f"{address}?format={name}" for name in names)
    yield f"/api/v2/pages/{page.pk}/"


def lists(world: World) -> Iterator[str]:
    """What lists these pages: it must answer whatever is in one of them."""
    pages = [*world.hostile, *world.sound]
    yield from ("/", factories.section().get_url(), "/soeg/?q=vejret", "/sitemap.xml", "/emner/")
    topic, person = world.topic.get_absolute_url(), world.person.get_absolute_url()
    yield from (topic, f"{topic}rss/", person, f"{topic}?format=json", f"{person}?format=json")
    for page in {page.get_parent().pk: page.get_parent().specific for page in pages}.values():
        if isinstance(page, IndexPage):
            yield from forms_of(page)
            yield f"{page.get_url()}?topic={world.topic.slug}"
    for label in {page._meta.label for page in pages}:
        yield f"/api/v2/pages/?type={label}&fields=*&order=-title"
    yield from ("/api/v2/pages/?search=vejret", "/api/v2/images/", "/api/v2/documents/")
    yield from ("/api/v2/site/", "/soeg/forslag/?q=vej")


def admin_lists(world: World, snippets: list[str]) -> Iterator[str]:
    """Where editors find the pages, and what they are made of."""
    pages = [*world.hostile, *world.sound]
    for name in ("home", "reports:aging_pages", "reports:site_history", "reports:page_types_usage"):
        yield reverse(f"wagtailadmin_{name}")
    yield from (reverse("wagtailimages:index"), reverse("wagtaildocs:index"))
    yield from (address.split("edit/")[0] for address in snippets if "/edit/" in address)
    yield from ("/admin/pages/search/?q=vejret", "/admin/choose-page/search/?q=vejret")
    yield reverse("cms_calendar")
    yield from {reverse("wagtailadmin_explore", args=[page.get_parent().pk]) for page in pages}


def ask(client: Client, address: str) -> HttpResponse:
    """The answer of a door, after its content has been read as what it says that it is."""
    response = client.get(address)
    if response.status_code != 200:
        return response
    kind, text = response["Content-Type"].split(";")[0], response.content.decode()
    if kind.endswith("json"):
        json.loads(text)
    elif kind.endswith("xml"):
        ET.fromstring(text)
    elif kind == "text/calendar":
        Calendar.from_ical(text)
    elif kind == "text/html" and not address.startswith("/admin/"):
        assert "<li></li>" not in text, "an empty item of a list"
    return response


def shown(world: World, response: HttpResponse) -> set[str]:
    """What of the sound a list shows; a calendar breaks its lines anywhere (RFC 5545, 3.1)."""
    text = response.content.decode().replace("\r\n ", "")
    return world.shown(text)
