"""Which form of a page a request asks for (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from django.http import HttpRequest
from wagtail.models import Page

from cms.delivery.feeds import Feed
from cms.delivery.weights import weights
from cms.lists import filters_of
from cms.problems import UnknownParameters, shortened


class Format(StrEnum):
    HTML = "html"
    JSON = "json"
    MARKDOWN = "markdown"


MEDIA_TYPES = {
    "text/html": Format.HTML,
    "application/json": Format.JSON,
    "text/markdown": Format.MARKDOWN,
}


class UnknownFormat(ValueError):
    """`?format=` names none of the forms. Answered with 400."""

    def __init__(self, name: str, offered: Iterable[str]) -> None:
        super().__init__(f"format={name!r} is unknown; expected one of: {', '.join(offered)}.")


class NotAcceptable(ValueError):
    """`Accept` rules out every form. Answered with 406."""

    def __init__(self, accept: str, offered: Iterable[str]) -> None:
        super().__init__(f"Accept: {shortened(accept)} rules out all of: {', '.join(offered)}.")


def negotiate(request: HttpRequest, feeds: Iterable[Feed] = ()) -> Format | Feed:
    """Return the form to answer in: one that everything has, or one of these feeds. `?format=` wins
    over `Accept`; an absent, empty or malformed `Accept` means HTML. Raises `UnknownFormat` and
    `NotAcceptable`.
    """
    offered: dict[str, Format | Feed] = MEDIA_TYPES | {feed.media_type: feed for feed in feeds}
    if (name := request.GET.get("format")) is not None:
        by_name = {_name(form): form for form in offered.values()}
        if name not in by_name:
            raise UnknownFormat(name, by_name)
        return by_name[name]
    accept = request.headers.get("Accept", "")
    qualities = _qualities(accept)
    if not qualities:
        return Format.HTML
    # Ties go to the form that stands first in MEDIA_TYPES: a browser that takes anything gets HTML.
    best = max(offered, key=lambda media_type: _quality(media_type, qualities))
    if _quality(best, qualities) == 0:
        raise NotAcceptable(accept, offered)
    return offered[best]


def check_parameters(model: type[Page], request: HttpRequest) -> None:
    """Raise `UnknownParameters` for a parameter that a list's address does not know, as the API
    does: a program that has misspelt one is told. A page that lists nothing ignores them.
    """
    if not hasattr(model, "items"):
        return
    allowed = {"format", "page", *filters_of(model.listed_type())}
    if unknown := request.GET.keys() - allowed:
        raise UnknownParameters(unknown, allowed)


def _name(form: Format | Feed) -> str:
    return form.name if isinstance(form, Feed) else form.value


def accepts(request: HttpRequest, media_type: str) -> bool:
    """Return whether `Accept` allows the media type; an absent, empty or malformed one does."""
    return preferred(request, [media_type]) is not None


def preferred(request: HttpRequest, media_types: Sequence[str]) -> str | None:
    """Return which of the media types `Accept` likes best, the first of those alike, or the first
    if it is absent, empty or malformed; None if it rules out all of them.
    """
    qualities = _qualities(request.headers.get("Accept", ""))
    if not qualities:
        return media_types[0]
    best = max(media_types, key=lambda media_type: _quality(media_type, qualities))
    return best if _quality(best, qualities) > 0 else None


def _qualities(accept: str) -> dict[str, float]:
    """Return media ranges and their weights, or nothing if any part of the header is malformed."""
    qualities = weights(accept)
    for media_range in qualities:
        kind, slash, subtype = media_range.partition("/")
        malformed = not (kind and slash and subtype) or "/" in subtype
        if malformed or (kind == "*" and subtype != "*"):
            return {}
    return qualities


def _quality(media_type: str, qualities: dict[str, float]) -> float:
    """Return the weight of the most specific range that covers the type."""
    kind = media_type.split("/")[0]
    for media_range in (media_type, f"{kind}/*", "*/*"):
        if media_range in qualities:
            return qualities[media_range]
    return 0
