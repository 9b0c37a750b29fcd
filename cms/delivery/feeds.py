"""Forms of a page that programs subscribe to. A type names its own in `feeds`; each is asked for
by `?format=` or `Accept` at the page's address, so the feed of a filtered list is that list's own
address in another form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import content_disposition_header
from wagtail.models import Page


@dataclass(frozen=True)
class Feed:
    """One such form. `write` gets the page's type, its representation with absolute URLs, the
    request and the representation of its site, and returns the same bytes for the same content, or
    no validator would hold.
    """

    name: str
    media_type: str
    label: str
    write: Callable[[type[Page], dict, HttpRequest, dict], bytes]

    def answer(
        self, model: type[Page], representation: dict, request: HttpRequest, site: dict
    ) -> HttpResponse:
        """The feed of a page that may be seen. Raises `cms.problems.BadQuery`."""
        content = self.write(model, representation, request, site)
        response = HttpResponse(content, content_type=f"{self.media_type}; charset=utf-8")
        # Inline: a telephone then offers to keep an event, and doesn't store a file somewhere.
        filename = f"{representation['meta']['slug']}.{self.name}"
        response["Content-Disposition"] = content_disposition_header(False, filename)
        return response


def feed_links(model: type[Page], representation: dict, query: QueryDict) -> list[dict]:
    """`[{"name", "label", "type", "url"}]`: the feeds of a page, of a list as it is filtered."""
    chosen = chosen_filters(model, query)
    address = representation["meta"]["html_url"]
    return [
        {
            "name": feed.name,
            "label": feed.label,
            "type": feed.media_type,
            "url": f"{address}?{urlencode(chosen | {'format': feed.name})}",
        }
        for feed in model.feeds
    ]


def feed_title(model: type[Page], representation: dict, query: QueryDict, site: dict) -> str:
    """What a subscriber finds the feed by: "Nyheder: Klima og energi - KL". Raises `BadQuery`."""
    title = representation["title"]
    if hasattr(model, "filters"):
        found = model.filters(representation, query)
        if labels := [each.chosen_label for each in found if each.chosen]:
            title = f"{title}: {', '.join(labels)}"
    return f"{title} - {site['name']}" if site["name"] else title


def chosen_filters(model: type[Page], query: QueryDict) -> dict[str, str]:
    """What a query string says of the list's filters, without the empty ones."""
    names = getattr(model, "filter_parameters", ())
    return {name: value for name in names if (value := query.get(name))}
