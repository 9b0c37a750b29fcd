"""Which pages match a search, how well, and how they divide into types, topics and years.

A page is found by its own words, and through documents that it shows by theirs, which lie page by
page in `DocumentPage`. Both are asked for their visibility in the statement that finds them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page, Site
from wagtail.search.utils import normalise_query_string

from cms.delivery.filters import FIRST_YEAR, LAST_YEAR
from cms.media.models import Document
from cms.models import Topic
from cms.models.tree import of_site
from cms.passages import matching_documents
from cms.publications.search.queries import RANKED, UNBUILT
from cms.publications.watching import kind
from cms.visibility import visible

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
    count: int


@dataclass
class Found:
    """A page of results by key, the best first, how many there are in all, and the facets. Each
    counts what it would find beside what is chosen in the others.
    """

    keys: list[int] = field(default_factory=list)
    total: int = 0
    types: list[Facet] = field(default_factory=list)
    topics: list[Facet] = field(default_factory=list)
    years: list[Facet] = field(default_factory=list)
    #: Editors' picks for the query: page or None, URL, title, description.
    picks: list[dict] = field(default_factory=list)


# Ranks are those of `cms.publications.search.queries.best_first`. What is still to be built may
# hold names and documents that are hidden by now, so only its own words count.
_FIND = """
WITH unbuilt AS MATERIALIZED (
    {unbuilt}
), hit (page_id, rank) AS (
    SELECT page_id, CASE WHEN row_number() OVER (ORDER BY date DESC NULLS LAST, page_id DESC) <= %s
        THEN ts_rank(vector, %s::tsquery, 1) ELSE 0 END
    FROM publications_searchentry
    WHERE vector @@ %s::tsquery AND (
        page_id NOT IN (SELECT page_id FROM unbuilt)
        OR ts_filter(vector, '{{a,b,c}}') @@ %s::tsquery
    )
    UNION ALL
    SELECT DISTINCT dependency.page_id, %s::real
    FROM ({documents}) AS document (id)
    JOIN publications_dependency dependency ON dependency.object = document.id::text
    WHERE dependency.kind = %s AND dependency.shown
        AND dependency.page_id NOT IN (SELECT page_id FROM unbuilt)
), found AS MATERIALIZED (
    SELECT page.id, best.rank, entry.date, page.content_type_id AS type,
        extract(year FROM entry.date)::integer AS year,
        coalesce(page.content_type_id = %s, true) AS has_type,
        coalesce(extract(year FROM entry.date) = %s, %s::integer IS NULL) AS has_year,
        %s::text IS NULL OR EXISTS (
            SELECT FROM publications_dependency
            WHERE page_id = page.id AND kind = %s AND object = %s AND shown
        ) AS has_topic
    FROM (SELECT page_id, sum(rank) AS rank FROM hit GROUP BY page_id) AS best
    JOIN ({pages}) AS page (id, content_type_id) ON page.id = best.page_id
    LEFT JOIN publications_searchentry entry ON entry.page_id = page.id
), chosen AS (
    SELECT id, row_number() OVER (
        ORDER BY rank DESC, date DESC NULLS LAST, id DESC
    ) AS place
    FROM found WHERE has_type AND has_topic AND has_year
)
SELECT 'key' AS kind, id::text AS value, '' AS label, place AS count
FROM chosen WHERE place > %s AND place <= %s
UNION ALL SELECT 'total', '', '', count(*) FROM chosen
UNION ALL SELECT 'types', type::text, '', count(*)
    FROM found WHERE has_topic AND has_year GROUP BY type
UNION ALL SELECT 'years', year::text, '', count(*)
    FROM found WHERE has_type AND has_topic AND year BETWEEN {first_year} AND {last_year}
    GROUP BY year
UNION ALL SELECT 'topics', topic.slug, topic.name, count(*)
    FROM found
    JOIN publications_dependency dependency ON dependency.page_id = found.id
    JOIN cms_topic topic ON topic.id::text = dependency.object
    WHERE has_type AND has_year AND dependency.kind = %s AND dependency.shown
    GROUP BY topic.slug, topic.name
UNION ALL SELECT 'picks', '', to_json(pick)::text, -place
    FROM (SELECT *, row_number() OVER () AS place FROM ({picks}) AS ordered) AS pick
ORDER BY kind, count DESC, label, value DESC
"""


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
    picks_sql, picks_parameters = _picks(picked_for)
    documents = matching_documents(query).values("pk")
    pages = of_site(visible(Page.objects.order_by()), site, Site.get_site_root_paths())
    pages = pages.values("pk", "content_type_id")
    documents_sql, documents_parameters = documents.query.sql_with_params()
    pages_sql, pages_parameters = pages.query.sql_with_params()
    topic = None if choice.topic is None else str(choice.topic)
    with connection.cursor() as cursor:
        cursor.execute(
            _FIND.format(
                unbuilt=UNBUILT,
                documents=documents_sql,
                pages=pages_sql,
                picks=picks_sql,
                first_year=FIRST_YEAR,
                last_year=LAST_YEAR,
            ),
            [
                RANKED,
                *[query] * 3,
                SHOWN_RANK,
                *documents_parameters,
                kind(Document),
                choice.type,
                choice.year,
                choice.year,
                topic,
                kind(Topic),
                topic,
                *pages_parameters,
                start,
                stop,
                kind(Topic),
                *picks_parameters,
            ],
        )
        rows = cursor.fetchall()
    _fill(found, rows)
    return found


def _fill(found: Found, rows: Iterable[tuple[str, str, str, int]]) -> None:
    places: dict[int, int] = {}
    for name, value, label, number in rows:
        if name == "key":
            places[number] = int(value)
        elif name == "total":
            found.total = number
        elif name == "picks":
            found.picks.append(json.loads(label))
        else:
            getattr(found, name).append(Facet(value, label, number))
    found.keys = [places[place] for place in sorted(places)]
    found.years.sort(key=lambda facet: -int(facet.value))


def _picks(words: str) -> tuple[str, tuple]:
    asked = normalise_query_string(words)
    named = (
        SearchPromotion.objects.filter(query__query_string=asked)
        .order_by("sort_order", "pk")
        .values("page_id", "external_link_url", "external_link_text", "description")
    )
    return named.query.sql_with_params()
