"""What is told of a result that is no page: a document, a person, a topic."""

from collections import defaultdict

from wagtail.models import Site

from cms.content import Person, Topic
from cms.content.search import (
    SITE_ORIGIN,
    detail_url,
    pages_showing_each,
    passages_in,
    read_cards_by_key,
)
from search.hits import HitKey, pages_of

#: How many pages that show a document are named, and how many of its own pages match.
MOST_SHOWING, MOST_PAGES = 3, 3


def read_things(keys: list[HitKey], query: str, site: Site) -> dict[HitKey, dict]:
    """Return what is told of these, in the manner of a page's card: `id`, `meta` with `type`,
    `detail_url`, and `html_url` or `download_url`, `title`, `lede`. A document has besides what it
    has in `cms.passages`, and `shown_by`, cards of pages. URLs are under `SITE_ORIGIN`. One query
    for each kind of things, for documents three. The caller has settled that all may be seen.
    """
    by_kind: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        by_kind[key.kind].append(key.pk)
    found: dict[HitKey, dict] = {}
    for name, model in (("person", Person), ("topic", Topic)):
        if by_kind[name]:
            for each in model.objects.filter(pk__in=by_kind[name]):
                found[HitKey(name, each.pk)] = _named(each)
    if by_kind["document"]:
        found |= _documents(by_kind["document"], query, site)
    return found


def _named(thing: Person | Topic) -> dict:
    meta = {
        "type": thing._meta.label,
        "detail_url": detail_url(type(thing), thing.pk),
        "html_url": SITE_ORIGIN + thing.get_absolute_url(),
    }
    who = [thing.title, thing.organisation] if isinstance(thing, Person) else []
    return {
        "id": thing.pk,
        "meta": meta,
        "title": thing.name,
        "lede": ", ".join(filter(None, who)),
    }


def _documents(keys: list[int], query: str, site: Site) -> dict[HitKey, dict]:
    showing = pages_showing_each(keys, pages_of(site), MOST_SHOWING)
    cards = read_cards_by_key([key for found in showing.values() for key in found])
    return {
        HitKey("document", each["id"]): each
        | {"lede": "", "shown_by": [cards[key] for key in showing[each["id"]] if key in cards]}
        for each in passages_in(keys, query, MOST_PAGES)
    }
