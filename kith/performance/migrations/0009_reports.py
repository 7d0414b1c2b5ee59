"""Reports of analysts, what jobs counted for them, and who ran which: the web role cannot change a run."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_editions"),
        ("performance", "0008_watched_measures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("asks", models.JSONField(default=dict)),
                ("query", models.TextField(blank=True)),
                (
                    "shared",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nobody"),
                            ("analysts", "everybody who builds reports"),
                            ("team", "a team"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "never"),
                            ("day", "every day"),
                            ("week", "every Monday"),
                            ("month", "on the 1st"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("put_away_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="access.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("heads", models.JSONField(default=list)),
                ("rows", models.JSONField(default=list)),
                ("numbered", models.JSONField(default=list)),
                ("count", models.IntegerField(default=0)),
                ("milliseconds", models.IntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=300)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="performance.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("asked", models.TextField()),
                ("way", models.CharField(max_length=10)),
                ("rows", models.IntegerField()),
                ("milliseconds", models.IntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="performance.report",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("asks", {}), ("query", ""), _connector="XOR"),
                name="report_asks_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shared", "team"), ("team__isnull", False)),
                    models.Q(models.Q(("shared", "team"), _negated=True), ("team__isnull", True)),
                    _connector="OR",
                ),
                name="report_shared_with_a_team_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="report_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportresult",
            constraint=models.UniqueConstraint(fields=("report", "due_on"), name="report_counted_once_a_day"),
        ),
        migrations.AddIndex(
            model_name="reportrun",
            index=models.Index(fields=["by", "-at"], name="report_run_by_at"),
        ),
        insert_only("performance_reportrun"),
    ]
