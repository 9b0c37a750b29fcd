from django.db import migrations

# Wagtail's migrations name the roots of the trees in English; nobody but editors sees them.
NAMES = [
    ("wagtailcore", "Page", "title", "Root", "Alle websteder"),
    ("wagtailcore", "Page", "draft_title", "Root", "Alle websteder"),
    ("wagtailcore", "Collection", "name", "Root", "Fælles"),
]


def rename(apps, schema_editor) -> None:
    for app, model, field, old, new in NAMES:
        apps.get_model(app, model).objects.filter(depth=1, **{field: old}).update(**{field: new})


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_long_redirects"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
