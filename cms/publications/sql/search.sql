-- Search: what is found of a page.

-- The words of texts that weigh less from one to the next (A to D), each as its stem and as it is.
-- All is lower case and free of marks already; see cms.publications.search.words.
CREATE OR REPLACE FUNCTION publications_vector(words text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT
        setweight(to_tsvector('danish', words[1]), 'A')
        || setweight(to_tsvector('danish', words[2]), 'B')
        || setweight(to_tsvector('danish', words[3]), 'C')
        || setweight(to_tsvector('danish', words[4]), 'D')
        || setweight(to_tsvector('simple', words[1]), 'A')
        || setweight(to_tsvector('simple', words[2]), 'B')
        || setweight(to_tsvector('simple', words[3]), 'C')
        || setweight(to_tsvector('simple', words[4]), 'D')
$function$;

-- Store what a build says of the page's words; tells whether that is something new.
CREATE OR REPLACE FUNCTION publications_store_entry(page integer, new_entry jsonb) RETURNS boolean
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $function$
BEGIN
    IF new_entry IS NULL THEN
        DELETE FROM publications_searchentry WHERE page_id = page;
        RETURN false;
    END IF;
    INSERT INTO publications_searchentry AS entry (page_id, vector, text, date)
    SELECT page,
        publications_vector(ARRAY(SELECT jsonb_array_elements_text(new_entry -> 'words'))),
        new_entry ->> 'text', (new_entry ->> 'date')::date
    ON CONFLICT (page_id) DO UPDATE
    SET vector = excluded.vector, text = excluded.text, date = excluded.date
    -- An index of words costs much to write: not for pages that only show something new.
    WHERE (entry.vector, entry.text, entry.date)
        IS DISTINCT FROM (excluded.vector, excluded.text, excluded.date);
    RETURN FOUND;
END
$function$;
