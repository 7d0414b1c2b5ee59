"""Milestones, deliverables and dependencies of projects, benefits, budget and savings lines."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_workforce"),
        ("improvement", "0002_risks_and_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Deliverable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("affected_agreed_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("delivered", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("reached_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MoneyLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("budget", "Budget"), ("saving", "Saving")], max_length=6),
                ),
                ("title", models.CharField(max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "planned",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "committed",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "spent",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("measure", models.CharField(blank=True, max_length=40)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PlanBenefit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("owner", models.CharField(max_length=200)),
                ("measure", models.CharField(max_length=40)),
                ("baseline", models.DecimalField(decimal_places=2, max_digits=12)),
                ("baseline_on", models.DateField()),
                ("target", models.DecimalField(decimal_places=2, max_digits=12)),
                ("target_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PlanDependency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outside", models.CharField(blank=True, max_length=200)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="plantheme",
            name="ends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="plantheme",
            name="impact",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="plantheme",
            name="outcomes",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="plantheme",
            name="scope",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="plantheme",
            name="starts_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="plantheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="plan_theme_ends_after_it_starts",
            ),
        ),
        migrations.AddField(
            model_name="deliverable",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliverables",
                to="improvement.planaction",
            ),
        ),
        migrations.AddField(
            model_name="deliverable",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="actionfeedback",
            name="deliverable",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feedback",
                to="improvement.deliverable",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="milestones",
                to="improvement.plantheme",
            ),
        ),
        migrations.AddField(
            model_name="moneyline",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="moneyline",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="money",
                to="improvement.improvementplan",
            ),
        ),
        migrations.AddField(
            model_name="moneyline",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.team",
            ),
        ),
        migrations.AddField(
            model_name="moneyline",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="money",
                to="improvement.plantheme",
            ),
        ),
        migrations.AddField(
            model_name="planbenefit",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="planbenefit",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="benefits",
                to="improvement.improvementplan",
            ),
        ),
        migrations.AddField(
            model_name="planbenefit",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="benefits",
                to="improvement.plantheme",
            ),
        ),
        migrations.AddField(
            model_name="plandependency",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="waits_for",
                to="improvement.planaction",
            ),
        ),
        migrations.AddField(
            model_name="plandependency",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="plandependency",
            name="needs",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="needed_by",
                to="improvement.planaction",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.UniqueConstraint(fields=("action", "title"), name="deliverable_named_once"),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True), models.Q(("owner", ""), _negated=True)
                ),
                name="deliverable_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True), ("affected_agreed_on__isnull", False), _connector="OR"
                ),
                name="deliverable_closed_with_feedback",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True), models.Q(("delivered", ""), _negated=True), _connector="OR"
                ),
                name="deliverable_says_what_was_delivered",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(fields=("theme", "title"), name="milestone_named_once"),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="milestone_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyline",
            constraint=models.UniqueConstraint(
                fields=("plan", "kind", "title", "year", "team"), name="money_line_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyline",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="money_line_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["budget", "saving"])), name="money_line_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyline",
            constraint=models.CheckConstraint(
                condition=models.Q(("committed__gte", 0), ("planned__gte", 0), ("spent__gte", 0)),
                name="money_line_not_less",
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "saving"), _negated=True), ("committed", 0), _connector="OR"
                ),
                name="money_line_saving_commits_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyline",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__range", (1990, 2060))), name="money_line_of_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="planbenefit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True),
                    models.Q(("owner", ""), _negated=True),
                    models.Q(("measure", ""), _negated=True),
                ),
                name="plan_benefit_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="planbenefit",
            constraint=models.CheckConstraint(
                condition=models.Q(("target_on__gt", models.F("baseline_on"))),
                name="plan_benefit_comes_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="plandependency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("needs__isnull", False)),
                fields=("action", "needs"),
                name="plan_dependency_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="plandependency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outside", ""), _negated=True),
                fields=("action", "outside"),
                name="plan_dependency_outside_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="plandependency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needs__isnull", True),
                    models.Q(("needs", models.F("action")), _negated=True),
                    _connector="OR",
                ),
                name="plan_dependency_on_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="plandependency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("met_on__isnull", True), ("needs__isnull", False), ("outside", "")),
                    models.Q(("needs__isnull", True), models.Q(("outside", ""), _negated=True)),
                    _connector="OR",
                ),
                name="plan_dependency_is_on_one_thing",
            ),
        ),
    ]
