"""What other systems are told of changes: when, of what type, and where the page was last public.

Tombstones from before have nothing of it, and nobody could follow the log until now, so they go.
"""

from django.db import migrations, models
from django.utils import timezone

_FROM_PAGES = """
UPDATE publications_publication publication
SET type_id = page.content_type_id, url_path = page.url_path
FROM wagtailcore_page page WHERE page.id = publication.page_id
"""
_WITHOUT_TOMBSTONES = """
WITH removed AS (DELETE FROM publications_publication WHERE NOT was_public RETURNING sequence)
UPDATE publications_head SET forgotten = greatest(forgotten, (SELECT max(sequence) FROM removed))
"""


def added(name: str, field: models.Field) -> migrations.AddField:
    return migrations.AddField("publication", name, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("publications", "0008_dependents_with_shown")]

    operations = [
        # `migrate` makes it anew, with a parameter more.
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS publications_store(integer, bigint, bigint, boolean, jsonb, "
            "text, text, text, text, text, jsonb)",
            migrations.RunSQL.noop,
        ),
        migrations.AddField("head", "forgotten", models.BigIntegerField(default=0, db_default=0)),
        added("at", models.DateTimeField(default=timezone.now)),
        added("type_id", models.IntegerField(default=0)),
        added("url_path", models.TextField(default="")),
        added("reason", models.CharField(max_length=20, default="")),
        migrations.RunSQL([_WITHOUT_TOMBSTONES, _FROM_PAGES], migrations.RunSQL.noop),
        migrations.AlterField("publication", "sequence", models.BigIntegerField()),
        migrations.AddIndex(
            "publication",
            models.Index(fields=["sequence", "page"], name="publications_in_order"),
        ),
        migrations.AddIndex(
            "publication",
            models.Index(
                fields=["at"],
                condition=models.Q(was_public=False),
                name="publications_tombstones",
            ),
        ),
    ]
