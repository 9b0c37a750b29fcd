"""The search page and its suggestions, for people and for programs."""

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import formats, timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.content import BadQuery, with_origin
from cms.content.views import (
    REFUSALS,
    Format,
    for_visitor,
    negotiate,
    paginated,
    problem,
    refusal,
    rendered,
    site_representation,
    to_json,
)
from search import fruitless
from search.asked import asked_of
from search.hits import EXACT
from search.results import Asked, Results, chosen, facets, members_of, results
from search.suggestions import suggestions, typed

PAGE_SIZE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer `?q=` words, narrowed by `?type=` a content type such as `news.NewsPage` or
    `media.Document`, `cms.Person` and `cms.Topic`, `?topic=` a topic's slug, `?year=` and `?when=`
    upcoming or past; `?order=date` for the newest first, `?page=` of the results.
    """
    try:
        response = for_visitor(request, _answer(request))
    except REFUSALS as error:
        response = refusal(request, error)
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Return `{"items": [{"text", "url", "kind"}]}` for the first letters of `?q=`, as JSON."""
    try:
        text = typed(request.GET)
    except BadQuery as error:
        return problem(request, HTTPStatus.BAD_REQUEST, str(error), parameter=error.parameter)
    site = Site.find_for_request(request)
    found = suggestions(text, site) if site else []
    content = to_json(with_origin({"items": found}, ""))
    return for_visitor(request, HttpResponse(content, content_type="application/json"))


class Items:
    """The items of the asked page of results, as a sequence that a paginator takes."""

    def __init__(self, found: Results) -> None:
        self._found = found

    def __len__(self) -> int:
        return self._found.found.total

    def __getitem__(self, _slice: slice) -> list[dict]:
        return self._found.items


def _answer(request: HttpRequest) -> HttpResponse:
    asked_for = negotiate(request)
    query = request.GET
    asked = asked_of(query)
    site = Site.find_for_request(request)
    start = (_page_number(request) - 1) * PAGE_SIZE
    found = results(asked, site, start, start + PAGE_SIZE) if asked.query and site else Results()
    root_url = site.root_url if site else ""
    if asked_for is Format.JSON:
        listed = paginated(Items(found), PAGE_SIZE, request, root_url)
        content = to_json({"meta": members_of(asked, found), "items": listed.cards})
        return HttpResponse(content, content_type="application/json")
    items = paginated(Items(found), PAGE_SIZE, request)
    context = {
        "query": asked.query,
        "facets": facets(asked, found.found) if items.total or asked.is_narrowed else {},
        "chosen": chosen(asked),
        "orders": [
            {
                "label": _("Best match"),
                "url": asked.address(order=None),
                "current": not asked.by_date,
                "count": None,
            },
            {
                "label": _("Newest first"),
                "url": asked.address(order="date"),
                "current": asked.by_date,
                "count": None,
            },
        ],
        "unnarrowed": Asked(asked.query).address(),
        "picks": with_origin({"items": found.picks}, "")["items"],
        "proposal": found.proposal,
        "proposal_url": found.proposal and Asked(found.proposal).address(),
        "items": items,
        "is_exact": found.found.is_exact,
        "most": formats.number_format(EXACT, force_grouping=True),
        "page": None,
        "site": site_representation(request),
        "now": timezone.now(),
    }
    is_fruitless = asked.query and not (items.total or asked.is_narrowed)
    if is_fruitless and asked_for is Format.HTML and request.method == "GET":
        fruitless.count(asked.query, timezone.localdate())
    return rendered(request, "search/search.html", context, asked_for, root_url)


def _page_number(request: HttpRequest) -> int:
    """Return the number of the page; 1 for what is none, which the paginator refuses."""
    number = request.GET.get("page", "")
    return max(1, int(number)) if re.fullmatch("[0-9]{1,6}", number) else 1
