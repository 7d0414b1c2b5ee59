"""Which steps are hidden is worked out once for a transaction in which somebody only looks, and those of sealed children
are looked through once.
"""

from django.db import migrations

from kith.access.row_security import hidden_unless_marked, keep_hidden

STEPS = ("kith_hidden_steps", "work_stepchild", "step_id")


class Migration(migrations.Migration):
    dependencies = [("work", "0048_counted_answers_so_far"), ("people", "0018_hidden_people_are_kept")]

    operations = [
        migrations.RunSQL(hidden_unless_marked(*STEPS), migrations.RunSQL.noop),
        migrations.RunSQL(
            keep_hidden("hidden_people", "sealed_people", "hidden_steps"),
            "drop function kith_keep_hidden(text)",
        ),
    ]
