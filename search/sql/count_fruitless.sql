-- No row. Counts a search once more on a day; words that are new that day only as long as there are
-- no more than so many.
INSERT INTO search_fruitlesssearch AS stored (words, date, count)
SELECT %(words)s, %(day)s, 1
WHERE (SELECT count(*) FROM search_fruitlesssearch WHERE date = %(day)s) < %(most)s
    OR EXISTS (SELECT FROM search_fruitlesssearch WHERE words = %(words)s AND date = %(day)s)
ON CONFLICT (words, date) DO UPDATE SET count = stored.count + 1
