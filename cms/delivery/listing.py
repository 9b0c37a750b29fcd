"""Cards of an index page, a page of them at a time."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as Slice
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.lists import filters_of
from cms.lists.asking import one_value
from cms.lists.form import FilterForm, Narrowing
from cms.lists.narrowing import narrowed
from cms.problems import BadQuery
from cms.publications.cache_tags import Listed
from cms.publications.plans import Holds, Plan, Question, ask, this_minute
from cms.publications.reading import cards_in
from cms.publications.rows import Part, statement
from cms.representations import with_origin
from cms.representations.encoding import to_json
from cms.visibility import listed, visible


@dataclass(frozen=True)
class Listing:
    """One page of cards. `page_links` is `[{"number", "url", "current"}]`; a link of number None
    stands for the numbers left out.
    """

    cards: list[dict]
    number: int
    num_pages: int
    total: int
    previous_url: str | None
    next_url: str | None
    page_links: list[dict]


def listing(model: Any, representation: dict, request: HttpRequest) -> tuple[Listing, FilterForm]:
    """Return the cards that an index names, on the page that `?page=` asks for, and the form, which
    says what of the choices is refused: the list is that of the others.

    Raises `BadQuery` if there is no such page, or the choices can't be read.
    """
    query, minute = request.GET, this_minute()

    def make() -> Plan[tuple[Slice, FilterForm]]:
        pages = listed(visible(model.items(representation, query, minute)))
        asked = Narrowing(model, query, representation["meta"]["html_url"])
        narrowing = asked.found
        named = narrowed(pages, narrowing, minute)
        total = named.count()
        form = asked.form(pages, not total, minute)
        page = _page(range(total), model.items_per_page(query), request)
        start = page.object_list.start
        # What there is to choose is told by the names of what pages show.
        tags = Listed.of(named.model, is_of_shown=bool(filters_of(model.listed_type())))
        shown = statement(
            named, slice(start, start + page.paginator.per_page), Part.CARD, listed=tags
        )
        is_lasting = all(each.filter.is_lasting for each in narrowing)
        holds = Holds.of(is_lasting=is_lasting, reads_clock=asked.reads_clock)
        return Plan(shown, (page, form), holds)

    said = request.META.get("QUERY_STRING", "")
    question = Question("index", to_json(representation), said)
    plan, found = ask(question, make, is_of_built=lambda: True)
    page, form = plan.context
    return _listed(page, list(cards_in(found.rows, "").values()), request), form


def paginated(items, page_size: int, request: HttpRequest, root_url: str = "") -> Listing:
    """Return a `Listing` of any sequence of cards, their URLs under `root_url` or root-relative.

    Raises `BadQuery` if there is no page such as `?page=` asks for.
    """
    page = _page(items, page_size, request)
    return _listed(page, with_origin(list(page.object_list), root_url), request)


def _page(items, page_size: int, request: HttpRequest) -> Slice:
    paginator = Paginator(items, page_size)
    number = one_value(request.GET, "page") or "1"
    try:
        return paginator.page(number)
    except InvalidPage:
        expected = _("a number from 1 to %(last)d") % {"last": paginator.num_pages}
        raise BadQuery("page", number, expected) from None


def _listed(page: Slice, cards: list[dict], request: HttpRequest) -> Listing:
    paginator = page.paginator
    return Listing(
        cards=cards,
        number=page.number,
        num_pages=paginator.num_pages,
        total=paginator.count,
        previous_url=_url(request, page.number - 1) if page.has_previous() else None,
        next_url=_url(request, page.number + 1) if page.has_next() else None,
        page_links=[
            {
                "number": link if isinstance(link, int) else None,
                "url": _url(request, link) if isinstance(link, int) else None,
                "current": link == page.number,
            }
            for link in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
    )


def _url(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("format", None)
    if number > 1:
        query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}" if query else request.path
