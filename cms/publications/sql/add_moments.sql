-- One row a moment that had no row of its own: its key.
INSERT INTO publications_moment (key, instant, passed)
SELECT key, key::timestamptz, key::timestamptz <= clock_timestamp()
FROM unnest(%(keys)s::text[]) AS key
ON CONFLICT DO NOTHING
RETURNING key
