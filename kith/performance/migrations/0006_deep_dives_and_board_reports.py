"""Meetings about a place with what was agreed at them, and board reports with their signatures."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_editions"),
        ("performance", "0005_delivery"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_on", models.DateField()),
                ("period", models.CharField(max_length=10)),
                ("topic", models.CharField(blank=True, max_length=60)),
                ("content", models.JSONField()),
                (
                    "figures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("frozen_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_reports",
                        to="access.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoardSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_signatures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="performance.boardreport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeepDive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deep_dives",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deep_dives",
                        to="access.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeepDiveAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=400)),
                ("due_on", models.DateField()),
                (
                    "became",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("not_done", "Not done"), ("carried", "Carried over")],
                        max_length=10,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=400)),
                ("recorded_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "carried_from",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="performance.deepdiveaction",
                    ),
                ),
                (
                    "dive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed",
                        to="performance.deepdive",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deep_dive_actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="boardreport",
            constraint=models.UniqueConstraint(
                fields=("team", "read_on", "period", "topic"), name="board_report_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="deepdive",
            constraint=models.UniqueConstraint(
                fields=("team", "held_on"), name="deep_dive_once_a_day", nulls_distinct=False
            ),
        ),
        migrations.AddIndex(
            model_name="deepdiveaction",
            index=models.Index(
                condition=models.Q(("became", "")), fields=["owner", "due_on"], name="deep_dive_action_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="deepdiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="deep_dive_action_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="deepdiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("became__in", ["", "done", "not_done", "carried"])),
                name="deep_dive_action_became_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deepdiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("became", "done"), ("done_on__isnull", False)),
                    models.Q(models.Q(("became", "done"), _negated=True), ("done_on__isnull", True)),
                    _connector="OR",
                ),
                name="deep_dive_action_done_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="deepdiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("became", ""),
                        ("outcome", ""),
                        ("settled_at__isnull", True),
                        ("settled_by__isnull", True),
                    ),
                    models.Q(
                        models.Q(("became", ""), _negated=True),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="deep_dive_action_settled_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="deepdiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("became", "not_done"), _negated=True),
                    models.Q(("outcome", ""), _negated=True),
                    _connector="OR",
                ),
                name="deep_dive_action_says_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="deepdiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("carried_from__isnull", True),
                    models.Q(("carried_from", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="deep_dive_action_carried_from_another",
            ),
        ),
        insert_only("performance_boardreport"),
        insert_only("performance_boardsignature"),
    ]
