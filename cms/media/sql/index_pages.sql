-- No row. Writes the pages of a document's text, each with its words and those of the title.
INSERT INTO media_documentpage (document_id, number, title, text, vector)
SELECT %(document)s, number, title, text, publications_vector(ARRAY['', %(title)s, words, ''])
FROM unnest(%(numbers)s::integer[], %(titles)s::text[], %(texts)s::text[], %(words)s::text[])
    AS page (number, title, text, words)
