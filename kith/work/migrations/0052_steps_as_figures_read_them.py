"""What figures read of steps stands in indexes: what was open on some day, review points, counted answers."""

from datetime import date

from django.db import migrations, models

from kith.access.row_security import go_through_hidden, look_up_hidden

COUNTED = ("work_stepchild", "work_timescale")  # figures go through most of their rows


class Migration(migrations.Migration):
    dependencies = [("work", "0051_notices_lead_to_pages")]

    operations = [
        migrations.AddIndex(
            "step",
            models.Index(
                fields=["review_point_on"],
                condition=models.Q(review_point_on__isnull=False),
                name="step_review_point",
            ),
        ),
        migrations.AddIndex(
            "step",
            models.Index(
                models.Case(
                    models.When(completed_on__isnull=True, then=models.Value(date.max)),
                    default=models.F("completed_on"),
                ),
                include=("completed_on", "id", "kind", "team", "started_on", "due_on", "cancelled_at"),
                name="step_open_until",
            ),
        ),
        migrations.RemoveConstraint("countedanswer", "counted_answer_once"),
        migrations.AddConstraint(
            "countedanswer",
            models.UniqueConstraint(
                fields=("step", "person", "question", "code"),
                include=("is_none",),
                name="counted_answer_once",
            ),
        ),
        *(
            migrations.RunSQL(
                look_up_hidden(table, "person_id", "kith_hidden_people"),
                go_through_hidden(table, "person_id", "kith_hidden_people"),
            )
            for table in COUNTED
        ),
    ]
