from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="eventpage",
            name="start",
            field=models.DateTimeField(db_index=True, verbose_name="start"),
        ),
        migrations.AlterField(
            model_name="eventpage",
            name="end",
            field=models.DateTimeField(db_index=True, verbose_name="end"),
        ),
    ]
