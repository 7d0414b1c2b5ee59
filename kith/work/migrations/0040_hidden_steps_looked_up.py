"""Steps and sign-offs are counted by the hundred thousand: what is hidden of them is looked up, not gone through."""

from django.db import migrations

from kith.access.row_security import go_through_hidden, look_up_hidden

TABLES = (("work_step", "id"), ("work_signoff", "step_id"))


class Migration(migrations.Migration):
    dependencies = [("work", "0039_in_need_apart_from_care")]

    operations = [
        migrations.RunSQL(
            look_up_hidden(table, column, "kith_hidden_steps"),
            go_through_hidden(table, column, "kith_hidden_steps"),
        )
        for table, column in TABLES
    ]
