"""The facts of a step are hidden with the step, those of a sealed child by themselves; nobody changes them."""

from django.db import migrations

from kith.access.row_security import insert_only, protect_but_sealed, unprotect

TABLE = "work_stepfact"


class Migration(migrations.Migration):
    dependencies = [("work", "0017_facts_of_a_step")]

    operations = [
        migrations.RunSQL(
            protect_but_sealed(TABLE, "step_id", "kith_hidden_steps", "person_id"), unprotect(TABLE)
        ),
        migrations.RunSQL(insert_only(TABLE), migrations.RunSQL.noop),
    ]
