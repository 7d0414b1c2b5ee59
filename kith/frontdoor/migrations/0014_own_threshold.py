"""A child of a contact who differs from the others gets a level of its own, beside the one for all."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0013_partner_check_row_security")]

    operations = [
        migrations.AddField(
            model_name="threshold",
            name="line",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="thresholds",
                to="frontdoor.contactchild",
            ),
        ),
        migrations.RemoveConstraint(model_name="threshold", name="threshold_once_a_stage"),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=models.UniqueConstraint(
                fields=("contact", "stage", "line"), name="threshold_once_a_stage", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=models.CheckConstraint(
                condition=Q(line__isnull=True) | Q(stage="decided"), name="threshold_own_is_decided"
            ),
        ),
    ]
