"""Marks on the events of a chronology: hidden with their person, and never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.access.row_security import insert_only, protect, unprotect


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_hidden_people_in_parallel"),
        ("work", "0005_step_open_in_short"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EventMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("number", models.BigIntegerField()),
                ("part", models.CharField(blank=True, max_length=20)),
                (
                    "weight",
                    models.CharField(choices=[("key", "key event"), ("usual", "usual event")], max_length=10),
                ),
                ("meaning", models.CharField(blank=True, max_length=400)),
                ("at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_marks",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "at"], name="event_mark_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__in", ["key", "usual"])),
                        name="event_mark_weight_is_known",
                    )
                ],
            },
        ),
        migrations.RunSQL(protect("work_eventmark"), unprotect("work_eventmark")),
        migrations.RunSQL(
            insert_only("work_eventmark"), "grant update, delete, truncate on work_eventmark to kith_app"
        ),
    ]
