from django.db import migrations

# An alias is live only while its source is; `sql/aliases.sql` holds it from now on.
HIDE = """
WITH RECURSIVE early (id) AS (
    SELECT alias.id FROM wagtailcore_page alias
    JOIN wagtailcore_page source ON source.id = alias.alias_of_id AND NOT source.live
    UNION
    SELECT alias.id FROM early JOIN wagtailcore_page alias ON alias.alias_of_id = early.id
)
UPDATE wagtailcore_page SET live = false, has_unpublished_changes = true
FROM early WHERE wagtailcore_page.id = early.id AND live
"""


class Migration(migrations.Migration):
    dependencies = [("publications", "0005_index_of_live_pages")]

    operations = [migrations.RunSQL(HIDE, migrations.RunSQL.noop)]
