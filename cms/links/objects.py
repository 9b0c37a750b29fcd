"""What a link to a page or a document leads to, as visitors of the page with the link meet it.

Nothing is told of what is there but its state: whoever reads it may not be let to see its title.
"""

from collections.abc import Iterable
from enum import Enum, auto
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.links.found import Link
from cms.visibility import is_in_trash, unrestricted, visible


class State(Enum):
    """Why a link leads nowhere."""

    PAGE_GONE = auto()
    PAGE_IN_TRASH = auto()
    PAGE_TAKEN_DOWN = auto()
    PAGE_NOT_YET_PUBLISHED = auto()
    PAGE_RESTRICTED = auto()
    DOCUMENT_GONE = auto()
    DOCUMENT_RESTRICTED = auto()
    NOTHING_AT_ADDRESS = auto()


#: Those of links that lead somewhere for who may read what is restricted.
RESTRICTED = {State.PAGE_RESTRICTED, State.DOCUMENT_RESTRICTED}


def is_public_place(page: Any) -> bool:
    """Return whether no restriction keeps the public from a page, saved or not; a new one stands
    under those of the page above it.
    """
    path = page.path if page.pk else page.path[: -Page.steplen]
    return not path or unrestricted(Page.objects.filter(path=path)).exists()


def pages(links: Iterable[Link], page: Any) -> dict[Link, State]:
    """Return those of the links to pages that lead nowhere for the public. One to the page itself
    does not.
    """
    asked = [
        each for each in links if each.model is Page and (each.key is None or each.key != page.pk)
    ]
    keys = {each.key for each in asked if each.key is not None}
    if not asked:
        return {}
    targets = Page.objects.filter(pk__in=keys).annotate_approved_schedule()
    there = {each.pk: each for each in targets}
    open_to_all = set(visible(Page.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    states = {key: _state(there.get(key)) for key in {each.key for each in asked} - open_to_all}
    return {each: states[each.key] for each in asked if each.key in states}


def _state(target: Page | None) -> State:
    if target is None:
        return State.PAGE_GONE
    if is_in_trash(target):
        return State.PAGE_IN_TRASH
    if target.live:
        return State.PAGE_RESTRICTED
    if target.first_published_at and not target.approved_schedule:
        return State.PAGE_TAKEN_DOWN
    return State.PAGE_NOT_YET_PUBLISHED


def documents(links: Iterable[Link]) -> dict[Link, State]:
    """Return those of the links to documents that lead nowhere for the public."""
    asked = [each for each in links if each.model is not None and each.model is not Page]
    keys = {each.key for each in asked if each.key is not None}
    if not asked:
        return {}
    model = get_document_model()
    there = set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
    found = visible(model._default_manager.filter(pk__in=keys))
    open_to_all = set(found.values_list("pk", flat=True))
    states = dict.fromkeys({each.key for each in asked} - there, State.DOCUMENT_GONE)
    states |= dict.fromkeys(there - open_to_all, State.DOCUMENT_RESTRICTED)
    return {each: states[each.key] for each in asked if each.key in states}
