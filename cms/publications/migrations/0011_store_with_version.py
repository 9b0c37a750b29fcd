"""`publications_store` is told the version of the head that the page was built at."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publications", "0010_removals")]

    operations = [
        # `migrate` makes it anew, with a parameter more.
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS publications_store(integer, bigint, bigint, boolean, jsonb, "
            "text, text, text, text, text, jsonb, boolean)",
            migrations.RunSQL.noop,
        ),
    ]
