from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publications", "0007_moment")]

    operations = [
        migrations.RemoveIndex(model_name="dependency", name="publications_dependents"),
        migrations.AddIndex(
            model_name="dependency",
            index=models.Index(
                fields=["kind", "object", "page_id"],
                include=["shown"],
                name="publications_dependents",
            ),
        ),
    ]
