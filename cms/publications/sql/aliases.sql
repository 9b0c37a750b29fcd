-- Aliases: one is live only while its source is, whoever writes either of them. Wagtail makes an
-- alias live whenever its source is published, also for a moment that is still to come, and leaves
-- it so when it is made a page of its own or its source is deleted.

-- Row trigger, before a page is written.
CREATE OR REPLACE FUNCTION publications_follow_source() RETURNS trigger
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
BEGIN
    IF NEW.alias_of_id IS NULL OR NOT NEW.live THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        -- Who unpublishes the source meanwhile doesn't see this alias yet. A row that exists is
        -- locked by either writer, so the later one sees what the earlier one did.
        PERFORM FROM wagtailcore_page WHERE id = NEW.alias_of_id FOR SHARE;
    END IF;
    IF EXISTS (SELECT FROM wagtailcore_page WHERE id = NEW.alias_of_id AND NOT live) THEN
        NEW.live := false;
        NEW.has_unpublished_changes := true;
    END IF;
    RETURN NEW;
END
$function$;

-- Row trigger, after a page has changed.
CREATE OR REPLACE FUNCTION publications_hide_aliases() RETURNS trigger
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
BEGIN
    IF OLD.live AND NOT NEW.live THEN
        -- Those that are hidden already too: somebody may be about to show one.
        UPDATE wagtailcore_page SET live = false, has_unpublished_changes = true
        WHERE alias_of_id = NEW.id;
    END IF;
    RETURN NULL;
END
$function$;
