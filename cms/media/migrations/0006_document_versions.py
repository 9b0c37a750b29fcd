import cms.media.paths
import cms.media.storage
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("media", "0005_words_without_danish_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=255, storage=cms.media.storage.documents_storage, upload_to=cms.media.paths.document_path, verbose_name="file")),
                ("file_size", models.PositiveBigIntegerField(null=True)),
                ("file_hash", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField(blank=True, default="")),
                ("replaced_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="replaced on")),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="media.document")),
                ("replaced_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="replaced by")),
            ],
            options={
                "verbose_name": "former file or name of a document",
                "verbose_name_plural": "former files and names of documents",
                "ordering": ["-replaced_at", "-pk"],
                "default_permissions": ("delete",),
            },
        ),
    ]
