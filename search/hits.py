"""What matches a search, how well, and how it divides into types, topics, years and times.

A page is found by its own words and by the names of what it shows, a document by its title and the
text of its pages (`DocumentPage`), a person and a topic by their names. Each is found once. Things
that are no pages are public through the visible pages of the site that show them, and all is asked
for its visibility in the statement that finds it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page, Site
from wagtail.search.utils import normalise_query_string

from cms.content import (
    Document,
    Person,
    Topic,
    content_types,
    danish_sort_key,
    listed,
    of_site,
    visible,
)
from cms.content.search import (
    FIRST_YEAR,
    LAST_YEAR,
    UNBUILT,
    Sql,
    filters_of,
    kind,
    matching_documents,
    read_sql,
    terms,
)

#: Results and values of facets are counted exactly up to so many, and beyond only said to be more;
#: so many results can be paged through, the newest, the best first.
EXACT = 1_000
#: Among how many of the newest results facets are counted: no word costs more than so many.
MOST_COUNTED = 5_000
#: Words of a name; who writes more means no name.
MOST_NAMED = 8
#: What is found besides pages.
THINGS = {"document": Document, "person": Person, "topic": Topic}


class HitKey(NamedTuple):
    """What is found: "page" or one of `THINGS`, and its key there."""

    kind: str
    pk: int


@dataclass(frozen=True)
class SearchFilters:
    """What a search is narrowed to: the key of a content type or the name of one of `THINGS`, a
    topic's key, a year, and "upcoming" or "past".
    """

    type: str | None = None
    topic: int | None = None
    year: int | None = None
    when: str | None = None


@dataclass(frozen=True)
class Facet:
    """One value of a facet, what it is called if the database knows, and how many pages have it."""

    value: str
    label: str
    number: int
    #: Whether only the newest results were looked at.
    is_cut: bool = False

    @property
    def count(self) -> int:
        return min(self.number, EXACT)

    @property
    def is_exact(self) -> bool:
        """Whether there are as many as `count` and no more."""
        return self.number <= EXACT and not self.is_cut


@dataclass
class SearchHits:
    """A page of results by key, the best first, how many there are in all, and the facets. Each
    counts what it would find beside what is chosen in the others.
    """

    keys: list[HitKey] = field(default_factory=list)
    #: At most `EXACT`.
    total: int = 0
    #: Whether there are no more.
    is_exact: bool = True
    types: list[Facet] = field(default_factory=list)
    topics: list[Facet] = field(default_factory=list)
    years: list[Facet] = field(default_factory=list)
    #: "upcoming" and "past", of what takes place at a time.
    whens: list[Facet] = field(default_factory=list)
    #: Editors' picks for the query: page or None, URL, title, description.
    picks: list[dict] = field(default_factory=list)


_FIND = read_sql(__file__, "find")

# For a word of most pages PostgreSQL would rather read the whole table. It doesn't know what that
# costs: each vector lies outside its row, and takes fifty times as long as the index. And it counts
# what visibility costs once for each page, and would compile for what it takes to be that dear.
_BY_INDEX = (
    "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; {}; "
    "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL jit TO DEFAULT"
)


def find(
    text: str,
    query: str,
    site: Site,
    choice: SearchFilters,
    start: int,
    stop: int,
    now: datetime,
    picked_for: str = "",
    by_date: bool = False,
) -> SearchHits:
    """Return what of the site matches the words of a text, of which the `tsquery` is made: the
    results from place `start` to `stop`, and what can be told of all of them. One query, which also
    reads the picks for the words `picked_for`.
    """
    found = SearchHits()
    if not query:
        return found
    pages = pages_of(site)
    parameters = {
        "query": query,
        "persons": kind(Person),
        "words": name_words(text),
        "name": danish_sort_key(text),
        "when": choice.when,
        "by_date": by_date,
        "document": kind(Document),
        "type": choice.type,
        "year": choice.year,
        "topics": kind(Topic),
        "topic": None if choice.topic is None else str(choice.topic),
        # A choice may be of old pages only.
        "most_counted": MOST_COUNTED if choice == SearchFilters() else None,
        "exact": EXACT,
        "start": start,
        "stop": stop,
    }
    parts = {
        "documents": matching_documents(query).values("pk"),
        "pages": pages.values("pk", "content_type_id"),
        "upcoming": _taking_place("upcoming", now),
        "past": _taking_place("past", now),
        "picks": _picks(picked_for),
    }
    named = {name: Sql.of(queryset).named(name) for name, queryset in parts.items()}
    for _text, values in named.values():
        parameters |= values
    statement = _FIND.format(
        **{name: text for name, (text, _values) in named.items()},
        unbuilt=UNBUILT,
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
    )
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX.format(statement), parameters)
        cursor.nextset()  # the first two were the settings
        cursor.nextset()
        rows = cursor.fetchall()
    _fill(found, rows)
    return found


def pages_of(site: Site) -> QuerySet:
    """Return the visible pages at the site's addresses, in no order."""
    return of_site(listed(visible(Page.objects.order_by())), site, Site.get_site_root_paths())


def name_words(text: str) -> list[str]:
    """Return the words by which names are found, none if there are too many for one."""
    words = [danish_sort_key(word) for term in terms(text) for word in term.text.split()]
    return words if len(words) <= MOST_NAMED else []


def _taking_place(when: str, now: datetime) -> QuerySet:
    """Return the keys of the pages of all types that take place at a time and are upcoming or
    past.
    """
    found = Q(pk=0)
    for model in content_types():
        if "when" in (declared := filters_of(model)):
            condition = declared["when"].condition(model, [when], now)
            found |= Q(pk__in=model._default_manager.filter(condition).order_by().values("pk"))
    return Page.objects.order_by().filter(found).values("pk")


def _fill(found: SearchHits, rows: Iterable[tuple[str, str, str, int]]) -> None:
    places: dict[int, HitKey] = {}
    is_cut = False
    for name, value, label, number in rows:
        if name == "key":
            places[number] = HitKey(label, int(value))
        elif name == "total":
            found.total, found.is_exact = min(number, EXACT), number <= EXACT
        elif name == "counted":
            is_cut = number == MOST_COUNTED
        elif name == "picks":
            found.picks.append(json.loads(label))
        else:
            if number:
                getattr(found, name).append(Facet(value, label, number, is_cut))
    found.keys = [places[place] for place in sorted(places)]
    found.years.sort(key=lambda facet: -int(facet.value))


def _picks(words: str) -> QuerySet:
    asked = normalise_query_string(words)
    return (
        SearchPromotion.objects.filter(query__query_string=asked)
        .order_by("sort_order", "pk")
        .values("page_id", "external_link_url", "external_link_text", "description")
    )
