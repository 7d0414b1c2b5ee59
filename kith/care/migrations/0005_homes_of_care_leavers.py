"""Homes that the council arranged for a care leaver, and whether somebody was seen where they live."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kith.access.models.workers
from kith.access.row_security import protect, unprotect
from kith.care import within

TABLE = "care_arrangedhome"


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0004_within_their_time_and_hidden"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArrangedHome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leaver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="homes",
                        to="care.careleaver",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="arranged_home_ends_after_start",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("leaver", "="),
                            (
                                kith.access.models.workers.DateRange(
                                    models.F("started_on"), models.F("ended_on"), models.Value("[)")
                                ),
                                "&&",
                            ),
                        ],
                        name="arranged_home_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.AddField("leavingcontact", "seen_at_home", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "leavingcontact",
            models.CheckConstraint(
                condition=models.Q(("seen_at_home", False), ("in_touch", "YES"), _connector="OR"),
                name="leaving_contact_seen_is_in_touch",
            ),
        ),
        migrations.RunSQL(protect(TABLE, "leaver_id", "kith_hidden_standings"), unprotect(TABLE)),
        migrations.RunSQL(within.later(), within.before()),
    ]
