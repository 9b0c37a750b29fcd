"""RSS 2.0 and Atom (RFC 4287) of pages, the latest published first: of those that an index lists,
and of others that a view names.

An entry is dated by its page's own publication. What the page shows of others, such as a contact's
name, changes its representation but is no news to a subscriber.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.danish.dates import date_text
from cms.delivery.feed_entries import Entry
from cms.delivery.feeds import Feed, FeedHead
from cms.delivery.leaving_out import written
from cms.delivery.structured_data import share_image
from cms.lists.narrowing import listed
from cms.values.texts import fit

#: How many entries a feed holds.
ENTRIES = 30
#: The namespace of pictures, in both forms.
MEDIA_RSS = "http://search.yahoo.com/mrss/"


class _Feed:
    """Of texts that XML can hold, wherever they come from; dated by what it lists, an empty feed by
    its page and not by the clock, so that the same content is the same bytes.
    """

    def __init__(self, **members: Any) -> None:
        super().__init__(**fit(members))

    def add_item(self, **members: Any) -> None:
        super().add_item(**fit(members))  # type: ignore[misc]

    def add_item_elements(self, handler: Any, item: dict) -> None:
        super().add_item_elements(handler, item)  # type: ignore[misc]
        if picture := item["picture"]:
            # An enclosure would have to say how many octets it is.
            said = {"xmlns:media": MEDIA_RSS, "medium": "image", "url": picture["url"]}
            size = {name: str(picture[name]) for name in ("width", "height")}
            handler.addQuickElement("media:content", "", said | size)

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else self.feed["page_date"]


class RssFeed(_Feed, Rss201rev2Feed):
    """RSS 2.0."""


class AtomFeed(_Feed, Atom1Feed):
    """Atom."""


def latest(named: QuerySet) -> QuerySet:
    """Return the pages in the order of a feed: the latest published first."""
    return named.order_by("-first_published_at", "-pk")


def compose(feed: SyndicationFeed, entries: list[Entry]) -> bytes:
    """Return the feed with these entries. One that may be empty is given a `page_date`."""

    def add(page: dict) -> None:
        feed.add_item(
            title=page["title"],
            link=page["meta"]["html_url"],
            description=escape(_summary(page)),  # HTML in both
            # The API's address of it stays when the page moves.
            unique_id=page["meta"]["detail_url"],
            unique_id_is_permalink=False,
            pubdate=_moment(page["meta"]["first_published_at"]),
            updateddate=_moment(page["meta"]["last_published_at"]),
            categories=[topic["name"] for topic in page.get("topics", [])],
            picture=share_image(page.get("image")),
        )

    written((entry.page for entry in entries), add)
    return feed.writeString("utf-8").encode()


def _summary(page: dict) -> str:
    """Return what an entry says of a page: what its type tells first, such as when and where, what
    has changed in it, and its lede.
    """
    parts = [apps.get_model(page["meta"]["type"]).feed_facts(page)]
    if page.get("updated_on"):
        told = {"date": date_text(page["updated_on"]), "note": page["update_note"]}
        parts.append(_("Updated %(date)s: %(note)s") % told)
    return " ".join(filter(None, [*parts, page.get("lede")]))


def _items(model: type[Page], representation: dict, query: QueryDict, now: datetime) -> QuerySet:
    return latest(listed(model, representation, query, now))


def _write(
    generator: type[SyndicationFeed], name: str, head: FeedHead, entries: list[Entry]
) -> bytes:
    meta, lede = head.page["meta"], head.page["lede"]
    chosen = urlencode(head.chosen | {"format": [name]}, doseq=True)
    feed = generator(
        title=head.title,
        link=meta["html_url"],
        description=lede or head.title,
        author_name=head.site["name"],  # Atom's entries have none of their own (RFC 4287, 4.1.1)
        subtitle=lede or None,
        language="da",
        feed_url=f"{meta['html_url']}?{chosen}",
        feed_guid=f"{meta['detail_url']}?{chosen}",
        page_date=_moment(meta["last_published_at"]),
    )
    return compose(feed, entries)


def _moment(value: str | None) -> datetime:
    return datetime.fromisoformat(value) if value else datetime.fromtimestamp(0, UTC)


def _feed(name: str, media_type: str, label: str, generator: type[SyndicationFeed]) -> Feed:
    return Feed(name, media_type, label, _items, partial(_write, generator, name), ENTRIES)


RSS = _feed("rss", "application/rss+xml", "RSS", RssFeed)
ATOM = _feed("atom", "application/atom+xml", "Atom", AtomFeed)
