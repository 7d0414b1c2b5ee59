"""What the out-of-hours team should know of a child: hidden with the child."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.access.row_security import protect, unprotect


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_hidden_people_in_parallel"),
        ("work", "0006_event_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NightAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("together", models.UUIDField()),
                ("words", models.CharField(max_length=400)),
                ("plan_a", models.CharField(max_length=400)),
                ("plan_b", models.CharField(max_length=400)),
                ("phones", models.CharField(blank=True, max_length=400)),
                ("set_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.CharField(blank=True, max_length=200)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="night_alerts",
                        to="people.person",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="night_alert_expires")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("set_at"))),
                        name="night_alert_expires_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__gte", models.F("set_at")), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="night_alert_ended_by_somebody",
                    ),
                    models.UniqueConstraint(fields=("together", "person"), name="night_alert_once_a_child"),
                ],
            },
        ),
        migrations.RunSQL(protect("work_nightalert"), unprotect("work_nightalert")),
    ]
