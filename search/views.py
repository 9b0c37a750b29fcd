"""The search page, for people and, in the form of the API's lists, for programs."""

import re
from collections import Counter
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.delivery.answers import for_visitor
from cms.delivery.errors import REFUSALS, refusal
from cms.delivery.listing import paginated
from cms.delivery.markdown import markdown
from cms.delivery.negotiation import Format, negotiate
from cms.delivery.published import read_keys
from cms.delivery.site import site_representation
from cms.models import ContentPage
from cms.plugins import content_types
from cms.problems import BadQuery
from cms.representations.encoding import to_json
from search.hits import Hit, find_pages

PAGE_SIZE = 10
LONGEST_QUERY = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` words, `?type=` a content type such as `news.NewsPage`, `?page=` of the results."""
    try:
        response = for_visitor(request, _answer(request))
    except REFUSALS as error:
        response = refusal(request, error)
    patch_vary_headers(response, ["Accept"])
    return response


class HitCards:
    """The cards of hits, as a sequence that a paginator takes; only a slice of it is read."""

    def __init__(self, hits: list[Hit]) -> None:
        self._hits = hits

    def __len__(self) -> int:
        return len(self._hits)

    def __getitem__(self, chosen: slice) -> list[dict]:
        return [built.card for built in read_keys([hit.page_id for hit in self._hits[chosen]])]


def _answer(request: HttpRequest) -> HttpResponse:
    asked_for = negotiate(request)
    query, chosen = _query(request), _chosen_type(request)
    site = Site.find_for_request(request)
    hits = find_pages(query, site) if query and site else []
    cards = HitCards([hit for hit in hits if chosen in (None, hit.model)])
    root_url = site.root_url if site else ""
    if asked_for is Format.JSON:
        items = paginated(cards, PAGE_SIZE, request, root_url)
        content = to_json({"meta": {"total_count": items.total}, "items": items.cards})
        return HttpResponse(content, content_type="application/json")
    items = paginated(cards, PAGE_SIZE, request)
    context = {
        "query": query,
        "types": _type_links(query, hits, chosen),
        "items": items,
        "total": items.total,
        "page": None,
        "site": site_representation(request),
        "now": timezone.now(),
    }
    response = render(request, "search/search.html", context)
    if asked_for is Format.HTML:
        return response
    content = markdown(response.content.decode(), root_url)
    return HttpResponse(content, content_type="text/markdown; charset=utf-8")


def _query(request: HttpRequest) -> str:
    """The words asked for. Raises `BadQuery` for more than anyone would write."""
    query = request.GET.get("q", "")
    if len(query) > LONGEST_QUERY:
        expected = _("at most %(limit)d characters") % {"limit": LONGEST_QUERY}
        raise BadQuery("q", f"{query[:30]}…", expected)
    # PostgreSQL takes no null bytes, and nobody means the other control characters either.
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", query).split())


def _chosen_type(request: HttpRequest) -> type[ContentPage] | None:
    """The content type asked for, or None for all. Raises `BadQuery`."""
    label = request.GET.get("type", "")
    if not label:
        return None
    types = {model._meta.label: model for model in content_types()}
    if label not in types:
        raise BadQuery("type", label, _("one of: %(types)s") % {"types": ", ".join(types)})
    return types[label]


def _type_links(query: str, hits: list[Hit], chosen: type[ContentPage] | None) -> list[dict]:
    """`[{"label", "url", "current"}]`: all hits, then each type that has some or is chosen, the
    one with most hits first.
    """
    if not hits:
        return []
    counts = Counter(hit.model for hit in hits)
    shown = [model for model in content_types() if model in counts or model is chosen]
    links = [_link(_("All"), len(hits), chosen is None, q=query)]
    for model in sorted(shown, key=lambda model: -counts[model]):
        label, name = capfirst(str(model._meta.verbose_name_plural)), model._meta.label
        links.append(_link(label, counts[model], model is chosen, q=query, type=name))
    return links


def _link(label: str, count: int, current: bool, **query: str) -> dict:
    return {"label": f"{label} ({count})", "url": f"?{urlencode(query)}", "current": current}
