"""Steps on the way to adoption beside decision and match: report, panel, parents told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.access.row_security import protect, unprotect
from kith.care import within

TABLE = "care_adoptionstep"


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0007_short_breaks_in_their_case"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdoptionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("happened_on", models.DateField()),
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
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoption_steps",
                        to="care.careperiod",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="adoption_step_has_a_kind"
                    ),
                    models.UniqueConstraint(
                        fields=("period", "kind", "happened_on"), name="adoption_step_once_a_day"
                    ),
                ],
            },
        ),
        migrations.RunSQL(protect(TABLE, "period_id", "kith_hidden_standings"), unprotect(TABLE)),
        migrations.RunSQL(within.with_steps(), within.without_steps()),
    ]
