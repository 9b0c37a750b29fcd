-- What every visitor asks. A function, because planning it takes several times as long as running
-- it: here a plan is made once a session, whatever the parameters.

-- The site that answers to a host and port, what is stored of it by this code if no commit came
-- since, and the visible page at a path below its root ("a/b/", or NULL for none) with what the log
-- holds of it. No row: there is no such site.
CREATE OR REPLACE FUNCTION publications_address(
    asked_host text, asked_port integer, asked_path text, built_by text
) RETURNS TABLE (
    site_id integer, host text, port integer, name text, root_id integer, is_default boolean,
    site_representation text, page_id integer, path text, type_id integer,
    published timestamptz, sequence bigint, builds bigint, fingerprint text, representation text,
    error text
)
LANGUAGE plpgsql STABLE
SET search_path = {schema}, pg_temp SET plan_cache_mode = force_generic_plan AS $function$
#variable_conflict use_column
DECLARE
    site record;
    address text;
BEGIN
    -- Ranked as Site.find_for_request() does: host and port, then the default site of that host,
    -- then the only site of that host, then the default site.
    SELECT site.*, root.url_path, stored.representation,
        (SELECT count(*) FROM wagtailcore_site) > 1 AS has_others INTO site
    FROM (
        SELECT *, count(*) OVER (PARTITION BY hostname) = 1 AS is_only
        FROM wagtailcore_site WHERE hostname = asked_host OR is_default_site
    ) AS site
    JOIN wagtailcore_page root ON root.id = site.root_page_id
    LEFT JOIN publications_head head ON true
    LEFT JOIN publications_siterepresentation stored ON stored.site_id = site.id
        AND stored.version = head.version AND stored.fingerprint = built_by
    WHERE (site.hostname = asked_host AND (site.port = asked_port OR site.is_only))
        OR site.is_default_site
    ORDER BY site.hostname = asked_host AND site.port = asked_port DESC,
        site.hostname = asked_host DESC
    LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    address := site.url_path || asked_path;
    -- A page below the roots of several sites belongs to the one that get_url_parts() names.
    IF site.has_others AND site.id IS DISTINCT FROM (
        SELECT owner.id FROM wagtailcore_site owner
        JOIN wagtailcore_page root ON root.id = owner.root_page_id
        WHERE address ^@ root.url_path
        ORDER BY root.url_path DESC, owner.is_default_site DESC, owner.hostname
        LIMIT 1
    ) THEN
        address := NULL;
    END IF;

    RETURN QUERY
    SELECT site.id, site.hostname::text, site.port, site.site_name::text, site.root_page_id,
        site.is_default_site, site.representation,
        page.id, page.path::text, page.content_type_id, page.last_published_at,
        publication.sequence, publication.builds, publication.fingerprint::text,
        publication.representation, publication.error
    FROM (VALUES (address)) AS asked (address)
    LEFT JOIN ({addressed_pages}) AS page (id, path, url_path, content_type_id, last_published_at)
        ON page.url_path = asked.address
    LEFT JOIN publications_publication publication ON publication.page_id = page.id
    LIMIT 1;
END
$function$;
