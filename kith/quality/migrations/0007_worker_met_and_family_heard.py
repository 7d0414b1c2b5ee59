"""That the auditor talked with the worker and with the family: the days are counted, the words told."""

from django.db import migrations, models
from django.db.models import Q

COLUMNS = {
    "worker_met_on": models.DateField(blank=True, null=True),
    "worker_grade": models.CharField(blank=True, default="", max_length=24),
    "worker_words": models.TextField(blank=True, default=""),
    "family_heard_on": models.DateField(blank=True, null=True),
    "family_words": models.TextField(blank=True, default=""),
}


class Migration(migrations.Migration):
    dependencies = [("quality", "0006_second_readings_drawn_anew")]

    operations = [
        *[
            migrations.AddField(model_name="caseaudit", name=name, field=field, preserve_default=field.null)
            for name, field in COLUMNS.items()
        ],
        migrations.AddConstraint(
            model_name="caseaudit",
            constraint=models.CheckConstraint(
                condition=Q(("worker_grade", ""), ("worker_met_on__isnull", True), ("worker_words", ""))
                | Q(("worker_met_on__isnull", False)) & Q(("worker_words", ""), _negated=True),
                name="case_audit_worker_met_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseaudit",
            constraint=models.CheckConstraint(
                condition=Q(("family_heard_on__isnull", True), ("family_words", ""))
                | Q(("family_heard_on__isnull", False)) & Q(("family_words", ""), _negated=True),
                name="case_audit_family_heard_with_words",
            ),
        ),
    ]
