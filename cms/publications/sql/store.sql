-- Storing what was built. The head is share-locked, so no commit is numbered meanwhile.

-- `as_of` and `seen_builds` are the row's values in the snapshot that the page was built in: if
-- they still hold, the page is what it was then. `dependencies` is [[kind, object, shown], …].
-- With `grown`, the page needs dependencies that the snapshot didn't have: a commit between the
-- snapshot, whose head had `seen_version`, and now may have missed the page. If there was one, they
-- are only recorded, and the page is built again.
-- With `told`, other content than this has been read since the commit (by the code before, or as
-- far as it could be built): it gets a number of its own, so that who follows the log hears of it.
-- Returns NULL if it isn't stored, and else whether the page's words have changed.
CREATE OR REPLACE FUNCTION publications_store(
    page integer, as_of bigint, seen_builds bigint, grown boolean, seen_version bigint,
    dependencies jsonb,
    built_by text, new_representation text, new_card text, new_digest text, new_error text,
    new_entry jsonb, told boolean
) RETURNS boolean
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
DECLARE
    is_current boolean;
    is_missed boolean;
    number bigint := as_of;
BEGIN
    IF told THEN
        -- Before the shared lock: two builders that hold that one would wait for each other.
        PERFORM FROM publications_head FOR NO KEY UPDATE;
    END IF;
    SELECT fingerprint = built_by, grown AND version <> seen_version INTO is_current, is_missed
    FROM publications_head FOR SHARE;
    PERFORM FROM publications_publication
    WHERE page_id = page AND sequence = as_of AND builds = seen_builds AND was_public
    FOR UPDATE;
    IF NOT FOUND OR is_current IS NOT TRUE THEN
        RETURN NULL;
    END IF;

    INSERT INTO publications_dependency AS dependency (page_id, kind, object, shown)
    SELECT page, item ->> 0, item ->> 1, (item ->> 2)::boolean AND NOT is_missed
    FROM jsonb_array_elements(dependencies) AS item
    ON CONFLICT (page_id, kind, object) DO UPDATE SET shown = excluded.shown
    WHERE dependency.shown <> excluded.shown AND NOT is_missed;
    IF is_missed THEN
        RETURN NULL;
    END IF;

    DELETE FROM publications_dependency dependency
    WHERE dependency.page_id = page AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(dependencies) AS item
        WHERE item ->> 0 = dependency.kind AND item ->> 1 = dependency.object
    );
    IF told THEN
        UPDATE publications_head SET sequence = greatest(sequence, keyed_sequence) + 1
            RETURNING sequence INTO number;
        PERFORM pg_notify('publications', '');
    END IF;
    UPDATE publications_publication
    SET sequence = number, at = CASE WHEN told THEN clock_timestamp() ELSE at END,
        representation = new_representation, card = new_card, digest = new_digest,
        fingerprint = built_by, error = new_error,
        failed_at = CASE WHEN new_error IS NOT NULL THEN clock_timestamp() END,
        builds = builds + 1
    WHERE page_id = page;
    RETURN publications_store_entry(page, new_entry);
END
$function$;
