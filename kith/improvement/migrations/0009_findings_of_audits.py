"""What a round of audits found, as a recommendation, and audits as a kind of source."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_workforce"),
        ("improvement", "0008_evidence"),
        ("quality", "0007_worker_met_and_family_heard"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditFinding",
            fields=[
                (
                    "recommendation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="audit_finding",
                        serialize=False,
                        to="improvement.recommendation",
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("part", models.PositiveSmallIntegerField()),
                ("whole", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="improvementsource",
            name="improvement_source_kind_is_known",
        ),
        migrations.AlterField(
            model_name="improvementsource",
            name="kind",
            field=models.CharField(
                choices=[
                    ("inspection", "Inspection"),
                    ("case_review", "Serious case review"),
                    ("peer_review", "Peer review"),
                    ("board_plan", "Plan of a board"),
                    ("listening", "Listening event"),
                    ("audit", "Case audits"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="improvementsource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["inspection", "case_review", "peer_review", "board_plan", "listening", "audit"],
                    )
                ),
                name="improvement_source_kind_is_known",
            ),
        ),
        migrations.AddField(
            model_name="auditfinding",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="quality.auditround"
            ),
        ),
        migrations.AddField(
            model_name="auditfinding",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.team",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.UniqueConstraint(
                fields=("round", "key", "team"), name="audit_finding_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__gte", 1), ("part__lte", models.F("whole"))),
                name="audit_finding_was_found",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("key__startswith", "standard:"), ("key__startswith", "theme:"), _connector="OR"
                ),
                name="audit_finding_kind_is_known",
            ),
        ),
        insert_only("improvement_auditfinding"),
    ]
