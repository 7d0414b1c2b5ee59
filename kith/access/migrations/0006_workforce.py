"""Posts, who holds them, and the training of workers."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kith.access.models.workers


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_editions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=80)),
                ("full_time", models.DecimalField(decimal_places=2, max_digits=3)),
                ("is_established", models.BooleanField(default=True)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                ("ended_recorded_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="access.team"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PostHolder",
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
                            ("permanent", "permanent"),
                            ("newly_qualified", "newly qualified, with a protected caseload"),
                            ("agency", "agency"),
                        ],
                        max_length=20,
                    ),
                ),
                ("full_time", models.DecimalField(decimal_places=2, max_digits=3)),
                ("started_on", models.DateField()),
                ("start_reason", models.CharField(max_length=30)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=30)),
                ("has_left", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                ("ended_recorded_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="access.post"
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrainingDue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("course", models.CharField(max_length=30)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                ("done_recorded_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_time__gt", 0), ("full_time__lte", 1)),
                name="post_is_a_part_of_full_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gt", models.F("started_on")), _connector="OR"
                ),
                name="post_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("ended_recorded_at__isnull", True)),
                    models.Q(("ended_on__isnull", False), ("ended_recorded_at__isnull", False)),
                    _connector="OR",
                ),
                name="post_end_is_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("taken_back_at__isnull", True)),
                expressions=[
                    ("number", "="),
                    (
                        kith.access.models.workers.DateRange(
                            models.F("started_on"), models.F("ended_on"), models.Value("[)")
                        ),
                        "&&",
                    ),
                ],
                name="post_number_once_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="postholder",
            index=models.Index(fields=["ended_on"], name="holder_ended"),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_time__gt", 0), ("full_time__lte", 1)),
                name="holder_is_a_part_of_full_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gt", models.F("started_on")), _connector="OR"
                ),
                name="holder_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("ended_recorded_at__isnull", True)),
                    models.Q(("ended_on__isnull", False), ("ended_recorded_at__isnull", False)),
                    _connector="OR",
                ),
                name="holder_end_is_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on__isnull", True), ("has_left", False)),
                    models.Q(("ended_on__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="holder_ends_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("taken_back_at__isnull", True), ("worker__isnull", False)),
                expressions=[
                    ("post", "="),
                    ("worker", "="),
                    (
                        kith.access.models.workers.DateRange(
                            models.F("started_on"), models.F("ended_on"), models.Value("[)")
                        ),
                        "&&",
                    ),
                ],
                name="holder_once_at_a_time_in_a_post",
            ),
        ),
        migrations.AddIndex(
            model_name="trainingdue",
            index=models.Index(fields=["due_on"], name="training_due"),
        ),
        migrations.AddConstraint(
            model_name="trainingdue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("done_recorded_at__isnull", True)),
                    models.Q(("done_on__isnull", False), ("done_recorded_at__isnull", False)),
                    _connector="OR",
                ),
                name="training_done_is_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingdue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at__isnull", True)),
                fields=("worker", "course", "due_on"),
                name="training_once_by_a_day",
            ),
        ),
    ]
