"""Figures that were published: the web role adds them and can change none."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0002_trail_is_insert_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("definition", models.CharField(max_length=16)),
                ("read_on", models.DateField()),
                ("period_kind", models.CharField(max_length=10)),
                ("period_label", models.CharField(max_length=60)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("part", models.IntegerField()),
                ("whole", models.IntegerField(blank=True, null=True)),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=16, null=True)),
                ("unit", models.CharField(max_length=30)),
                (
                    "rows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "among",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="access.team",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["code", "-read_on"], name="publication_code_on")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="publication_has_days",
                    ),
                    models.UniqueConstraint(
                        fields=("code", "starts_on", "ends_on", "read_on", "team"),
                        name="publication_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        insert_only("performance_publication"),
    ]
