from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publications", "0004_index_of_addresses")]

    operations = [
        # Lists of a type are counted and read in the order of the tree; of Wagtail's indexes none
        # tells which pages are live, so that each of them would be looked at.
        migrations.RunSQL(
            "CREATE INDEX publications_live_pages ON wagtailcore_page (content_type_id, path) "
            "WHERE live",
            "DROP INDEX publications_live_pages",
        ),
    ]
