-- No row. Deletes the words of the vocabulary that no page has any more.
DELETE FROM publications_word known
WHERE NOT EXISTS (
    SELECT FROM publications_searchentry entry
    WHERE entry.vector @@ quote_literal(known.word)::tsquery
)
