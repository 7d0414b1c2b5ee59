"""Leave, part-time hours and skills of workers, and until when the newly qualified are protected."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kith.access.models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_problem_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="worker",
            name="newly_qualified_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gt", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="leave_has_a_day",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        expressions=[
                            ("worker", "="),
                            (
                                kith.access.models.DateRange(
                                    models.F("started_on"), models.F("ended_on"), models.Value("[)")
                                ),
                                "&&",
                            ),
                        ],
                        name="leave_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkerSkill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("skill", "skill"), ("language", "language")], max_length=10),
                ),
                ("code", models.CharField(max_length=20)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="skills",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("worker", "kind", "code"),
                        name="worker_skill_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("share", models.DecimalField(decimal_places=2, max_digits=3)),
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
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_shares",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                        name="working_share_is_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gt", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="working_share_has_a_day",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("worker", "="),
                            (
                                kith.access.models.DateRange(
                                    models.F("started_on"), models.F("ended_on"), models.Value("[)")
                                ),
                                "&&",
                            ),
                        ],
                        name="working_share_one_at_a_time",
                    ),
                ],
            },
        ),
    ]
