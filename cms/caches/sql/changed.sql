-- One row a page that changed after a cursor, in the order of the commits, each after the head as
-- of the same moment; one without a page if none did.
SELECT head.version, head.sequence, changed.*
FROM publications_head AS head
LEFT JOIN LATERAL (
    SELECT page_id, sequence, content_sequence, type_id, url_path
    FROM publications_publication
    WHERE (sequence, page_id) > (%(sequence)s, %(page_id)s)
    ORDER BY sequence, page_id
    LIMIT %(most)s
) AS changed ON true
ORDER BY changed.sequence, changed.page_id
