"""Cards of an index page, a page of them at a time."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.delivery.published import Cards
from cms.problems import BadQuery
from cms.representations import with_origin


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


def listing(
    model: type[Page], representation: dict, request: HttpRequest, now: datetime
) -> Listing:
    """The cards that `model.items()` names, on the page that `?page=` asks for.

    Raises `BadQuery` if there is no such page.
    """
    named = model.items(representation, request.GET, now)
    return paginated(Cards(named), model.items_per_page(request.GET), request)


def paginated(cards, page_size: int, request: HttpRequest, root_url: str = "") -> Listing:
    """A `Listing` of any sequence of cards, their URLs under `root_url` or root-relative."""
    paginator = Paginator(cards, page_size)
    number = request.GET.get("page") or "1"
    try:
        page = paginator.page(number)
    except InvalidPage:
        expected = _("a number from 1 to %(last)d") % {"last": paginator.num_pages}
        raise BadQuery("page", number, expected) from None
    return Listing(
        cards=with_origin(list(page.object_list), root_url),
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
