"""Health, education, missing, permanence, leaving care, private fostering and liberty."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kith.access.models.workers
import kith.care.models.missing


class Migration(migrations.Migration):
    dependencies = [
        ("access", "__first__"),
        ("care", "0002_whole_and_hidden"),
        ("work", "0036_standings_within_their_case"),
    ]

    operations = [
        migrations.CreateModel(
            name="CareLeaver",
            fields=[
                (
                    "standing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="care_leaver",
                        serialize=False,
                        to="work.standing",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdoptionDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("decided_on", models.DateField()),
                ("ceased_on", models.DateField(blank=True, null=True)),
                ("ceased_reason", models.CharField(blank=True, max_length=3)),
                ("recorded_at", models.DateTimeField()),
                ("ceased_recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoption_decisions",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ceased_on__isnull", True),
                                ("ceased_reason", ""),
                                ("ceased_recorded_at__isnull", True),
                            ),
                            models.Q(
                                ("ceased_on__gte", models.F("decided_on")),
                                ("ceased_recorded_at__isnull", False),
                                models.Q(("ceased_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="adoption_decision_ceases_with_a_reason",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("period", "="),
                            (
                                kith.access.models.workers.DateRange(
                                    models.F("decided_on"), models.F("ceased_on"), models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="adoption_decision_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdoptionMatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("matched_on", models.DateField()),
                ("by_foster_carer", models.BooleanField()),
                ("adopters", models.PositiveSmallIntegerField()),
                ("adopters_sex", models.CharField(max_length=2)),
                ("adopters_legal", models.CharField(max_length=3)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_words", models.CharField(blank=True, max_length=400)),
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="care.adoptiondecision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("adopters__in", [1, 2])), name="adoption_match_adopters"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("adopters", 1), ("adopters_legal", "L0"), ("adopters_sex__in", ["M1", "F1"])
                            ),
                            models.Q(
                                ("adopters", 2),
                                ("adopters_legal__in", ["L11", "L2", "L3"]),
                                ("adopters_sex", "MF"),
                            ),
                            models.Q(
                                ("adopters", 2),
                                ("adopters_legal__in", ["L12", "L2", "L4"]),
                                ("adopters_sex__in", ["MM", "FF"]),
                            ),
                            _connector="OR",
                        ),
                        name="adoption_match_adopters_fit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("ended_words", "")),
                            models.Q(
                                ("ended_on__gte", models.F("matched_on")),
                                models.Q(("ended_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="adoption_match_ends_with_words",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("decision",),
                        name="adoption_match_one_holds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EducationPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("is_first", models.BooleanField(default=False)),
                ("school", models.CharField(blank=True, max_length=120)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="education_plans",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["held_on"], name="education_plan_held")],
                "constraints": [
                    models.UniqueConstraint(fields=("period", "held_on"), name="education_plan_once_a_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True)),
                        fields=("period",),
                        name="education_plan_first_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuardianshipOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordered_on", models.DateField()),
                ("is_former_carer", models.BooleanField()),
                ("is_kin", models.BooleanField()),
                ("guardians", models.CharField(blank=True, max_length=120)),
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
                    "period",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guardianship_order",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HealthAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("is_first", models.BooleanField(default=False)),
                ("assessor", models.CharField(blank=True, max_length=120)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="health_assessments",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["held_on"], name="health_assessment_held")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "held_on"), name="health_assessment_once_a_day"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True)),
                        fields=("period",),
                        name="health_assessment_first_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dental", "Dental check"),
                            ("immunisations", "Immunisations"),
                            ("development", "Health surveillance"),
                        ],
                        max_length=14,
                    ),
                ),
                ("is_up_to_date", models.BooleanField(default=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="health_checks",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "held_on"], name="health_check_held")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["dental", "immunisations", "development"])),
                        name="health_check_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("period", "kind", "held_on"), name="health_check_once_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeavingCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("category", models.CharField(max_length=16)),
                ("why", models.CharField(max_length=400)),
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
                        related_name="categories",
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
                        name="leaving_category_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category__in", ("eligible", "relevant", "former_relevant", "qualifying")),
                            models.Q(("why", ""), _negated=True),
                        ),
                        name="leaving_category_is_known",
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
                        name="leaving_category_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeavingContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("birthday", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("in_touch", models.CharField(max_length=4)),
                ("activity", models.CharField(max_length=2)),
                ("accommodation", models.CharField(max_length=2)),
                ("words", models.CharField(blank=True, max_length=400)),
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
                        related_name="contacts",
                        to="care.careleaver",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("leaver", "held_on"), name="leaving_contact_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birthday__isnull", True),
                            models.Q(("birthday__gte", 17), ("birthday__lte", 25)),
                            _connector="OR",
                        ),
                        name="leaving_contact_birthday",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("in_touch", "YES"), _negated=True),
                            models.Q(
                                models.Q(("activity", "0"), _negated=True),
                                models.Q(("accommodation", "0"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="leaving_contact_in_touch_tells",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("in_touch__in", ["DIED", "RHOM"]), _negated=True),
                            models.Q(("accommodation", "0"), ("activity", "0")),
                            _connector="OR",
                        ),
                        name="leaving_contact_nobody_to_ask",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LibertyOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("started_on", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("is_approved", models.BooleanField(default=False)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("recorded_at", models.DateTimeField()),
                ("ended_recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="liberty_orders",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["secure_no_court", "secure", "deprivation"])),
                        name="liberty_order_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="liberty_order_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "secure_no_court"),
                            ("ended_on__isnull", True),
                            ("ended_on__gt", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="liberty_order_lasts_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "secure_no_court"),
                            ("until__gt", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="liberty_order_until",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("kind__in", ["secure_no_court", "secure"])),
                        expressions=[
                            ("period", "="),
                            (
                                kith.access.models.workers.DateRange(
                                    models.F("started_on"), models.F("ended_on"), models.Value("[)")
                                ),
                                "&&",
                            ),
                        ],
                        name="liberty_order_secure_one_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("kind", "deprivation")),
                        expressions=[
                            ("period", "="),
                            (
                                kith.access.models.workers.DateRange(
                                    models.F("started_on"), models.F("ended_on"), models.Value("[)")
                                ),
                                "&&",
                            ),
                        ],
                        name="liberty_order_deprivation_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offences",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("period", "held_on"), name="offence_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="PermanencePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=24)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("recorded_at", models.DateTimeField()),
                ("ended_recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permanence_plans",
                        to="care.careperiod",
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
                        name="permanence_plan_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="permanence_plan_has_a_kind"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("period", "="),
                            (
                                kith.access.models.workers.DateRange(
                                    models.F("started_on"), models.F("ended_on"), models.Value("[)")
                                ),
                                "&&",
                            ),
                        ],
                        name="permanence_plan_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalAdviser",
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
                        related_name="advisers",
                        to="care.careleaver",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advises",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["worker"],
                        name="personal_adviser_now",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="personal_adviser_ends_after_start",
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
                        name="personal_adviser_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateFostering",
            fields=[
                (
                    "standing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="private_fostering",
                        serialize=False,
                        to="work.standing",
                    ),
                ),
                ("began_on", models.DateField(blank=True, null=True)),
                ("carer", models.CharField(max_length=120)),
                ("relation", models.CharField(max_length=16)),
                ("is_disabled", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("carer", ""), _negated=True), name="private_fostering_has_a_carer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relation__in",
                                ["", "grandparent", "sibling", "uncle_aunt", "step_parent", "parent"],
                            ),
                            _negated=True,
                        ),
                        name="private_fostering_not_close",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateFosteringVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("seen_alone", models.BooleanField()),
                ("words", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="care.privatefostering",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("arrangement", "held_on"), name="private_fostering_visit_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="private_fostering_visit_has_a_report",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StrengthsScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=4)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strengths_scores",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("score__lte", 40)),
                            models.Q(
                                ("score__isnull", True), models.Q(("reason__in", ["", "SDQ1"]), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="strengths_score_or_reason",
                    ),
                    models.UniqueConstraint(fields=("period", "held_on"), name="strengths_score_once_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubstanceProblem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("help_received", models.BooleanField()),
                ("help_offered", models.BooleanField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substance_problems",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("help_offered__isnull", True), ("help_received", True)),
                            models.Q(("help_offered__isnull", False), ("help_received", False)),
                            _connector="OR",
                        ),
                        name="substance_problem_help_told_whole",
                    ),
                    models.UniqueConstraint(
                        fields=("period", "held_on"), name="substance_problem_once_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeMissing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=1)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "started_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=kith.care.models.missing.DayInLondon("started_at"),
                        output_field=models.DateField(),
                    ),
                ),
                (
                    "ended_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=kith.care.models.missing.DayInLondon("ended_at"),
                        output_field=models.DateField(null=True),
                    ),
                ),
                ("where_found", models.CharField(blank=True, max_length=400)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("not_offered", "Not offered"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answer_words", models.CharField(blank=True, max_length=400)),
                ("answer_recorded_at", models.DateTimeField(blank=True, null=True)),
                ("talked_at", models.DateTimeField(blank=True, null=True)),
                ("talked_with", models.CharField(blank=True, max_length=80)),
                ("talk_words", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                ("ended_recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="times_missing",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["started_on"], name="time_missing_started")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["M", "A"])), name="time_missing_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_recorded_at__isnull", True)),
                            models.Q(
                                ("ended_at__gt", models.F("started_at")), ("ended_recorded_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="time_missing_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answer_recorded_at__isnull", True)),
                            models.Q(
                                ("answer_recorded_at__isnull", False),
                                ("ended_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="time_missing_answered_after_return",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("talk_words", ""), ("talked_at__isnull", True), ("talked_with", "")),
                            models.Q(
                                ("answer", "accepted"),
                                ("talked_at__gte", models.F("ended_at")),
                                models.Q(("talked_with", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="time_missing_talk_after_return",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("period", "="),
                            (
                                kith.care.models.missing.Moments(
                                    "started_at",
                                    "ended_at",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                ),
                                "&&",
                            ),
                        ],
                        name="time_missing_one_at_a_time",
                    ),
                ],
            },
        ),
    ]
