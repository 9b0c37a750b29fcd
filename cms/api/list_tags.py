"""By which tags caches drop a list of pages."""

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest

from cms.api.represented import PARAMETERS
from cms.publications.cache_tags import Listed, note_all, note_pages

# Parameters that name a page, without which the list would be refused.
_NAMING = ("child_of", "descendant_of", "ancestor_of")
#: What may be asked for without the answer depending on what pages show of others.
_PLAIN = PARAMETERS | {
    *("type", "fields", "limit", "offset", "after", "order", "site", "rich_text_format"),
    *("format", "_"),
    *_NAMING,
}


def listed_by(request: HttpRequest, types: Iterable[type[Model]]) -> Listed:
    """Return what the list that a request asks for is made of, being pages of these types."""
    return Listed.of(*types, is_of_shown=not request.GET.keys() <= _PLAIN)


def named_by(request: HttpRequest) -> list[int] | None:
    """Return the keys of the pages that a request names; None if it names one in another way."""
    named = [request.GET[name] for name in _NAMING if name in request.GET]
    return [int(key) for key in named] if all(key.isdecimal() for key in named) else None


def note_listed(named: list[int] | None) -> None:
    """Note the pages that a request names, and that its list shows nothing but what is noted."""
    if named is not None:
        note_pages(named)
        note_all()
