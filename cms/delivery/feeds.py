"""Forms of a page that programs subscribe to. A type names its own in `feeds`; each is asked for
by `?format=` or `Accept` at the page's address, so the feed of a filtered list is that list's own
address in another form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import content_disposition_header
from wagtail.models import Page

from cms.delivery import feed_entries
from cms.lists.narrowing import Chosen, asked, chosen
from cms.publications.cache_tags import Listed
from cms.publications.plans import Holds, Plan, Question, ask, this_minute
from cms.publications.rows import Found, Part, statement
from cms.representations.encoding import to_json
from cms.visibility import listed, reachable


@dataclass(frozen=True)
class FeedHead:
    """What a feed is written from, besides its entries."""

    #: What a subscriber finds it by: "Nyheder: Klima og energi - KL".
    title: str
    #: The representation of the page that it is a form of, with absolute URLs.
    page: dict
    site: dict
    #: The parameters by which the list is narrowed.
    chosen: dict[str, list[str]]


@dataclass(frozen=True)
class Feed:
    """One such form. `items` gets the page's type and representation, the query string and the
    time, and names the pages that the feed lists, the most important first: at most `limit` are
    read. `write` returns the same bytes for the same content, or no validator would hold.
    """

    name: str
    media_type: str
    label: str
    items: Callable[[type[Page], dict, QueryDict, datetime], QuerySet]
    write: Callable[[FeedHead, list[feed_entries.Entry]], bytes]
    limit: int

    def answer(
        self, model: type[Page], representation: dict, request: HttpRequest, site: dict
    ) -> HttpResponse:
        """Return the feed of a page that may be seen. Raises `cms.problems.BadQuery`, and
        `cms.publications.reading.Unbuilt` while too much of it waits to be built.
        """
        query, minute = request.GET, this_minute()

        def make(part: Part) -> Plan[str]:
            narrowing = narrowing_of(model, query)
            title = feed_title(representation, narrowing, site)
            named = reachable(self.items(model, representation, query, minute))
            if hasattr(model, "items"):  # and not a page of which it is another form
                named = listed(named)
            is_lasting = all(each.filter.is_lasting for each in narrowing)
            tags = Listed.of(named.model, is_of_shown=bool(narrowing))
            shown = statement(named, slice(self.limit), part, listed=tags)
            return Plan(shown, title, Holds.of(is_lasting=is_lasting, reads_clock=True))

        written = to_json([representation, site["name"], site["root_url"]]).decode()
        said = request.META.get("QUERY_STRING", "")
        title = ""

        def find(part: Part) -> Found:
            nonlocal title
            question = Question("feed", (self.name, written), said, part)
            plan, found = ask(question, partial(make, part), is_of_built=lambda: True)
            title = plan.context
            return found

        def write(found: list[feed_entries.Entry]) -> bytes:
            chosen = chosen_filters(model, query)
            return self.write(FeedHead(title, representation, site, chosen), found)

        content_type = f"{self.media_type}; charset=utf-8"
        response = feed_entries.answer(
            request,
            find,
            lambda: [self.name, said, written, title],
            write,
            site["root_url"],
            content_type,
        )
        # Inline: a telephone then offers to keep an event, and doesn't store a file somewhere.
        filename = f"{representation['meta']['slug']}.{self.name}"
        response["Content-Disposition"] = content_disposition_header(False, filename)
        return response


def feed_links(model: type[Page], representation: dict, query: QueryDict) -> list[dict]:
    """Return `[{"name", "label", "type", "url"}]`: the feeds of a page, of a list as it is
    filtered.
    """
    chosen = chosen_filters(model, query)
    address = representation["meta"]["html_url"]
    return [
        {
            "name": feed.name,
            "label": feed.label,
            "type": feed.media_type,
            "url": f"{address}?{urlencode(chosen | {'format': [feed.name]}, doseq=True)}",
        }
        for feed in model.feeds
    ]


def feed_title(representation: dict, narrowing: list[Chosen], site: dict) -> str:
    """Return what a subscriber finds the feed by: "Nyheder: Klima og energi - KL"."""
    title = representation["title"]
    if labels := [value.label for each in narrowing for value in each.values]:
        title = f"{title}: {', '.join(labels)}"
    return f"{title} - {site['name']}" if site["name"] else title


def narrowing_of(model: type[Page], query: QueryDict) -> list[Chosen]:
    """Return what a query string chooses of the filters of a list. Raises
    `cms.problems.BadQuery`.
    """
    return chosen(model.listed_type(), query) if hasattr(model, "listed_type") else []


def chosen_filters(model: type[Page], query: QueryDict) -> dict[str, list[str]]:
    """Return what a query string says of the list's filters, as `cms.lists.narrowing.asked`."""
    return asked(model.listed_type(), query) if hasattr(model, "listed_type") else {}
