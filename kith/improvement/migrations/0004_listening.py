"""Listening events, who said what, answers taken as the words of those affected, and plain answers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0003_projects_and_money"),
        ("listening", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HeardAnswer",
            fields=[
                (
                    "feedback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="heard",
                        serialize=False,
                        to="improvement.actionfeedback",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="improvement.planaction",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="listening.feedbackanswer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "answer"), name="answer_heard_once_for_an_action"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListeningEvent",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="event",
                        serialize=False,
                        to="improvement.improvementsource",
                    ),
                ),
                ("children", models.PositiveSmallIntegerField(default=0)),
                ("parents", models.PositiveSmallIntegerField(default=0)),
                ("staff", models.PositiveSmallIntegerField(default=0)),
                ("referrers", models.PositiveSmallIntegerField(default=0)),
                ("foster_carers", models.PositiveSmallIntegerField(default=0)),
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("children__gt", 0),
                            ("parents__gt", 0),
                            ("staff__gt", 0),
                            ("referrers__gt", 0),
                            ("foster_carers__gt", 0),
                            _connector="OR",
                        ),
                        name="listening_event_somebody_came",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlainAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said", models.TextField()),
                ("done", models.TextField()),
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
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plain_answers",
                        to="improvement.recommendation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["recommendation", "-id"], name="plain_answer_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("said", ""), _negated=True), models.Q(("done", ""), _negated=True)
                        ),
                        name="plain_answer_has_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                (
                    "recommendation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="voice",
                        serialize=False,
                        to="improvement.recommendation",
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
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="listening.feedbackanswer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("who__in", ["child", "parent", "staff", "referrer", "foster_carer"])
                        ),
                        name="voice_of_somebody",
                    )
                ],
            },
        ),
        insert_only("improvement_voice"),
        insert_only("improvement_heardanswer"),
        insert_only("improvement_plainanswer"),
    ]
