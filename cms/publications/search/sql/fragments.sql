-- One row a page that is built: its key, and where its text matches.
SELECT page_id, ts_headline('danish', left(text, %(characters)s), %(query)s::tsquery, %(options)s)
FROM publications_searchentry JOIN publications_publication USING (page_id)
WHERE page_id = ANY (%(keys)s) AND representation IS NOT NULL
