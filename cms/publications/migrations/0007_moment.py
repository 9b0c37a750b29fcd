from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publications", "0006_aliases_of_drafts")]

    operations = [
        migrations.CreateModel(
            name="Moment",
            fields=[
                ("key", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("instant", models.DateTimeField()),
                ("passed", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("instant"),
                        condition=models.Q(passed=False),
                        name="publications_due",
                    )
                ],
            },
        ),
    ]
