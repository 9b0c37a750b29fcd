"""Which pages match a search, how well, and how they divide into types, topics and years.

A page is found by its own words, and through documents that it shows by theirs, which lie page by
page in `DocumentPage`. Both are asked for their visibility in the statement that finds them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page, Site
from wagtail.search.utils import normalise_query_string

from cms.content import Document, Topic, of_site, visible
from cms.content.search import FIRST_YEAR, LAST_YEAR, UNBUILT, kind, matching_documents

#: Results and values of facets are counted exactly up to so many, and beyond only said to be more;
#: so many results can be paged through, the newest, the best first.
EXACT = 1_000
#: Among how many of the newest results facets are counted: no word costs more than so many.
MOST_COUNTED = 5_000
#: What a match in a document counts: less than most in the page itself.
SHOWN_RANK = 0.01


@dataclass(frozen=True)
class Choice:
    """What a search is narrowed to: a content type's key, a topic's key, a year."""

    type: int | None = None
    topic: int | None = None
    year: int | None = None


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
class Found:
    """A page of results by key, the best first, how many there are in all, and the facets. Each
    counts what it would find beside what is chosen in the others.
    """

    keys: list[int] = field(default_factory=list)
    #: At most `EXACT`.
    total: int = 0
    #: Whether there are no more.
    is_exact: bool = True
    types: list[Facet] = field(default_factory=list)
    topics: list[Facet] = field(default_factory=list)
    years: list[Facet] = field(default_factory=list)
    #: Editors' picks for the query: page or None, URL, title, description.
    picks: list[dict] = field(default_factory=list)


# What is still to be built may hold names and documents that are hidden by now, so only its own
# words count. Whole rows are met as late as may be: to rank a page, its whole vector is read.
_FIND = """
WITH unbuilt AS MATERIALIZED (
    {unbuilt}
), own AS MATERIALIZED (
    SELECT page_id, date FROM publications_searchentry
    WHERE vector @@ %(query)s::tsquery AND (
        page_id NOT IN (SELECT page_id FROM unbuilt)
        OR ts_filter(vector, '{{a,b,c}}') @@ %(query)s::tsquery
    )
), showing AS MATERIALIZED (
    SELECT dependency.page_id
    FROM ({documents}) AS document (id)
    JOIN publications_dependency dependency ON dependency.object = document.id::text
    WHERE dependency.kind = %(document)s AND dependency.shown
        AND dependency.page_id NOT IN (SELECT page_id FROM unbuilt)
), hit (page_id, date, is_own) AS (
    SELECT page_id, date, true FROM own
    UNION ALL
    SELECT DISTINCT page_id, entry.date, false
    FROM showing LEFT JOIN publications_searchentry entry USING (page_id)
    WHERE page_id NOT IN (SELECT page_id FROM own)
), found AS MATERIALIZED (
    -- From the newest on, each is asked for its visibility until there are enough.
    SELECT page.id, hit.date, hit.is_own, page.content_type_id AS type,
        extract(year FROM hit.date)::integer AS year,
        coalesce(page.content_type_id = %(type)s, true) AS has_type,
        coalesce(extract(year FROM hit.date) = %(year)s, %(year)s::integer IS NULL) AS has_year,
        %(topic)s::text IS NULL OR EXISTS (
            SELECT FROM publications_dependency
            WHERE page_id = page.id AND kind = %(topics)s AND object = %(topic)s AND shown
        ) AS has_topic
    FROM (SELECT * FROM hit ORDER BY date DESC NULLS LAST, page_id DESC) AS hit
    CROSS JOIN LATERAL (
        SELECT * FROM ({pages}) AS page (id, content_type_id) WHERE id = hit.page_id OFFSET 0
    ) AS page
    ORDER BY hit.date DESC NULLS LAST, hit.page_id DESC LIMIT %(most_counted)s
), chosen AS MATERIALIZED (
    SELECT id, date, is_own FROM found WHERE has_type AND has_topic AND has_year
    ORDER BY date DESC NULLS LAST, id DESC LIMIT %(exact)s + 1
), best AS (
    -- 1: divided by the logarithm of the length, as in search.queries.best_first.
    SELECT id, row_number() OVER (
        ORDER BY CASE WHEN is_own THEN ts_rank(vector, %(query)s::tsquery, 1) ELSE 0 END
            + CASE WHEN id IN (SELECT page_id FROM showing) THEN %(shown_rank)s ELSE 0 END DESC,
            chosen.date DESC NULLS LAST, id DESC
    ) AS place
    FROM (SELECT * FROM chosen LIMIT %(exact)s) AS chosen
    LEFT JOIN LATERAL (
        SELECT vector FROM publications_searchentry WHERE page_id = chosen.id OFFSET 0
    ) AS entry ON true
)
SELECT 'key' AS kind, id::text AS value, '' AS label, place AS count
FROM best WHERE place > %(start)s AND place <= %(stop)s
UNION ALL SELECT 'total', '', '', count(*) FROM chosen
UNION ALL SELECT 'counted', '', '', count(*) FROM found
UNION ALL SELECT 'types', type::text, '', count(*)
    FROM found WHERE has_topic AND has_year GROUP BY type
UNION ALL SELECT 'years', year::text, '', count(*)
    FROM found WHERE has_type AND has_topic AND year BETWEEN {first_year} AND {last_year}
    GROUP BY year
UNION ALL SELECT 'topics', topic.slug, topic.name, counted.count
    FROM (
        SELECT dependency.object, count(*)
        FROM found JOIN publications_dependency dependency ON dependency.page_id = found.id
        WHERE has_type AND has_year AND dependency.kind = %(topics)s AND dependency.shown
        GROUP BY dependency.object
    ) AS counted JOIN cms_topic topic ON topic.id::text = counted.object
UNION ALL SELECT 'picks', '', to_json(pick)::text, -place
    FROM (SELECT *, row_number() OVER () AS place FROM ({picks}) AS ordered) AS pick
ORDER BY kind, count DESC, label, value DESC
"""


# For a word of most pages PostgreSQL would rather read the whole table. It doesn't know what that
# costs: each vector lies outside its row, and takes fifty times as long as the index. And it counts
# what visibility costs once for each page, and would compile for what it takes to be that dear.
_BY_INDEX = (
    "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; {}; "
    "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL jit TO DEFAULT"
)


def find(
    query: str, site: Site, choice: Choice, start: int, stop: int, picked_for: str = ""
) -> Found:
    """The site's visible pages that match a `tsquery`: those from place `start` to `stop`, and what
    can be told of all of them. One query, which also reads the picks for the
    words `picked_for`.
    """
    found = Found()
    if not query:
        return found
    pages = of_site(visible(Page.objects.order_by()), site, Site.get_site_root_paths())
    parameters = {
        "query": query,
        "shown_rank": SHOWN_RANK,
        "document": kind(Document),
        "type": choice.type,
        "year": choice.year,
        "topics": kind(Topic),
        "topic": None if choice.topic is None else str(choice.topic),
        # A choice may be of old pages only.
        "most_counted": MOST_COUNTED if choice == Choice() else None,
        "exact": EXACT,
        "start": start,
        "stop": stop,
    }
    statement = _FIND.format(
        unbuilt=UNBUILT,
        documents=_part(matching_documents(query).values("pk"), "documents", parameters),
        pages=_part(pages.values("pk", "content_type_id"), "pages", parameters),
        picks=_part(_picks(picked_for), "picks", parameters),
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


def _part(queryset: QuerySet, name: str, parameters: dict[str, Any]) -> str:
    """SQL of a queryset, the values of which are added to the parameters by names of their own."""
    sql, values = queryset.query.sql_with_params()
    first, *others = sql.split("%s")
    for number, (value, text) in enumerate(zip(values, others, strict=True)):
        parameters[f"{name}_{number}"] = value
        first += f"%({name}_{number})s{text}"
    return first


def _fill(found: Found, rows: Iterable[tuple[str, str, str, int]]) -> None:
    places: dict[int, int] = {}
    is_cut = False
    for name, value, label, number in rows:
        if name == "key":
            places[number] = int(value)
        elif name == "total":
            found.total, found.is_exact = min(number, EXACT), number <= EXACT
        elif name == "counted":
            is_cut = number == MOST_COUNTED
        elif name == "picks":
            found.picks.append(json.loads(label))
        else:
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
