-- Marks: insert-only, so that writers can't wait for each other here.

-- Row trigger: marks what a changed row is part of.
-- Arguments: the columns that nobody notices, as an array; then pairs of a kind and the column
-- that holds the object's key. Both the old and the new owner of a row are marked.
CREATE OR REPLACE FUNCTION publications_mark_row() RETURNS trigger
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
    before jsonb;
    after jsonb;
BEGIN
    -- The columns are named here and not in the trigger, where they would keep a migration from
    -- changing or dropping them.
    IF TG_OP <> 'INSERT' THEN
        before := to_jsonb(OLD) - TG_ARGV[0]::text[];
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := to_jsonb(NEW) - TG_ARGV[0]::text[];
    END IF;
    IF TG_OP = 'UPDATE' AND before = after THEN
        RETURN NULL;
    END IF;
    FOR position IN 1 .. TG_NARGS - 2 BY 2 LOOP
        INSERT INTO publications_mark (xact, kind, object)
        SELECT DISTINCT this, TG_ARGV[position], key
        FROM unnest(ARRAY[
            before ->> TG_ARGV[position + 1], after ->> TG_ARGV[position + 1]
        ]) AS key
        WHERE key IS NOT NULL;
    END LOOP;
    INSERT INTO publications_flush (xact, stage) VALUES (this, 1) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$function$;

-- Row trigger on a table that names the owner by content type.
-- Arguments: the column of the content type, that of the key, and {{"content type": "kind"}}.
CREATE OR REPLACE FUNCTION publications_mark_generic() RETURNS trigger
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
    kinds jsonb := TG_ARGV[2];
BEGIN
    INSERT INTO publications_mark (xact, kind, object)
    SELECT DISTINCT this, kinds ->> (owned ->> TG_ARGV[0]), owned ->> TG_ARGV[1]
    FROM unnest(ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END
    ]) AS owned
    WHERE kinds ? (owned ->> TG_ARGV[0]);
    INSERT INTO publications_flush (xact, stage) VALUES (this, 1) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$function$;

-- Statement trigger: a truncated table tells nothing of its rows.
CREATE OR REPLACE FUNCTION publications_mark_all() RETURNS trigger
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
BEGIN
    PERFORM publications_mark_everything();
    RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION publications_mark_everything() RETURNS void
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
BEGIN
    INSERT INTO publications_mark (xact, kind, object) VALUES (this, 'all', '');
    INSERT INTO publications_flush (xact, stage) VALUES (this, 1) ON CONFLICT DO NOTHING;
END
$function$;

-- Row trigger: tells the follower that something is due at a moment it may not know yet.
-- Argument: the column of the moment.
CREATE OR REPLACE FUNCTION publications_wake() RETURNS trigger
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
DECLARE
    has_moment boolean;
BEGIN
    EXECUTE format('SELECT ($1).%I IS NOT NULL', TG_ARGV[0]) INTO has_moment USING NEW;
    IF has_moment THEN
        PERFORM pg_notify('publications', '');
    END IF;
    RETURN NULL;
END
$function$;
