"""What editors say of pages that they take down, and an index of where these were."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publications", "0009_changes")]

    operations = [
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("page_id", models.IntegerField(primary_key=True, serialize=False)),
                ("note", models.TextField(blank=True)),
                ("replaced_by", models.IntegerField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="publication",
            index=django.contrib.postgres.indexes.HashIndex(
                condition=models.Q(("was_public", False)),
                fields=["url_path"],
                name="publications_once_here",
            ),
        ),
    ]
