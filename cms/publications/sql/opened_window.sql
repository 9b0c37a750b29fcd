-- One row a page that changed after a cursor, in public or as restricted pages that are
-- `opened`: as in `window.sql`.

-- All restricted pages wait: they are built to be read.
SELECT publications_epoch(), head.sequence, head.forgotten, changed.*
FROM (
    SELECT coalesce(max(greatest(sequence, keyed_sequence)), 0) AS sequence,
        coalesce(max(greatest(forgotten, keyed_forgotten)), 0) AS forgotten
    FROM publications_head
) AS head
LEFT JOIN LATERAL (
    SELECT page_id, sequence, bool_or(is_waiting)
    FROM (
        (SELECT page_id, sequence, was_public AND (
            representation IS NULL AND error IS NULL OR fingerprint <> %(fingerprint)s
        ) AS is_waiting
        FROM publications_publication
        WHERE (sequence, page_id) > (%(sequence)s, %(page_id)s)
            AND (was_public OR sequence > coalesce(%(begun)s, head.sequence))
        ORDER BY sequence, page_id
        LIMIT %(most)s)
        UNION ALL
        (SELECT page_id, sequence, is_there
        FROM ({opened}) AS opened (page_id, sequence, is_there)
        WHERE (sequence, page_id) > (%(sequence)s, %(page_id)s)
            AND (is_there OR sequence > coalesce(%(begun)s, head.sequence))
        ORDER BY sequence, page_id
        LIMIT %(most)s)
    ) AS either
    GROUP BY page_id, sequence
    ORDER BY sequence, page_id
    LIMIT %(most)s
) AS changed ON true
ORDER BY changed.sequence, changed.page_id
