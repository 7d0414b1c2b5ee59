"""Daily lists, reports, to whom they went and who read them; a remark is hidden with any child it is about."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.access.row_security import SIGHT, unprotect
from kith.database.sql import insert_only, run

REMARKS = "performance_lineremark"
VISIBLE = f"not (people && (select kith_hidden_people({SIGHT}))::bigint[])"
HIDE = f"""
alter table {REMARKS} enable row level security;
alter table {REMARKS} force row level security;
create policy visible on {REMARKS} using ({VISIBLE}) with check ({VISIBLE});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_editions"),
        ("documents", "0002_purged_files"),
        ("performance", "0004_outside_figures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DailyList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(unique=True)),
                ("known_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DailyLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("of", models.CharField(max_length=12)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=120)),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("since_on", models.DateField()),
                ("days", models.IntegerField()),
                ("reason", models.CharField(blank=True, max_length=40)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.team",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "daily",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="performance.dailylist",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("on", models.DateField()),
                (
                    "teams",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("is_whole", models.BooleanField(default=False)),
                ("lines", models.PositiveIntegerField()),
                ("delivered_at", models.DateTimeField()),
                (
                    "daily",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="performance.dailylist",
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.mail",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.team"
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeliveryRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("trouble", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "on"), name="delivery_run_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("daily", "weekly", "monthly", "quarterly"))),
                        name="delivery_run_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("made_at__isnull", True), ("state", "waiting")),
                            models.Q(("made_at__isnull", False), ("state", "made")),
                            _connector="OR",
                        ),
                        name="delivery_run_made_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("words", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="performance.dailyline",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="performance.delivery",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegularReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("label", models.CharField(max_length=60)),
                ("told", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.team"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="delivery",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="performance.regularreport",
            ),
        ),
        migrations.AddIndex(
            model_name="dailyline",
            index=models.Index(fields=["daily", "team"], name="daily_line_of_team"),
        ),
        migrations.AddIndex(
            model_name="dailyline",
            index=django.contrib.postgres.indexes.GinIndex(fields=["subjects"], name="daily_line_subjects"),
        ),
        migrations.AddConstraint(
            model_name="dailyline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["unallocated", "late", "not_seen", "review", "drift"])),
                name="daily_line_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dailyline",
            constraint=models.CheckConstraint(
                condition=models.Q(("of__in", ["involvement", "step", "clock", "person"])),
                name="daily_line_of_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dailyline",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__len__gt", 0), ("subjects__len__gt", 0)),
                name="daily_line_is_about_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineremark",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="line_remark_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("delivery", "by"), name="reading_once"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_at__gte", models.F("first_at"))), name="reading_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="regularreport",
            constraint=models.UniqueConstraint(fields=("kind", "on", "team"), name="regular_report_once"),
        ),
        migrations.AddConstraint(
            model_name="regularreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="regular_report_has_days"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["worker", "-on"], name="delivery_of_worker"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("kind", "on", "worker"), name="delivery_once"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("daily__isnull", False), ("kind", "daily"), ("report__isnull", True)),
                    models.Q(
                        models.Q(("kind", "daily"), _negated=True),
                        ("daily__isnull", True),
                        ("report__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="delivery_of_a_list_or_a_report",
            ),
        ),
        insert_only(
            "performance_dailylist",
            "performance_dailyline",
            "performance_lineremark",
            "performance_regularreport",
            "performance_delivery",
        ),
        run(HIDE, unprotect(REMARKS)),
    ]
