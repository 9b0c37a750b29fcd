"""RSS 2.0 and Atom (RFC 4287) of pages, the latest published first: of those that an index lists,
and of others that a view names.

An entry is dated by its page's own publication. What the page shows of others, such as a contact's
name, changes its representation but is no news to a subscriber.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from wagtail.models import Page

from cms.delivery.feeds import Feed, chosen_filters, feed_title
from cms.delivery.leaving_out import written
from cms.delivery.published import read
from cms.representations import with_origin
from cms.values.texts import fit

#: How many entries a feed holds.
ENTRIES = 30


class _Feed:
    """Of texts that XML can hold, wherever they come from; dated by what it lists, an empty feed by
    its page and not by the clock, so that the same content is the same bytes.
    """

    def __init__(self, **members: Any) -> None:
        super().__init__(**fit(members))

    def add_item(self, **members: Any) -> None:
        super().add_item(**fit(members))  # type: ignore[misc]

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else self.feed["page_date"]


class RssFeed(_Feed, Rss201rev2Feed):
    """RSS 2.0."""


class AtomFeed(_Feed, Atom1Feed):
    """Atom."""


def latest(named: QuerySet) -> list[dict]:
    """The representations of the pages for a feed: the visible ones among those that a queryset
    names, the latest published first.
    """
    found = read(named.order_by("-first_published_at", "-pk"), limit=ENTRIES)
    return [each.page for each in found]


def compose(feed: SyndicationFeed, pages: list[dict], root_url: str) -> bytes:
    """The feed with these pages as entries, the site's URLs under `root_url`. A feed that may be
    empty is given a `page_date`.
    """

    def add(page: dict) -> None:
        feed.add_item(
            title=page["title"],
            link=page["meta"]["html_url"],
            description=escape(page.get("lede") or ""),  # HTML in both
            # The API's address of it stays when the page moves.
            unique_id=page["meta"]["detail_url"],
            unique_id_is_permalink=False,
            pubdate=_moment(page["meta"]["first_published_at"]),
            updateddate=_moment(page["meta"]["last_published_at"]),
            categories=[topic["name"] for topic in page.get("topics", [])],
        )

    written(with_origin({"pages": pages}, root_url)["pages"], add)
    return feed.writeString("utf-8").encode()


def _write(
    generator: type[SyndicationFeed],
    name: str,
    model: type[Page],
    representation: dict,
    request: HttpRequest,
    site: dict,
) -> bytes:
    title = feed_title(model, representation, request.GET, site)
    meta = representation["meta"]
    chosen = urlencode(chosen_filters(model, request.GET) | {"format": name})
    feed = generator(
        title=title,
        link=meta["html_url"],
        description=representation["lede"] or title,
        subtitle=representation["lede"] or None,
        language="da",
        feed_url=f"{meta['html_url']}?{chosen}",
        feed_guid=f"{meta['detail_url']}?{chosen}",
        page_date=_moment(meta["last_published_at"]),
    )
    named = model.items(representation, request.GET, timezone.now())
    return compose(feed, latest(named), site["root_url"])


def _moment(value: str | None) -> datetime:
    return datetime.fromisoformat(value) if value else datetime.fromtimestamp(0, UTC)


RSS = Feed("rss", "application/rss+xml", "RSS", partial(_write, RssFeed, "rss"))
ATOM = Feed("atom", "application/atom+xml", "Atom", partial(_write, AtomFeed, "atom"))
