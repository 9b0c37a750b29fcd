-- One row a term of a query, in their order: the keys of pages that wait to be built (the same in
-- each row), its text, whether it is a word, what finds it as a `tsquery`, and the stems of longer
-- words that contain it.
SELECT
    ARRAY(
        SELECT page_id FROM publications_publication
        WHERE was_public AND representation IS NULL AND error IS NULL
        LIMIT %(most_waiting)s
    ),
    text, is_word, phraseto_tsquery('danish', text)::text,
    CASE WHEN is_word AND text ~ '[^0-9]' AND length(text) >= %(shortest_part)s THEN
        tsvector_to_array(to_tsvector('danish', (
            SELECT string_agg(word, ' ') FROM (
                SELECT word FROM publications_word WHERE position(text IN word) > 1
                ORDER BY length(word), word LIMIT %(most_longer)s
            ) AS longer
        )))
    END
FROM unnest(%(words)s::text[], %(single)s::boolean[])
    WITH ORDINALITY AS given (text, is_word, number)
ORDER BY number
