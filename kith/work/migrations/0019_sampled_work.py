"""What chance picked of finished work to be read, hidden with its step."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.access.row_security import protect, unprotect

SAMPLED = "work_sampledwork"


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0018_facts_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SampledWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("one_in", models.PositiveSmallIntegerField()),
                ("seed", models.CharField(max_length=32)),
                ("is_drawn", models.BooleanField()),
                ("drawn_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True, choices=[("agree", "Agrees"), ("concerns", "Has concerns")], max_length=10
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sampled", to="work.step"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_drawn", True), ("read_at__isnull", True)),
                        fields=["drawn_at"],
                        name="sampled_work_unread",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one_in__gte", 2)), name="sampled_work_one_in_some"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", True), ("read_by__isnull", True), ("verdict", "")),
                            models.Q(
                                ("is_drawn", True),
                                ("read_at__isnull", False),
                                ("read_by__isnull", False),
                                models.Q(("verdict", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sampled_work_read_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "concerns"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sampled_work_concern_has_words",
                    ),
                ],
            },
        ),
        migrations.RunSQL(protect(SAMPLED, "step_id", "kith_hidden_steps"), unprotect(SAMPLED)),
    ]
