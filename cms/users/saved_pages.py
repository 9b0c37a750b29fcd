"""What members save: pages of what takes place, such as events, told by the filter of their lists
that says when (`PeriodFilter`).

Kept are account and page alone. What is shown of a page is what the member may see at the moment:
of one that is hidden nothing, not even that it was saved.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from cms.delivery.published import built_cards, cards_of
from cms.lists import filters_of
from cms.lists.time import WhenFilter
from cms.plugins import content_types
from cms.users.models import SavedPage
from cms.visibility import opened_to

#: How long a saved page is kept after what takes place there is over.
KEPT_FOR = timedelta(days=365)
#: So many pages may be saved by one account.
MOST = 200


def _periods() -> Iterator[tuple[Any, WhenFilter]]:
    """Yield the types whose pages can be saved, each with the names of the fields of begin
    and end.
    """
    for model in content_types():
        when = filters_of(model).get("when")
        if isinstance(when, WhenFilter):
            yield model, when


def is_offered() -> bool:
    """Return whether there is a type whose pages can be saved."""
    return any(_periods())


def cards(request: HttpRequest, keys: list[int]) -> list[dict]:
    """Return the cards of those of the pages that can be saved and that who is asking may see on
    this site: first what is not over, the next one first, then what is, the last one first.
    """
    site = Site.find_for_request(request)
    times: dict[int, tuple[datetime, datetime]] = {}
    for model, when in _periods() if keys and site else ():
        rows = model.objects.filter(pk__in=keys).values_list("pk", when.begins, when.ends)
        times |= {pk: (begins, ends) for pk, begins, ends in rows}
    if site is None or not times:
        return []
    named = Page.objects.descendant_of(site.root_page).filter(pk__in=times)
    found = {card["id"]: card for card in cards_of(named.order_by("pk"))}
    if hidden := [pk for pk in times if pk not in found]:
        opened = opened_to(request).filter(pk__in=hidden, path__startswith=site.root_page.path)
        found |= {card["id"]: card for card in built_cards(opened)}
    now = timezone.now()
    coming = sorted((pk for pk in found if times[pk][1] >= now), key=lambda pk: times[pk])
    past = sorted((pk for pk in found if times[pk][1] < now), key=lambda pk: times[pk])
    return [found[pk] for pk in [*coming, *reversed(past)]]


def saved_cards(request: HttpRequest) -> list[dict]:
    """Return the cards of what who is asking has saved."""
    saved = SavedPage.objects.filter(user=request.user)
    return cards(request, list(saved.values_list("page_id", flat=True)))


def forget_saved(now: datetime) -> int:
    """Delete what was saved of what is over for long enough at `now`, and return how much."""
    found = 0
    for model, when in _periods():
        over = model.objects.filter(**{f"{when.ends}__lt": now - KEPT_FOR})
        found += SavedPage.objects.filter(page__in=over.values("pk")).delete()[0]
    return found
