-- One row a page that a view restriction is on, or that is an alias of one: its path.

-- The restricted paths are worked out once a query, not once a row. An alias has no restrictions of
-- its own but those of its source, as in Page.get_view_restrictions().
-- OFFSET keeps the planner from reading all pages instead of probing for these few.
WITH RECURSIVE restricted (id, path) AS (
    SELECT page.id, page.path
    FROM wagtailcore_pageviewrestriction restriction
    CROSS JOIN LATERAL (
        SELECT id, path FROM wagtailcore_page
        WHERE id = restriction.page_id AND alias_of_id IS NULL
        OFFSET 0
    ) AS page
    UNION
    SELECT alias.id, alias.path
    FROM restricted
    CROSS JOIN LATERAL (
        SELECT id, path FROM wagtailcore_page WHERE alias_of_id = restricted.id OFFSET 0
    ) AS alias
)
SELECT path FROM restricted
