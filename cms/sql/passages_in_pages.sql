-- One row a page that is built: where its own text matches. It has no document.
SELECT entry.page_id, NULL AS id, NULL::jsonb AS document, 0 AS number,
    ts_headline('danish', left(entry.text, %(characters)s), %(query)s::tsquery, %(options)s)
        AS headline,
    0 AS rank, 0 AS matching
FROM publications_searchentry entry JOIN publications_publication publication USING (page_id)
WHERE entry.page_id = ANY (%(pages)s) AND publication.representation IS NOT NULL
