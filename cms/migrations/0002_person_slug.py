from django.db import migrations, models

from cms.danish.slugs import danish_slug


def make_slugs(apps, schema_editor):
    """From the names; where several persons have one, the later ones get a number."""
    taken = set()
    for person in apps.get_model("cms", "Person").objects.order_by("pk"):
        stem = danish_slug(person.name)[:150] or "person"
        person.slug, number = stem, 1
        while person.slug in taken:
            number += 1
            person.slug = f"{stem}-{number}"
        taken.add(person.slug)
        person.save(update_fields=["slug"])


class Migration(migrations.Migration):
    # A table that waits for its triggers can't be altered, so each step commits.
    atomic = False

    dependencies = [("cms", "0001_initial")]

    operations = [
        migrations.AddField("person", "slug", models.CharField(max_length=160, default="")),
        migrations.RunPython(make_slugs, migrations.RunPython.noop),
        migrations.AlterField(
            "person",
            "slug",
            models.SlugField(
                "slug",
                max_length=160,
                unique=True,
                blank=True,
                help_text="The name as it stands in web addresses. Empty: made from the name.",
            ),
        ),
    ]
