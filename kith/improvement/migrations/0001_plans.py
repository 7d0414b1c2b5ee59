"""Improvement plans with their outline, what was said of actions, and where recommendations come from."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImprovementPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("about", models.TextField(blank=True)),
                ("started_on", models.DateField()),
                ("inspected_on", models.DateField(blank=True, null=True)),
                ("asks_those_affected", models.BooleanField(default=False)),
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
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="improvement.improvementplan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImprovementSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inspection", "Inspection"),
                            ("case_review", "Serious case review"),
                            ("peer_review", "Peer review"),
                            ("board_plan", "Plan of a board"),
                            ("listening", "Listening event"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeadBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="lead_body_has_a_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="improvement.leadbody",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                (
                    "outline",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
                ("words", models.TextField()),
                ("lead_officer", models.CharField(blank=True, max_length=200)),
                (
                    "due_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("immediate", "Immediately"),
                            ("three_months", "Within three months"),
                            ("six_months", "Within six months"),
                            ("day", "By a day"),
                        ],
                        max_length=12,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("red", "Red"),
                            ("amber", "Amber"),
                            ("green", "Green"),
                            ("proved", "Proved"),
                        ],
                        max_length=6,
                    ),
                ),
                ("rated_on", models.DateField(blank=True, null=True)),
                ("measure", models.CharField(blank=True, max_length=40)),
                ("lead_said_on", models.DateField(blank=True, null=True)),
                ("measure_moved_on", models.DateField(blank=True, null=True)),
                ("affected_agreed_on", models.DateField(blank=True, null=True)),
                ("board_agreed_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "bodies",
                    models.ManyToManyField(
                        related_name="actions", through="improvement.ActionLead", to="improvement.leadbody"
                    ),
                ),
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
                        to="improvement.planaction",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="improvement.improvementplan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActionRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("red", "Red"),
                            ("amber", "Amber"),
                            ("green", "Green"),
                            ("proved", "Proved"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("red", "Red"),
                            ("amber", "Amber"),
                            ("green", "Green"),
                            ("proved", "Proved"),
                        ],
                        max_length=6,
                    ),
                ),
                ("rated_on", models.DateField()),
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="improvement.planaction",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActionProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lead", "The lead says done"),
                            ("measure", "The measure has moved"),
                            ("affected", "Those affected agree"),
                            ("board", "The board agrees"),
                        ],
                        max_length=10,
                    ),
                ),
                ("stands", models.BooleanField()),
                ("on", models.DateField()),
                ("words", models.TextField()),
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="improvement.planaction",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActionNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("noted_on", models.DateField()),
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="improvement.planaction",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="actionlead",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="improvement.planaction"
            ),
        ),
        migrations.CreateModel(
            name="ActionFeedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("child", "A child or young person"),
                            ("parent", "A parent"),
                            ("staff", "A member of staff"),
                            ("referrer", "A referrer"),
                            ("foster_carer", "A foster carer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("agrees", models.BooleanField()),
                ("words", models.TextField()),
                ("said_on", models.DateField()),
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="improvement.planaction",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                (
                    "outline",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("lead", models.CharField(blank=True, max_length=200)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="improvement.plantheme",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="themes",
                        to="improvement.improvementplan",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="planaction",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="improvement.plantheme",
            ),
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="programme_has_a_name"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="improvementplan",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="improvement.programme"
            ),
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                ("within", models.CharField(blank=True, max_length=12)),
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="improvement.improvementsource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecommendationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="improvement.planaction",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="improvement.recommendation",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="improvementsource",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="improvement_source_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="improvementsource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["inspection", "case_review", "peer_review", "board_plan", "listening"])
                ),
                name="improvement_source_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvementsource",
            constraint=models.UniqueConstraint(
                fields=("kind", "title", "held_on"), name="improvement_source_once"
            ),
        ),
        migrations.AddIndex(
            model_name="actionrating",
            index=models.Index(fields=["action", "-rated_on", "-id"], name="action_rating_newest"),
        ),
        migrations.AddConstraint(
            model_name="actionrating",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="action_rating_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="actionrating",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating__in", ["red", "amber", "green", "proved"])),
                name="action_rating_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="actionproof",
            index=models.Index(fields=["action", "-id"], name="action_proof_newest"),
        ),
        migrations.AddConstraint(
            model_name="actionproof",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="action_proof_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="actionproof",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["lead", "measure", "affected", "board"])),
                name="action_proof_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="actionnote",
            index=models.Index(fields=["action", "-noted_on", "-id"], name="action_note_newest"),
        ),
        migrations.AddConstraint(
            model_name="actionnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="action_note_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="actionlead",
            constraint=models.UniqueConstraint(fields=("action", "body"), name="action_lead_once"),
        ),
        migrations.AddConstraint(
            model_name="actionlead",
            constraint=models.UniqueConstraint(fields=("action", "place"), name="action_lead_in_order"),
        ),
        migrations.AddIndex(
            model_name="actionfeedback",
            index=models.Index(fields=["action", "id"], name="action_feedback_in_order"),
        ),
        migrations.AddConstraint(
            model_name="actionfeedback",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="action_feedback_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="actionfeedback",
            constraint=models.CheckConstraint(
                condition=models.Q(("who__in", ["child", "parent", "staff", "referrer", "foster_carer"])),
                name="action_feedback_is_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantheme",
            constraint=models.UniqueConstraint(fields=("plan", "outline"), name="plan_theme_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="plantheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^[0-9]+(\\.[0-9]+)*$")), name="plan_theme_number_is_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="plantheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="plan_theme_is_in_another",
            ),
        ),
        migrations.AddIndex(
            model_name="planaction",
            index=models.Index(fields=["plan", "rating", "due_on"], name="plan_action_by_rating"),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.UniqueConstraint(fields=("plan", "outline"), name="plan_action_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="plan_action_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^[0-9]+(\\.[0-9]+)*$")),
                name="plan_action_number_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating__in", ["", "red", "amber", "green", "proved"])),
                name="plan_action_rating_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rated_on__isnull", True), ("rating", "")),
                    models.Q(models.Q(("rating", ""), _negated=True), ("rated_on__isnull", False)),
                    _connector="OR",
                ),
                name="plan_action_rated_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_kind", ""), ("due_on__isnull", True)),
                    models.Q(
                        ("due_kind__in", ["immediate", "three_months", "six_months", "day"]),
                        ("due_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="plan_action_due_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rating", "proved"), _negated=True),
                    models.Q(
                        ("affected_agreed_on__isnull", False),
                        ("board_agreed_on__isnull", False),
                        ("lead_said_on__isnull", False),
                        ("measure_moved_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="plan_action_proved_four_times",
            ),
        ),
        migrations.AddConstraint(
            model_name="planaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("measure_moved_on__isnull", True),
                    models.Q(("measure", ""), _negated=True),
                    _connector="OR",
                ),
                name="plan_action_moves_a_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvementplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="improvement_plan_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="improvementplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("predecessor__isnull", True),
                    models.Q(("predecessor", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="improvement_plan_follows_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                fields=("source", "number"), name="recommendation_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="recommendation_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("within__in", ["", "immediate", "three_months", "six_months"])),
                name="recommendation_within_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendationanswer",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "action"), name="recommendation_answered_once"
            ),
        ),
        insert_only("improvement_actionnote"),
        insert_only("improvement_actionrating"),
        insert_only("improvement_actionproof"),
        insert_only("improvement_actionfeedback"),
    ]
