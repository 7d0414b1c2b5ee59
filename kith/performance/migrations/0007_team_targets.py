"""What teams have set themselves: targets of their own, and what they do to meet them."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kith.access.models.workers


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_editions"),
        ("performance", "0006_deep_dives_and_board_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TeamTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("floor", "at least"), ("ceiling", "at most"), ("range", "between")],
                        max_length=10,
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=12)),
                ("high", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("tolerance", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("deadline_on", models.DateField(blank=True, null=True)),
                ("why", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_targets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="access.team"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TeamAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField()),
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
                        related_name="carried_into",
                        to="performance.teamaction",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="performance.teamtarget",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="teamtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gt", models.F("started_on")), _connector="OR"
                ),
                name="team_target_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deadline_on__isnull", True),
                    ("deadline_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="team_target_deadline_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("high__gte", models.F("value")), ("kind", "range")),
                    models.Q(("high__isnull", True), ("kind__in", ["floor", "ceiling"])),
                    _connector="OR",
                ),
                name="team_target_ends_fit_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("tolerance__gte", 0), ("value__gte", 0)), name="team_target_from_nought"
            ),
        ),
        migrations.AddConstraint(
            model_name="teamtarget",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("team", "="),
                    ("code", "="),
                    (
                        kith.access.models.workers.DateRange(
                            models.F("started_on"), models.F("ended_on"), models.Value("[)")
                        ),
                        "&&",
                    ),
                ],
                name="team_target_one_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="teamaction",
            index=models.Index(fields=["target", "due_on"], name="team_action_target_due"),
        ),
        migrations.AddConstraint(
            model_name="teamaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="team_action_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="teamaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on__isnull", False), ("outcome", ""), _connector="OR"),
                name="team_action_outcome_when_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("carried_from", models.F("id")), _negated=True),
                name="team_action_not_carried_from_itself",
            ),
        ),
    ]
