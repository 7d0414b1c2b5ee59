"""Whom we asked what they think and what they answered; complaints and compliments, stage by stage."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_workforce"),
        ("people", "0017_own_families"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ComplaintStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=60)),
                ("started_on", models.DateField()),
                ("due_on", models.DateField()),
                ("due_reason", models.CharField(max_length=200)),
                ("longest_on", models.DateField(blank=True, null=True)),
                ("longer_why", models.CharField(blank=True, max_length=400)),
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
            name="FeedbackRequest",
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
                ("point", models.CharField(max_length=40)),
                ("questionnaire", models.CharField(max_length=40)),
                ("asked_with", models.JSONField()),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("asked_on", models.DateField()),
                ("ends_on", models.DateField()),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback_requests",
                        to="people.person",
                    ),
                ),
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
            ],
        ),
        migrations.CreateModel(
            name="Complaint",
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
                        choices=[("complaint", "Complaint"), ("compliment", "Compliment")], max_length=10
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("child", "A child or young person"),
                            ("parent", "A parent"),
                            ("referrer", "A referrer"),
                            ("foster_carer", "A foster carer"),
                            ("relative", "Another relative"),
                            ("advocate", "An advocate"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField()),
                ("received_on", models.DateField()),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="people.person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.team"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintAnswer",
            fields=[
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="answer",
                        serialize=False,
                        to="listening.complaintstep",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("upheld", "Upheld"),
                            ("partly", "Partly upheld"),
                            ("not", "Not upheld"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answered_on", models.DateField()),
                ("words", models.TextField()),
                ("learning", models.TextField()),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="complaintstep",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="listening.complaint"
            ),
        ),
        migrations.CreateModel(
            name="FeedbackAnswer",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="answer",
                        serialize=False,
                        to="listening.feedbackrequest",
                    ),
                ),
                ("helped", models.CharField(blank=True, max_length=6)),
                ("score", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("answers", models.JSONField()),
                ("answered_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LinkTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("address", models.CharField(max_length=45)),
            ],
            options={
                "indexes": [models.Index(fields=["address", "-at"], name="link_try_address")],
            },
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["kind", "received_on"], name="complaint_received"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["complaint", "compliment"])), name="complaint_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "who__in",
                        ["child", "parent", "referrer", "foster_carer", "relative", "advocate", "other"],
                    )
                ),
                name="complaint_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="complaint_has_words"
            ),
        ),
        migrations.AddField(
            model_name="complaintanswer",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="complaintanswer",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="listening.complaint"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintstep",
            constraint=models.UniqueConstraint(fields=("complaint", "stage"), name="complaint_stage_once"),
        ),
        migrations.AddConstraint(
            model_name="complaintstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("started_on"))), name="complaint_due_after_start"
            ),
        ),
        migrations.AddField(
            model_name="feedbackanswer",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="feedbackrequest",
            index=models.Index(fields=["person", "point", "asked_on"], name="feedback_asked_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="feedbackrequest",
            index=models.Index(fields=["asked_on"], name="feedback_asked_on"),
        ),
        migrations.AddConstraint(
            model_name="feedbackrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("who__in", ["child", "parent", "staff", "referrer", "foster_carer"])),
                name="feedback_asked_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("asked_on"))), name="feedback_ends_after_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["upheld", "partly", "not", "withdrawn"])),
                name="complaint_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True), models.Q(("learning", ""), _negated=True)
                ),
                name="complaint_answer_says_what",
            ),
        ),
        migrations.AddIndex(
            model_name="feedbackanswer",
            index=models.Index(fields=["answered_on"], name="feedback_answered_on"),
        ),
        migrations.AddConstraint(
            model_name="feedbackanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("helped__in", ["", "yes", "partly", "no"])),
                name="feedback_helped_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True), models.Q(("score__gte", 0), ("score__lte", 100)), _connector="OR"
                ),
                name="feedback_score_up_to_a_hundred",
            ),
        ),
    ]
