import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cms", "0008_trash"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckedPage",
            fields=[
                ("page", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="checked", serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("state", models.CharField(max_length=200)),
                ("version", models.BigIntegerField()),
                ("checked_at", models.DateTimeField()),
                ("errors", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "page that lacks something",
                "verbose_name_plural": "pages that lack something",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StoredFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(db_index=True, max_length=100)),
                ("message", models.TextField()),
                ("path", models.TextField()),
                ("is_error", models.BooleanField()),
                ("checked", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="cms.checkedpage")),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
    ]
