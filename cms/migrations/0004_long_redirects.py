from django.db import migrations

# A slug has up to 255 characters, and so has the column of Wagtail's redirects, which holds whole
# paths: a page below others could be renamed, and its redirect not be stored. Only the column is
# wider; Wagtail's form still takes 255.


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_service_messages"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE wagtailredirects_redirect ALTER COLUMN old_path TYPE varchar(2000)",
            migrations.RunSQL.noop,
        )
    ]
