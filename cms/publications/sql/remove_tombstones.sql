-- One row: how many tombstones were removed.

-- The head remembers how far: a cursor from before can't be followed any more.
WITH removed AS (
    DELETE FROM publications_publication WHERE NOT was_public AND at < %(before)s RETURNING sequence
), last AS (
    SELECT max(sequence) AS sequence, count(*) AS number FROM removed
), head AS (
    UPDATE publications_head SET forgotten = greatest(forgotten, last.sequence) FROM last
)
SELECT number FROM last
