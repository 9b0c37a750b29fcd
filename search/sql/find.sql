-- One row a result, a facet's value or an editor's pick, and two that count: which of these it
-- is, by what, what it is called, and its place or how many it finds.
WITH unbuilt AS MATERIALIZED (
    {unbuilt}
), own AS MATERIALIZED (
    -- What is still to be built may hold names and documents that are hidden by now, so only its
    -- own words count.
    SELECT page_id, date FROM publications_searchentry
    WHERE vector @@ %(query)s::tsquery AND (
        page_id NOT IN (SELECT page_id FROM unbuilt)
        OR ts_filter(vector, '{{a,b,c}}') @@ %(query)s::tsquery
    )
), named AS MATERIALIZED (
    -- Topics and persons with all the words in their names, the former first.
    SELECT named.kind, named.id, named.dependency, named.sort_key FROM (
        SELECT 'topic' AS kind, id, %(topics)s AS dependency, sort_key FROM cms_topic
        UNION ALL SELECT 'person', id, %(persons)s, sort_key FROM cms_person
    ) AS named
    WHERE cardinality(%(words)s::text[]) > 0 AND NOT EXISTS (
        SELECT FROM unnest(%(words)s::text[]) AS word
        WHERE position(' ' || word IN ' ' || translate(named.sort_key, '-', ' ')) = 0
    )
), shown AS MATERIALIZED (
    -- Each document and each visible page that shows it.
    SELECT document.id, page.id AS page_id, entry.date
    FROM ({documents}) AS document (id)
    JOIN publications_dependency dependency ON dependency.object = document.id::text
    CROSS JOIN LATERAL (
        SELECT * FROM ({pages}) AS page (id, content_type_id)
        WHERE id = dependency.page_id OFFSET 0
    ) AS page
    LEFT JOIN publications_searchentry entry ON entry.page_id = page.id
    WHERE dependency.kind = %(document)s AND dependency.shown
        AND dependency.page_id NOT IN (SELECT page_id FROM unbuilt)
), pages AS MATERIALIZED (
    -- From the newest on, each is asked for its visibility until there are enough.
    SELECT page.id, own.date, page.content_type_id::text AS type
    FROM (SELECT * FROM own ORDER BY date DESC NULLS LAST, page_id DESC) AS own
    CROSS JOIN LATERAL (
        SELECT * FROM ({pages}) AS page (id, content_type_id) WHERE id = own.page_id OFFSET 0
    ) AS page
    ORDER BY own.date DESC NULLS LAST, own.page_id DESC LIMIT %(most_counted)s
), hit AS (
    SELECT 'page' AS kind, id, date, type, '' AS sort_key FROM pages
    UNION ALL
    SELECT 'document', id, max(date), 'document', '' FROM shown GROUP BY id
    UNION ALL
    SELECT named.kind, named.id, NULL, named.kind, named.sort_key FROM named
    WHERE EXISTS (
        SELECT FROM publications_dependency dependency
        CROSS JOIN LATERAL (
            SELECT FROM ({pages}) AS page (id, content_type_id)
            WHERE id = dependency.page_id OFFSET 0
        ) AS page
        WHERE dependency.kind = named.dependency AND dependency.object = named.id::text
            AND dependency.shown AND dependency.page_id NOT IN (SELECT page_id FROM unbuilt)
    )
), place (kind, id, page_id) AS (
    -- The pages by whose topics a result is filed.
    SELECT 'page', id, id FROM pages UNION ALL SELECT 'document', id, page_id FROM shown
), found AS MATERIALIZED (
    SELECT kind, id, date, type, sort_key, extract(year FROM date)::integer AS year,
        kind = 'page' AND id IN ({upcoming}) AS is_upcoming,
        kind = 'page' AND id IN ({past}) AS is_past,
        coalesce(type = %(type)s, true) AS has_type,
        coalesce(extract(year FROM date) = %(year)s, %(year)s::integer IS NULL) AS has_year,
        %(topic)s::text IS NULL OR (kind, id) IN (
            SELECT place.kind, place.id FROM place JOIN publications_dependency USING (page_id)
            WHERE publications_dependency.kind = %(topics)s AND object = %(topic)s AND shown
        ) AS has_topic
    FROM hit
), placed AS MATERIALIZED (
    SELECT *, CASE %(when)s WHEN 'upcoming' THEN is_upcoming WHEN 'past' THEN is_past ELSE true END
        AS has_when
    FROM found
), chosen AS MATERIALIZED (
    SELECT kind, id, date, sort_key FROM placed
    WHERE has_type AND has_topic AND has_year AND has_when
    ORDER BY kind IN ('topic', 'person') DESC, date DESC NULLS LAST, id DESC
    LIMIT %(exact)s + 1
), ranked AS (
    -- Whole rows are met as late as may be: to rank a page, its whole vector is read. A document is
    -- ranked by its title and first page.
    -- 1: divided by the logarithm of the length, as in search.queries.best_first.
    SELECT kind, id, date, CASE kind
        WHEN 'topic' THEN 4 + (sort_key = %(name)s)::integer
        WHEN 'person' THEN 2 + (sort_key = %(name)s)::integer
        ELSE coalesce(ts_rank(entry.vector, %(query)s::tsquery, 1), 0)
    END AS rank
    FROM (SELECT * FROM chosen LIMIT %(exact)s) AS chosen
    LEFT JOIN LATERAL (
        SELECT vector FROM publications_searchentry
        WHERE chosen.kind = 'page' AND page_id = chosen.id
        UNION ALL
        SELECT vector FROM media_documentpage
        WHERE chosen.kind = 'document' AND document_id = chosen.id AND number = 1
        OFFSET 0 -- noqa: PRS
    ) AS entry ON true
), best AS (
    SELECT kind, id, row_number() OVER (
        ORDER BY CASE WHEN %(by_date)s THEN date END DESC NULLS LAST, rank DESC,
            date DESC NULLS LAST, id DESC
    ) AS place
    FROM ranked
)
SELECT 'key' AS kind, id::text AS value, kind AS label, place AS count
FROM best WHERE place > %(start)s AND place <= %(stop)s
UNION ALL SELECT 'total', '', '', count(*) FROM chosen
UNION ALL SELECT 'counted', '', '', count(*) FROM pages
UNION ALL SELECT 'types', type, '', count(*)
    FROM placed WHERE has_topic AND has_year AND has_when GROUP BY type
UNION ALL SELECT 'years', year::text, '', count(*)
    FROM placed
    WHERE has_type AND has_topic AND has_when AND year BETWEEN {first_year} AND {last_year}
    GROUP BY year
UNION ALL SELECT 'whens', unnest(ARRAY['upcoming', 'past']), '',
        unnest(ARRAY[count(*) FILTER (WHERE is_upcoming), count(*) FILTER (WHERE is_past)])
    FROM placed WHERE has_type AND has_topic AND has_year
UNION ALL SELECT 'topics', topic.slug, topic.name, counted.count
    FROM (
        SELECT dependency.object, count(DISTINCT (placed.kind, placed.id))
        FROM placed JOIN place USING (kind, id)
        JOIN publications_dependency dependency ON dependency.page_id = place.page_id
        WHERE has_type AND has_year AND has_when
            AND dependency.kind = %(topics)s AND dependency.shown
        GROUP BY dependency.object
    ) AS counted JOIN cms_topic topic ON topic.id::text = counted.object
UNION ALL SELECT 'picks', '', to_json(pick)::text, -place
    FROM (SELECT *, row_number() OVER () AS place FROM ({picks}) AS ordered) AS pick
ORDER BY kind, count DESC, label, value DESC
