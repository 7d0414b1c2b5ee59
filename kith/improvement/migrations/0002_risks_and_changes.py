"""Risks with their scores, issues, and the change log of a plan."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0001_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanRisk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                ("mitigation", models.TextField()),
                ("owner", models.CharField(max_length=200)),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("scored_on", models.DateField()),
                ("review_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_why", models.TextField(blank=True)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="improvement.improvementplan",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="improvement.plantheme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiskScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("scored_on", models.DateField()),
                ("why", models.TextField()),
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
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="improvement.planrisk",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("field", models.CharField(max_length=200)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("why", models.TextField(blank=True)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="improvement.improvementplan",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "-id"], name="plan_change_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True), models.Q(("field", ""), _negated=True)
                        ),
                        name="plan_change_says_of_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanIssue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                ("owner", models.CharField(max_length=200)),
                ("raised_on", models.DateField()),
                ("due_on", models.DateField()),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="improvement.improvementplan",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="improvement.plantheme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="plan_issue_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True), models.Q(("owner", ""), _negated=True)
                        ),
                        name="plan_issue_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("settled_on__isnull", True)),
                            models.Q(("settled_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="plan_issue_settled_with_words",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="planrisk",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="plan_risk_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="planrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True),
                    models.Q(("mitigation", ""), _negated=True),
                    models.Q(("owner", ""), _negated=True),
                ),
                name="plan_risk_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="planrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact__range", (1, 5)), ("likelihood__range", (1, 5))),
                name="plan_risk_is_scored",
            ),
        ),
        migrations.AddConstraint(
            model_name="planrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("closed_why", "")),
                    models.Q(("closed_on__isnull", False), models.Q(("closed_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="plan_risk_closed_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="riskscore",
            index=models.Index(fields=["risk", "-scored_on", "-id"], name="risk_score_newest"),
        ),
        migrations.AddConstraint(
            model_name="riskscore",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="risk_score_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="riskscore",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact__range", (1, 5)), ("likelihood__range", (1, 5))),
                name="risk_score_is_one",
            ),
        ),
        insert_only("improvement_riskscore", "improvement_planchange"),
    ]
