-- One row a word: on how many visible pages it is, at most so many.
SELECT given.word, (
    SELECT count(*) FROM (
        SELECT FROM publications_searchentry entry JOIN ({pages}) AS page (id)
            ON page.id = entry.page_id
        WHERE entry.vector @@ given.query AND (
            entry.page_id NOT IN ({unbuilt})
            OR ts_filter(entry.vector, '{{a,b,c}}') @@ given.query
        )
        LIMIT %(counted)s
    ) AS page_with_it
)
FROM (SELECT word, {query} AS query FROM unnest(%(words)s::text[]) AS given (word)) AS given
