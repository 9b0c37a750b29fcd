from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publications", "0003_site_representations")]

    operations = [
        # Wagtail has none: a B-tree refuses the longest paths.
        migrations.RunSQL(
            "CREATE INDEX publications_addresses ON wagtailcore_page USING hash (url_path)",
            "DROP INDEX publications_addresses",
        ),
    ]
