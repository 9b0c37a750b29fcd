-- One row a site: the path of its root page.
SELECT page.path FROM wagtailcore_site site JOIN wagtailcore_page page
ON page.id = site.root_page_id
