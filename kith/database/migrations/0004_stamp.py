"""Stamps: what tells a process that its copy of something is old."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("database", "0003_sent_otherwise"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
            ],
        ),
    ]
