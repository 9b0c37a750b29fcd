"""Examples from the site's own content: only what the public reads, taken from the log."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.apps import apps
from django.db.models import F
from django.urls import reverse
from wagtail.models import Page, Site

from cms.delivery.published import read_keys
from cms.representations import with_origin
from cms.visibility import visible

_ENTRIES_SHOWN = 2


@dataclass(frozen=True)
class Query:
    """Something to try: what it asks, and its address below the site's root."""

    title: str
    path: str


def answers(site: Site | None) -> dict[str, dict]:
    """Return for each type the page of it that was published last, in full."""
    if site is None:
        return {}
    pages = visible(Page.objects.descendant_of(site.root_page, inclusive=True))
    keys = (
        pages.order_by("content_type", F("first_published_at").desc(nulls_last=True), "-pk")
        .distinct("content_type")
        .values_list("pk", flat=True)
    )
    found = [with_origin(each.page, site.root_url) for each in read_keys(list(keys))]
    return {page["meta"]["type"]: page for page in found}


def queries(pages: dict[str, dict], root_url: str) -> list[Query]:
    """Return what to try first, with the site's own pages where it has some."""
    page = next((each for each in pages.values() if _date_of(each) in each), None)
    page = page or next(iter(pages.values()), None)
    if page is None:
        return [Query("All pages", _list(limit=5))]
    kind, title = page["meta"]["type"], page["title"]
    dated = _date_of(page)
    own_address = page["meta"]["html_url"].removeprefix(root_url)
    return [
        Query("The newest of a type, complete", _list(type=kind, fields="*", order="-id", limit=2)),
        Query("From a day on", _list(**{"type": kind, f"{dated}__gte": page[dated]}, order=dated))
        if page.get(dated)
        else Query("In order of their titles", _list(type=kind, order="title")),
        Query("Some members only", _list(type=kind, fields="_,id,title,image(alt,renditions)")),
        Query("Words in the text", _list(search=title.split()[0])),
        Query("One page", reverse("wagtailapi:pages:detail", args=[page["id"]])),
        Query("The same at its own address", f"{own_address}?format=json"),
        Query("A misspelt parameter: 400", f"{reverse('wagtailapi:pages:listing')}?tpye={kind}"),
    ]


def _date_of(page: dict) -> str:
    """Return the name of the field that dates a page."""
    return getattr(apps.get_model(page["meta"]["type"]), "facet_date", "first_published_at")


def excerpt(page: dict | None) -> str:
    """Return the page as JSON for readers, each list cut after a few entries; "" without one."""
    return "" if page is None else json.dumps(_cut(page), indent=2, ensure_ascii=False)


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cut(item) for item in value[:_ENTRIES_SHOWN]]
    return value


def _list(**parameters: Any) -> str:
    query = urlencode(parameters, quote_via=quote, safe=",*()")
    return f"{reverse('wagtailapi:pages:listing')}?{query}"
