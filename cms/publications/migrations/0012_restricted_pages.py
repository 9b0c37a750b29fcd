"""Restricted pages are numbered too. `migrate` then looks at everything anew, and finds them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0011_store_with_version'),
    ]

    operations = [
        migrations.AddField(
            model_name='head',
            name='keyed_forgotten',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='head',
            name='keyed_sequence',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name='RestrictedDependency',
            fields=[
                ('pk', models.CompositePrimaryKey('page_id', 'kind', 'object', blank=True, editable=False, primary_key=True, serialize=False)),
                ('page_id', models.IntegerField()),
                ('kind', models.CharField(max_length=63)),
                ('object', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'object', 'page_id'], name='publications_of_restricted')],
            },
        ),
        migrations.CreateModel(
            name='RestrictedPublication',
            fields=[
                ('pk', models.CompositePrimaryKey('page_id', 'path', 'room', blank=True, editable=False, primary_key=True, serialize=False)),
                ('page_id', models.IntegerField()),
                ('path', models.TextField(db_collation='C')),
                ('room', models.TextField()),
                ('sequence', models.BigIntegerField()),
                ('content_sequence', models.BigIntegerField()),
                ('is_there', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('type_id', models.IntegerField()),
                ('url_path', models.TextField()),
                ('reason', models.CharField(max_length=20)),
                ('digest', models.CharField(max_length=64, null=True)),
                ('failed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['sequence', 'page_id'], name='publications_restricted'),
                    models.Index(models.F('failed_at'), condition=models.Q(('failed_at', None), _negated=True), name='publications_failed_there'),
                ],
            },
        ),
    ]
