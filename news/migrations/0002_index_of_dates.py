import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="newspage",
            name="date",
            field=models.DateField(
                db_index=True, default=datetime.date.today, verbose_name="date"
            ),
        ),
    ]
