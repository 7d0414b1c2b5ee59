"""What is hidden of steps is asked of those marked as shared alone: nearly all steps are about one child."""

from django.db import migrations

from kith.access.row_security import hidden_unless_marked, hidden_unless_shared

STEPS = ("kith_hidden_steps", "work_stepchild", "step_id")


class Migration(migrations.Migration):
    dependencies = [("work", "0044_steps_about_several")]

    operations = [migrations.RunSQL(hidden_unless_marked(*STEPS), hidden_unless_shared(*STEPS))]
