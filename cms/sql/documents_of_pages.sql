-- One row a document that a page shows which is built: both their keys.
SELECT dependency.page_id, dependency.object
FROM publications_publication publication JOIN publications_dependency dependency USING (page_id)
WHERE dependency.page_id = ANY (%(pages)s) AND dependency.kind = %(kind)s AND dependency.shown
    AND publication.representation IS NOT NULL
