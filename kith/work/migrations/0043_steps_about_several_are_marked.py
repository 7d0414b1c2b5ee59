"""Which steps are about several children is kept by the database, for those that are asked what is hidden."""

from django.db import migrations

from kith.access.row_security import mark_shared, unmark_shared


class Migration(migrations.Migration):
    dependencies = [("work", "0042_visits_of_a_child_by_day")]

    operations = [
        migrations.RunSQL(
            mark_shared("work_stepchild", "step_id", "work_step"), unmark_shared("work_stepchild")
        )
    ]
