-- No row. Adds words to the vocabulary that it hasn't.

-- In the order of the words, so that two builders can't wait for each other.
INSERT INTO publications_word (word)
SELECT given.word FROM unnest(%(words)s::text[]) AS given (word)
WHERE NOT EXISTS (SELECT FROM publications_word known WHERE known.word = given.word)
ORDER BY given.word COLLATE "C"
ON CONFLICT DO NOTHING
