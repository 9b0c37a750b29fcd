-- One row a page of a document that matches, the best of each: the page of the site that shows the
-- document, what is told of it, and where in it the words stand.
SELECT shown.page_id, document.id, to_jsonb(document), hit.number,
    ts_headline('danish', hit.text, %(query)s::tsquery, %(options)s), hit.rank, hit.matching
FROM ({shown}) AS shown (page_id, object)
JOIN ({documents}) AS document (id, title, file, size, page_count, language, tagged, file_title)
    ON document.id::text = shown.object
CROSS JOIN LATERAL (
    -- Only what matches in the text, of weight C, tells where in the document it is.
    SELECT number, text, ts_rank('{{0, 1, 0, 0}}', vector, %(query)s::tsquery) AS rank,
        count(*) OVER () AS matching
    FROM media_documentpage
    WHERE document_id = document.id AND vector @@ %(query)s::tsquery
    ORDER BY rank DESC, number LIMIT %(most_pages)s
) AS hit
