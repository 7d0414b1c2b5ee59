"""Definitions as they were when a figure was published, and what a published figure needs to be counted again."""

import django.contrib.postgres.fields
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("performance", "0009_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="settings",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="publication",
            name="teams",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, null=True, size=None
            ),
        ),
        migrations.CreateModel(
            name="Definition",
            fields=[
                ("hash", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("counting", models.TextField()),
                ("good", models.CharField(max_length=10)),
                ("unit", models.CharField(max_length=30)),
                ("source", models.TextField()),
                ("fact", models.CharField(max_length=60)),
                ("about", models.TextField()),
                ("sql", models.TextField()),
                ("columns", models.JSONField()),
                ("condition", models.TextField()),
                ("terms", models.JSONField(default=dict)),
                ("said", models.JSONField(default=dict)),
                ("first_seen_on", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["code"], name="definition_code")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sql", ""), _negated=True),
                        name="definition_says_what_it_counts_in",
                    )
                ],
            },
        ),
        insert_only("performance_definition"),
    ]
