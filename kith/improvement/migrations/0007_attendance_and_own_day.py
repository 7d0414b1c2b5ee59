"""Who came to a meeting, and the day on which its paper locks by itself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0006_members_and_hub"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "came",
                    models.CharField(
                        choices=[("there", "Was there"), ("apologies", "Sent apologies")], max_length=10
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="boardmeeting",
            name="locks_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="boardmeeting",
            name="locks_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="boardmeeting",
            name="trouble",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="boardpaper",
            name="by_itself",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="boardmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("locks_by__isnull", True), ("locks_on__isnull", True)),
                    models.Q(
                        ("locks_by__isnull", False),
                        ("locks_on__isnull", False),
                        ("locks_on__lte", models.F("held_on")),
                    ),
                    _connector="OR",
                ),
                name="board_meeting_locks_by_its_day",
            ),
        ),
        migrations.AddField(
            model_name="boardattendance",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="boardattendance",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendance",
                to="improvement.boardmeeting",
            ),
        ),
        migrations.AddField(
            model_name="boardattendance",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendance",
                to="improvement.boardmember",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardattendance",
            constraint=models.UniqueConstraint(fields=("meeting", "member"), name="board_attendance_once"),
        ),
        migrations.AddConstraint(
            model_name="boardattendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("came__in", ["there", "apologies"])), name="board_attendance_is_known"
            ),
        ),
    ]
