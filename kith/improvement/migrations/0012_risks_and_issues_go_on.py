"""The risk or issue of an earlier plan that one of a later plan goes on with."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("improvement", "0011_who_took_evidence_back")]

    operations = [
        migrations.AddField(
            model_name="planissue",
            name="carried_from",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried_to",
                to="improvement.planissue",
            ),
        ),
        migrations.AddField(
            model_name="planrisk",
            name="carried_from",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried_to",
                to="improvement.planrisk",
            ),
        ),
        migrations.AddConstraint(
            model_name="planissue",
            constraint=models.CheckConstraint(
                condition=models.Q(("carried_from", models.F("id")), _negated=True),
                name="plan_issue_carried_from_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="planrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("carried_from", models.F("id")), _negated=True),
                name="plan_risk_carried_from_another",
            ),
        ),
    ]
