-- No row. As `remove_tombstones.sql`, of restricted pages.
WITH removed AS (
    DELETE FROM publications_restrictedpublication WHERE NOT is_there AND at < %(before)s
    RETURNING sequence
)
UPDATE publications_head SET keyed_forgotten = greatest(keyed_forgotten, last.sequence)
FROM (SELECT max(sequence) AS sequence FROM removed) AS last
