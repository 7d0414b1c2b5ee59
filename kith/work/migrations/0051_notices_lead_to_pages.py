"""A notice can lead to a page of its own, such as a finished audit, and not only to a piece of work or a record."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("work", "0050_review_points_held")]

    operations = [
        migrations.AddField("notice", "leads_to", models.CharField(blank=True, default="", max_length=60)),
        migrations.AddField("notice", "leads_number", models.PositiveBigIntegerField(blank=True, null=True)),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(
                condition=Q(leads_to="", leads_number__isnull=True)
                | ~Q(leads_to="") & Q(leads_number__isnull=False),
                name="notice_leads_to_a_numbered_page",
            ),
        ),
    ]
