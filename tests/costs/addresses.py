"""Every address that takes parameters, and the parameters that it takes."""

from collections.abc import Collection, Iterator
from functools import cache

from django.urls import reverse
from wagtail.models import Page

from cms.api.openapi import document
from cms.api.openapi.filters import fields_of
from cms.api.views import PagesEndpoint
from cms.lists import filters_of
from cms.models import IndexPage
from cms.plugins import content_types
from tests.costs.growing import Parameter, parameter

#: What pages take besides the `filters` of what they list, and what the views take that are no
#: pages, with small values.
OF_PAGES = {"page": "1", "format": "json", "when": "past", "month": "2022-05"}
OF_VIEWS = {
    "/soeg/": {
        "q": "klima",
        "type": "news.NewsPage",
        "topic": "klima",
        "year": "2022",
        "when": "past",
        "order": "date",
    },
    "/soeg/forslag/": {"q": "klima"},
    "/emner/klima/": {"type": "events.EventPage", "when": "past"},
    "/personer/aase/": {"type": "news.NewsPage", "when": ""},
}
SMALL = {
    "q": "klima",
    "topic": "klima",
    "year": "2022",
    "from": "2022-05-01",
    "to": "2022-05-31",
    "language": "da",
    "kind": "webinar",
    "attendance_mode": "online",
    "material": "slides",
}


def described() -> Iterator[tuple[str, list[dict]]]:
    """Each path of the API with what the document says of its query's parameters."""
    shared = document()["components"]["parameters"]
    for path, operations in document()["paths"].items():
        given = operations["get"]["parameters"]
        found = [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in given]
        # Of a state exactly that is asked what is of changes, by the same code.
        if path not in ("/{path}", reverse("wagtailapi:changes:state")):
            yield path, [each for each in found if each["in"] == "query"]


def of_the_api(path: str, key: int) -> Iterator[tuple[str, Parameter]]:
    """The address to which each parameter is added, and the parameter."""
    address = path.replace("{id}", str(key))
    for each in dict(described())[path]:
        yield f"{address}?{_needed(path, each['name'])}", parameter(each)


def _needed(path: str, name: str) -> str:
    """What has to be asked besides, so that the parameter is understood."""
    if name == "highlight":
        return "search=klima&"
    if name == "order" and path == reverse("wagtailapi:pages:listing"):
        # Whose fields the document names first.
        return f"type={content_types()[0]._meta.label}&"
    column = name.partition("__")[0]
    if not _lists_pages(path) or column in _fields_of(Page):
        return ""
    having = [each for each in content_types() if column in _fields_of(each)]
    return f"type={having[0]._meta.label}&" if having else ""


@cache
def _fields_of(model: type[Page]) -> Collection[str]:
    return fields_of(PagesEndpoint, model)


def _lists_pages(path: str) -> bool:
    return path in map(reverse, ("wagtailapi:pages:listing", "wagtailapi:changes:listing"))


def of_pages(pages: list[Page]) -> Iterator[tuple[str, str, str]]:
    """Address, parameter and a small value: of the lists above the pages, of these, of views."""
    for page in pages:
        index = page.get_parent().specific
        if isinstance(index, IndexPage):
            for name in {*filters_of(type(index).listed_type()), *OF_PAGES}:
                yield index.url, name, OF_PAGES.get(name) or SMALL.get(name, "")
    yield pages[-1].url, "q", "klima"
    for address, parameters in OF_VIEWS.items():
        for name, small in {**parameters, "page": "1", "format": "json"}.items():
            yield address, name, small
