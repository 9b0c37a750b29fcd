-- One row a page of those that changed: what the log holds of it, and whether it may be seen; its
-- representation only if it may, and was asked for.
WITH visible (id) AS ({visible})
SELECT page_id, sequence, content_sequence, at, type_id, url_path, reason, digest, fingerprint,
    visible.id IS NOT NULL,
    CASE
        WHEN visible.id IS NOT NULL AND page_id = ANY (%(shown)s::integer[]) THEN representation
    END
FROM publications_publication LEFT JOIN visible ON visible.id = page_id
WHERE page_id = ANY (%(keys)s::integer[])
