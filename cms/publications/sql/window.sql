-- One row a page that changed after a cursor, in the order of the commits, each after the epoch and
-- the head as of the same moment; one without a page if none did.

-- Tombstones from before a first load began are passed over: who has nothing need not be told what
-- to drop.
SELECT publications_epoch(), coalesce(head.sequence, 0), coalesce(head.forgotten, 0), changed.*
FROM (VALUES (1)) AS one (id)
LEFT JOIN publications_head AS head ON head.id = one.id
LEFT JOIN LATERAL (
    SELECT page_id, sequence, was_public AND (
        representation IS NULL AND error IS NULL OR fingerprint <> %(fingerprint)s
    ) AS is_waiting
    FROM publications_publication
    WHERE (sequence, page_id) > (%(sequence)s, %(page_id)s)
        AND (was_public OR sequence > coalesce(%(begun)s, head.sequence))
    ORDER BY sequence, page_id
    LIMIT %(most)s
) AS changed ON true
ORDER BY changed.sequence, changed.page_id
