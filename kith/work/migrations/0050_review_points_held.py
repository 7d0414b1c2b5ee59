"""The day on which the review point of a piece of work was held."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("work", "0049_hidden_steps_are_kept")]

    operations = [
        migrations.AddField("step", "review_point_held_on", models.DateField(blank=True, null=True)),
        migrations.AddField("step", "review_point_recorded_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "step",
            models.CheckConstraint(
                condition=Q(review_point_held_on__isnull=True, review_point_recorded_at__isnull=True)
                | Q(
                    review_point_on__isnull=False,
                    review_point_held_on__gte=F("started_on"),
                    review_point_recorded_at__isnull=False,
                ),
                name="step_review_point_held_after_start",
            ),
        ),
    ]
