"""What is hidden of steps and sign-offs is looked up without the planner asking for it as well."""

from django.db import migrations

from kith.access.row_security import look_up_hidden

TABLES = (("work_step", "id"), ("work_signoff", "step_id"))


class Migration(migrations.Migration):
    dependencies = [("work", "0040_hidden_steps_looked_up")]

    operations = [
        migrations.RunSQL(look_up_hidden(table, column, "kith_hidden_steps"), migrations.RunSQL.noop)
        for table, column in TABLES
    ]
