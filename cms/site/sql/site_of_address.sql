-- One row or none: the site that answers to a host and port, then its root page, with all columns.

-- Which one it is, `publications_address` says, as to whoever asks for a page; for code of no
-- fingerprint nothing is stored of the site, and so nothing of it is read.
SELECT {columns}
FROM publications_address(%(host)s, %(port)s::integer, NULL, NULL) AS asked
JOIN wagtailcore_site AS site ON site.id = asked.site_id
JOIN wagtailcore_page AS page ON page.id = site.root_page_id
