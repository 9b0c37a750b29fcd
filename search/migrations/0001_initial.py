from django.db import migrations

# Taken for letters by the full-text parser wherever LC_CTYPE is C, as in the embedded server:
# »ord« and 2021–2022 would each be one strange word. Also private-use characters, which PDFs have
# for bullets, and emoji. A hyphen before a digit would be the sign of a negative number.
SEPARATORS = (
    r"[\u0080-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff\ufe00-\ufe0f"
    r"\ufeff\ufffd\U0001f000-\U0001faff]|-(?=[0-9])"
)
SOFT_HYPHEN = r"\u00ad"

# search/hits.py treats a query in the same way. Wagtail writes an entry by INSERT … ON CONFLICT,
# so this runs before each writing of its texts and never when only `title_norm` changes.
CREATE = f"""
CREATE FUNCTION search_write_vectors() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    title text := regexp_replace(NEW.title_text, '{SOFT_HYPHEN}', '', 'g');
    body text := regexp_replace(NEW.body_text, '{SOFT_HYPHEN}', '', 'g');
BEGIN
    NEW.title := setweight(
        to_tsvector('danish', regexp_replace(title, '{SEPARATORS}', ' ', 'g')), 'A');
    NEW.body := to_tsvector('danish', regexp_replace(body, '{SEPARATORS}', ' ', 'g'));
    RETURN NEW;
END $$;

CREATE TRIGGER search_write_vectors BEFORE INSERT ON wagtailsearch_indexentry
FOR EACH ROW EXECUTE FUNCTION search_write_vectors();

CREATE INDEX search_title_body ON wagtailsearch_indexentry USING gin ((title || body));
"""

DROP = """
DROP INDEX search_title_body;
DROP TRIGGER search_write_vectors ON wagtailsearch_indexentry;
DROP FUNCTION search_write_vectors();
"""


class Migration(migrations.Migration):
    """How Wagtail's search index divides texts into words, and an index of title and body taken
    together, which is what a search asks. (Wagtail has one of each alone.)
    """

    initial = True

    dependencies = [("wagtailsearch", "0010_add_text_fields")]

    operations = [migrations.RunSQL(CREATE, DROP)]
