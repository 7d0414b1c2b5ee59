"""A second reading that was stopped may be followed by another; of those that were not there is one."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("quality", "0005_auditors_from_elsewhere")]

    operations = [
        migrations.AlterField(
            model_name="caseaudit",
            name="second_of",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="second_readings", to="quality.caseaudit"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseaudit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "stopped"), _negated=True), fields=("second_of",),
                name="case_audit_one_second_reading",
            ),
        ),
    ]  # fmt: skip
