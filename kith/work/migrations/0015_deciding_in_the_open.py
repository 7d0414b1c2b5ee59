"""What is said about a submission besides the decision on it, hidden with its step; and who covers for whom."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.access.row_security import insert_only, protect, unprotect

REMARKS = "work_signoffremark"


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0014_visits_ahead_are_hidden"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="signoff",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("signed_off", "Signed off"),
                    ("returned", "Sent back"),
                    ("told", "Told"),
                    ("undone", "Taken back"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("until_on", models.DateField()),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "away",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="away",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "named_by",
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
                        condition=models.Q(("until_on__gte", models.F("starts_on"))),
                        name="cover_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", models.F("away")), _negated=True),
                        name="cover_is_somebody_else",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        expressions=[
                            ("away", "="),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("until_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="cover_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOffRemark",
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
                            ("looked", "Looked at"),
                            ("asked", "Asked"),
                            ("answered", "Answered"),
                            ("covered", "Decided for somebody who was away"),
                            ("undone", "Taken back"),
                            ("corrected", "Corrected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sign_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="work.signoff"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_off_remarks",
                        to="work.step",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["step", "at"], name="sign_off_remark_step")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "looked",
                                    "asked",
                                    "answered",
                                    "covered",
                                    "undone",
                                    "corrected",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="sign_off_remark_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["asked", "answered", "corrected", "withdrawn"]), _negated=True
                            ),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sign_off_remark_says_something",
                    ),
                ],
            },
        ),
        migrations.RunSQL(protect(REMARKS, "step_id", "kith_hidden_steps"), unprotect(REMARKS)),
        migrations.RunSQL(insert_only(REMARKS), f"grant update, delete, truncate on {REMARKS} to kith_app"),
    ]
