from django.db import migrations


class Migration(migrations.Migration):
    """The search page asks an index of its own now, and Wagtail has one of each column."""

    dependencies = [("search", "0002_fruitless_searches")]

    operations = [
        migrations.RunSQL(
            "DROP INDEX search_title_body",
            "CREATE INDEX search_title_body ON wagtailsearch_indexentry USING gin ((title || body))",
        )
    ]
