-- Numbering: once a transaction, when it commits.

-- The pages among these that the public may see. The query is that of cms.visibility.
CREATE OR REPLACE FUNCTION publications_visible(ids integer[]) RETURNS SETOF integer
LANGUAGE sql SET search_path = {schema}, pg_temp AS $function$
    SELECT id FROM ({visible_pages}) AS visible (id) WHERE id = ANY (ids)
$function$;

-- The files in a collection and in those below it, as kinds and objects.
CREATE OR REPLACE FUNCTION publications_files_below(top integer)
RETURNS TABLE (kind text, object text)
LANGUAGE sql SET search_path = {schema}, pg_temp AS $function$
    SELECT file.kind, file.object
    FROM wagtailcore_collection upper
    JOIN wagtailcore_collection lower ON lower.path ^@ upper.path
    CROSS JOIN LATERAL ({collection_members}) AS file (kind, object)
    WHERE upper.id = top
$function$;

-- The pages below these, themselves included, and below their aliases.
CREATE OR REPLACE FUNCTION publications_pages_below(tops integer[]) RETURNS SETOF integer
LANGUAGE sql SET search_path = {schema}, pg_temp AS $function$
    WITH RECURSIVE top AS (
        SELECT id, path FROM wagtailcore_page WHERE id = ANY (tops)
        UNION
        SELECT alias.id, alias.path
        FROM top JOIN wagtailcore_page alias ON alias.alias_of_id = top.id
    )
    SELECT DISTINCT below.id
    FROM top CROSS JOIN LATERAL (
        -- A range of the paths' pattern index; '~' sorts after every character of a path.
        SELECT page.id FROM wagtailcore_page page
        WHERE page.path ~>=~ top.path AND page.path ~<~ (top.path || '~')
        OFFSET 0
    ) AS below
$function$;

CREATE OR REPLACE FUNCTION publications_number() RETURNS trigger
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
DECLARE
    number bigint;
    moment timestamptz;
    everything boolean;
    own integer[];        -- pages with a row of their own that changed
    opened integer[];     -- pages below a changed restriction, so perhaps shown or hidden by it
    visible_now integer[];
    public_before integer[];
    changed integer[];    -- pages of which the public can notice a change
    kinds text[];         -- with `objects`: what has changed besides, or is shown to others now
    objects text[];
    dependents integer[]; -- other pages that show something that changed, or would
BEGIN
    IF NEW.stage = 1 THEN
        -- Once more to the end of the queue: Django's deferred foreign key checks lock rows, and
        -- must be done before this transaction takes the lock that all others wait for.
        DELETE FROM publications_flush WHERE xact = NEW.xact AND stage = 1;
        INSERT INTO publications_flush (xact, stage) VALUES (NEW.xact, 2) ON CONFLICT DO NOTHING;
        RETURN NULL;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'Content is changed in READ COMMITTED transactions only, not in %',
            upper(current_setting('transaction_isolation'))
            USING HINT = 'A snapshot from before the lock would overlook what others have just '
                'recorded.', ERRCODE = 'feature_not_supported';
    END IF;

    -- Held until the commit is done, so numbers become visible in their order.
    INSERT INTO publications_head (id, sequence, fingerprint) VALUES (1, 0, '')
        ON CONFLICT DO NOTHING;
    UPDATE publications_head SET version = version + 1
        RETURNING greatest(sequence, keyed_sequence) + 1 INTO number;
    moment := clock_timestamp();

    everything := EXISTS (
        SELECT FROM publications_mark WHERE xact = NEW.xact AND kind = 'all'
    );
    own := ARRAY(
        SELECT DISTINCT object::integer FROM publications_mark
        WHERE xact = NEW.xact AND kind = 'wagtailcore_page'
    );
    IF everything THEN
        opened := ARRAY(
            SELECT id FROM wagtailcore_page UNION SELECT page_id FROM publications_publication
        );
    ELSE
        opened := ARRAY(SELECT publications_pages_below(ARRAY(
            SELECT object::integer FROM publications_mark
            WHERE xact = NEW.xact AND kind = 'pages below'
            UNION
            -- Whom among its members it lets in.
            SELECT restriction.page_id FROM publications_mark mark
            JOIN wagtailcore_pageviewrestriction restriction
                ON restriction.id = mark.object::integer
            WHERE mark.xact = NEW.xact AND mark.kind = 'wagtailcore_pageviewrestriction'
        )));
    END IF;
    visible_now := ARRAY(SELECT publications_visible(own || opened));
    public_before := ARRAY(
        SELECT publication.page_id
        FROM (SELECT DISTINCT unnest(own || opened) AS id) AS page
        JOIN publications_publication publication ON publication.page_id = page.id
        WHERE publication.was_public
    );
    -- A page that is hidden before and after says nothing; one that only might have been shown or
    -- hidden has changed only if it was.
    changed := ARRAY(
        SELECT unnest(own) INTERSECT (SELECT unnest(visible_now) UNION SELECT unnest(public_before))
        UNION
        (SELECT unnest(visible_now) EXCEPT SELECT unnest(public_before))
        UNION
        (SELECT unnest(public_before) EXCEPT SELECT unnest(visible_now))
    );

    SELECT array_agg(object.kind), array_agg(object.object) INTO kinds, objects
    FROM (
        SELECT kind, object FROM publications_mark
        WHERE xact = NEW.xact AND kind <> 'wagtailcore_page'
        UNION
        SELECT 'wagtailcore_page', unnest(changed)::text
        UNION
        SELECT file.kind, file.object
        FROM publications_mark mark
        CROSS JOIN LATERAL publications_files_below(mark.object::integer) AS file
        WHERE mark.xact = NEW.xact AND mark.kind = 'files below'
    ) AS object (kind, object);
    IF everything THEN
        dependents := ARRAY(
            SELECT page_id FROM publications_publication WHERE was_public
            EXCEPT SELECT unnest(changed)
        );
    ELSE
        dependents := ARRAY(
            SELECT dependent.page_id
            FROM unnest(kinds, objects) AS object (kind, object)
            CROSS JOIN LATERAL (
                -- OFFSET keeps the planner from reading all dependencies instead of probing.
                SELECT dependency.page_id FROM publications_dependency dependency
                WHERE dependency.kind = object.kind AND dependency.object = object.object
                OFFSET 0
            ) AS dependent
            EXCEPT SELECT unnest(changed)
        );
    END IF;

    DELETE FROM publications_mark WHERE xact = NEW.xact;
    DELETE FROM publications_flush WHERE xact = NEW.xact AND stage = 2;
    -- Who keeps what all pages show, or files, hears of commits that change no page, too.
    PERFORM pg_notify('commits', '');
    -- The public's number stays where only restricted pages have changed: it tells of no edit there.
    IF publications_number_restricted(
        number, moment, everything, own, opened, visible_now, kinds, objects
    ) THEN
        UPDATE publications_head SET keyed_sequence = number;
    END IF;
    IF cardinality(changed) = 0 AND cardinality(dependents) = 0 THEN
        RETURN NULL;
    END IF;

    -- Where it was last public stays: its address now may say what nobody was told.
    UPDATE publications_publication publication
    SET sequence = number, content_sequence = number, was_public = false, at = moment,
        reason = CASE
            WHEN page.id IS NULL THEN 'deleted'
            WHEN NOT page.live THEN 'unpublished'
            ELSE 'restricted'
        END,
        representation = NULL, card = NULL, digest = NULL, error = NULL, failed_at = NULL
    FROM (SELECT unnest(changed) EXCEPT SELECT unnest(visible_now)) AS hidden (id)
    LEFT JOIN wagtailcore_page page ON page.id = hidden.id
    WHERE publication.page_id = hidden.id;

    DELETE FROM publications_dependency dependency
    USING (SELECT unnest(changed) EXCEPT SELECT unnest(visible_now)) AS hidden (id)
    WHERE dependency.page_id = hidden.id;

    INSERT INTO publications_publication AS publication
        (page_id, sequence, content_sequence, was_public, at, type_id, url_path, reason,
        fingerprint, builds)
    SELECT page.id, number, number, true, moment, page.content_type_id, page.url_path, '', '', 0
    FROM (SELECT unnest(changed) INTERSECT SELECT unnest(visible_now)) AS shown (id)
    JOIN wagtailcore_page page ON page.id = shown.id
    ON CONFLICT (page_id) DO UPDATE
    SET sequence = number, content_sequence = number, was_public = true, at = moment,
        type_id = excluded.type_id, url_path = excluded.url_path, reason = '',
        representation = NULL, card = NULL, digest = NULL, error = NULL, failed_at = NULL;

    -- Why it was taken down holds no more.
    DELETE FROM publications_removal WHERE page_id = ANY (visible_now);

    -- What only shows something that changed is still found by its own words meanwhile.
    DELETE FROM publications_searchentry WHERE page_id = ANY (changed);

    UPDATE publications_publication publication
    SET sequence = number, at = moment, representation = NULL, card = NULL, digest = NULL,
        error = NULL, failed_at = NULL
    FROM unnest(dependents) AS dependent (id)
    WHERE publication.page_id = dependent.id AND publication.was_public;

    UPDATE publications_head SET sequence = number;
    PERFORM pg_notify('publications', '');
    RETURN NULL;
END
$function$;
