"""What is about a restricted person is hidden by the database itself."""

from django.db import migrations

from kith.access.row_security import hidden_through, insert_only, protect, unprotect

FUNCTIONS = {
    "kith_hidden_involvements": ("work_involvement", "id"),
    "kith_hidden_steps": ("work_stepchild", "step_id"),
    "kith_hidden_visits": ("work_visitchild", "visit_id"),
    "kith_hidden_notes": ("work_notechild", "note_id"),
}
TABLES = {
    "work_involvement": ("person_id", "kith_hidden_people"),
    "work_allocation": ("involvement_id", "kith_hidden_involvements"),
    "work_step": ("id", "kith_hidden_steps"),
    "work_stepchild": ("person_id", "kith_hidden_people"),
    "work_answer": ("step_id", "kith_hidden_steps"),
    "work_answerversion": ("step_id", "kith_hidden_steps"),
    "work_signoff": ("step_id", "kith_hidden_steps"),
    "work_visit": ("id", "kith_hidden_visits"),
    "work_visitchild": ("person_id", "kith_hidden_people"),
    "work_note": ("id", "kith_hidden_notes"),
    "work_notechild": ("person_id", "kith_hidden_people"),
}
SIGHT = "current_setting('kith.worker', true)"
NOTICES = f"""
alter table work_notice enable row level security;
alter table work_notice force row level security;
create policy visible on work_notice using (
  {SIGHT} <> '' and
  (step_id is null or step_id <> all((select kith_hidden_steps({SIGHT}))::bigint[])) and
  (person_id is null or person_id <> all((select kith_hidden_people({SIGHT}))::bigint[])));
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial"), ("people", "0002_row_security")]

    operations = [
        *[
            migrations.RunSQL(hidden_through(name, *through), f"drop function {name}(text)")
            for name, through in FUNCTIONS.items()
        ],
        *[migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()],
        migrations.RunSQL(NOTICES, unprotect("work_notice")),
        migrations.RunSQL(
            insert_only("work_answerversion"), "grant update, delete on work_answerversion to kith_app"
        ),
    ]
