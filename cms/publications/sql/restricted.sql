-- Restricted pages: numbered with the public's, in tables that nothing public reads.

-- The pages among these that are live and kept from the public by restrictions that let accounts
-- in, and whom they let in: `room` is a list of lists of groups, and who is in one of each may
-- enter. No account passes a password. As `restricted_open_to` of cms.visibility has it, which is
-- asked again whenever one is shown.
CREATE OR REPLACE FUNCTION publications_rooms(ids integer[])
RETURNS TABLE (page_id integer, path text, type_id integer, url_path text, room text)
LANGUAGE sql STABLE SET search_path = {schema}, pg_temp AS $function$
    SELECT page.id, page.path, page.content_type_id, page.url_path, asked.room
    FROM wagtailcore_page page
    CROSS JOIN LATERAL (
        SELECT coalesce(
            jsonb_agg(DISTINCT needed.groups) FILTER (WHERE needed.restriction_type = 'groups'),
            '[]'
        )::text AS room
        FROM (
            SELECT restriction.restriction_type, page.path ^@ top.path AS is_above, (
                SELECT coalesce(jsonb_agg(let_in.group_id::text ORDER BY let_in.group_id), '[]')
                FROM wagtailcore_pageviewrestriction_groups let_in
                WHERE let_in.pageviewrestriction_id = restriction.id
            ) AS groups
            FROM wagtailcore_pageviewrestriction restriction
            JOIN wagtailcore_page top ON top.id = restriction.page_id
            -- Or the page lies below a copy of what is below the restricted one.
            WHERE page.path ^@ top.path OR EXISTS (
                SELECT FROM wagtailcore_page copy
                JOIN wagtailcore_page source ON source.id = copy.alias_of_id
                WHERE copy.path = ANY (ARRAY(
                    SELECT left(page.path, steps)
                    FROM generate_series({steplen}, length(page.path), {steplen}) AS steps
                )) AND source.path ^@ top.path
            )
        ) AS needed
        HAVING bool_or(needed.is_above)
            AND bool_and(needed.restriction_type IN ('login', 'groups'))
    ) AS asked
    WHERE page.id = ANY (ids) AND page.live AND page.alias_of_id IS NULL
        AND page.content_type_id = ANY ({page_types}) AND NOT page.url_path ^@ {trash_path}
$function$;

-- Whether a room lets in who is in these groups.
CREATE OR REPLACE FUNCTION publications_lets_in(room text, own_groups text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT NOT EXISTS (
        SELECT FROM jsonb_array_elements(room::jsonb) AS asked (groups)
        WHERE NOT asked.groups ?| own_groups
    )
$function$;

-- Give the restricted pages that a commit has changed its number; tells whether there are any.
-- `own` and `below` are the pages that have changed themselves, or may be seen by others;
-- `seen` are those of them that the public sees now; `kinds` and `objects` are what pages may show.
CREATE OR REPLACE FUNCTION publications_number_restricted(
    number bigint, moment timestamptz, everything boolean,
    own integer[], below integer[], seen integer[], kinds text[], objects text[]
) RETURNS boolean
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    is_numbered boolean := false;
    copies integer[];
    looked_at integer[]; -- pages that may have come into a room, or left one
    hidden integer[];
    dependents integer[];
BEGIN
    IF everything THEN
        looked_at := ARRAY(
            SELECT unnest(own || below) UNION
            SELECT page_id FROM publications_restrictedpublication WHERE is_there
        );
    ELSE
        -- Below a copy, what the source is under counts as well, and the source may have moved.
        looked_at := own || below;
        copies := ARRAY(
            SELECT copy.id FROM unnest(looked_at) AS source (id)
            CROSS JOIN LATERAL (
                SELECT id FROM wagtailcore_page WHERE alias_of_id = source.id OFFSET 0
            ) AS copy
        );
        IF cardinality(copies) > 0 THEN
            looked_at := looked_at || ARRAY(SELECT publications_pages_below(copies));
        END IF;
    END IF;
    hidden := ARRAY(SELECT unnest(looked_at) EXCEPT SELECT unnest(seen));

    -- Of most commits there is nothing to be said here, and they don't pay for finding out rooms.
    IF cardinality(hidden) > 0 OR EXISTS (
        SELECT FROM publications_restrictedpublication
        WHERE page_id = ANY (looked_at) AND is_there
    ) THEN
        WITH room AS MATERIALIZED (
            SELECT * FROM publications_rooms(hidden)
        ), gone AS (
            -- From this room; the page may be in another one now, or public.
            UPDATE publications_restrictedpublication stored
            SET is_there = false, sequence = number, content_sequence = number, at = moment,
                reason = coalesce((
                    SELECT CASE WHEN page.live THEN 'restricted' ELSE 'unpublished' END
                    FROM wagtailcore_page page WHERE page.id = stored.page_id
                ), 'deleted'),
                digest = NULL, failed_at = NULL
            WHERE stored.is_there AND stored.page_id = ANY (looked_at) AND NOT EXISTS (
                SELECT FROM room
                WHERE (room.page_id, room.path, room.room)
                    = (stored.page_id, stored.path, stored.room)
            )
            RETURNING stored.page_id
        ), come AS (
            INSERT INTO publications_restrictedpublication AS stored
                (page_id, path, room, sequence, content_sequence, is_there, at, type_id, url_path,
                reason)
            SELECT page_id, path, room, number, number, true, moment, type_id, url_path, ''
            FROM room
            ON CONFLICT (page_id, path, room) DO UPDATE
            SET sequence = number, content_sequence = number, is_there = true, at = moment,
                type_id = excluded.type_id, url_path = excluded.url_path, reason = '',
                digest = NULL, failed_at = NULL
            WHERE NOT stored.is_there OR stored.page_id = ANY (own)
            RETURNING stored.page_id
        )
        SELECT EXISTS (SELECT FROM gone) OR EXISTS (SELECT FROM come) INTO is_numbered;

        DELETE FROM publications_restricteddependency dependency
        WHERE dependency.page_id = ANY (looked_at) AND NOT EXISTS (
            SELECT FROM publications_restrictedpublication stored
            WHERE stored.page_id = dependency.page_id AND stored.is_there
        );
    END IF;

    IF everything THEN
        dependents := ARRAY(
            SELECT page_id FROM publications_restrictedpublication WHERE is_there
        );
    ELSE
        dependents := ARRAY(
            SELECT dependent.page_id
            FROM unnest(kinds, objects) AS object (kind, object)
            CROSS JOIN LATERAL (
                SELECT dependency.page_id FROM publications_restricteddependency dependency
                WHERE dependency.kind = object.kind AND dependency.object = object.object
                OFFSET 0
            ) AS dependent
        );
    END IF;
    IF cardinality(dependents) > 0 THEN
        UPDATE publications_restrictedpublication stored
        SET sequence = number, at = moment, digest = NULL, failed_at = NULL
        WHERE stored.page_id = ANY (dependents) AND stored.is_there AND stored.sequence <> number;
        is_numbered := is_numbered OR FOUND;
    END IF;
    RETURN is_numbered;
END
$function$;

-- Record what was built of a restricted page in a snapshot in which its row had the number `as_of`;
-- tells whether that still holds and may be shown. As `publications_store` does it: with `grown`,
-- a commit since the snapshot may have missed what the page shows, and it is built again.
CREATE OR REPLACE FUNCTION publications_store_restricted(
    page integer, as_of bigint, grown boolean, seen_version bigint, dependencies jsonb,
    built_by text, new_digest text, has_failed boolean
) RETURNS boolean
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
DECLARE
    is_current boolean;
    is_missed boolean;
BEGIN
    SELECT fingerprint = built_by, grown AND version <> seen_version INTO is_current, is_missed
    FROM publications_head FOR SHARE;
    PERFORM FROM publications_restrictedpublication
    WHERE page_id = page AND sequence = as_of AND is_there
    FOR UPDATE;
    IF NOT FOUND OR is_current IS NOT TRUE THEN
        RETURN false;
    END IF;
    INSERT INTO publications_restricteddependency (page_id, kind, object)
    SELECT page, item ->> 0, item ->> 1 FROM jsonb_array_elements(dependencies) AS item
    ON CONFLICT DO NOTHING;
    IF is_missed THEN
        RETURN false;
    END IF;
    DELETE FROM publications_restricteddependency dependency
    WHERE dependency.page_id = page AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(dependencies) AS item
        WHERE item ->> 0 = dependency.kind AND item ->> 1 = dependency.object
    );
    UPDATE publications_restrictedpublication
    SET digest = new_digest, failed_at = CASE WHEN has_failed THEN clock_timestamp() END
    WHERE page_id = page AND is_there;
    RETURN true;
END
$function$;

-- Number these restricted pages, which are to be built anew, so that who follows them is told.
CREATE OR REPLACE FUNCTION publications_renumber_restricted(pages integer[]) RETURNS void
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
DECLARE
    number bigint;
BEGIN
    IF cardinality(pages) = 0 THEN
        RETURN;
    END IF;
    SELECT greatest(sequence, keyed_sequence) + 1 INTO number
    FROM publications_head FOR NO KEY UPDATE;
    UPDATE publications_restrictedpublication
    SET sequence = number, at = clock_timestamp(), digest = NULL, failed_at = NULL
    WHERE page_id = ANY (pages) AND is_there;
    UPDATE publications_head SET keyed_sequence = number;
END
$function$;

-- Forget what is known of the restricted pages as they were built: other code may build them.
CREATE OR REPLACE FUNCTION publications_renumber_all_restricted() RETURNS void
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
BEGIN
    -- First, as commits do it: none comes between.
    PERFORM FROM publications_head FOR NO KEY UPDATE;
    PERFORM publications_renumber_restricted(ARRAY(
        SELECT page_id FROM publications_restrictedpublication WHERE is_there
    ));
END
$function$;

-- The code that runs the site from now on. What other code has made of restricted pages is unknown.
CREATE OR REPLACE FUNCTION publications_take_over(new_fingerprint text) RETURNS void
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
BEGIN
    INSERT INTO publications_head (id, sequence, fingerprint) VALUES (1, 0, '')
        ON CONFLICT DO NOTHING;
    PERFORM FROM publications_head WHERE fingerprint = new_fingerprint FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        UPDATE publications_head SET fingerprint = new_fingerprint;
        PERFORM publications_renumber_all_restricted();
    END IF;
END
$function$;
