"""A statement that was sent is hidden with its step, and with a relative it was made for; nothing of it is changed."""

from django.db import migrations

from kith.access.row_security import SIGHT, insert_only, unprotect

TABLE = "work_statementcopy"
VISIBLE = f"""step_id <> all((select kith_hidden_steps({SIGHT}))::bigint[]) and
  (person_id is null or person_id <> all((select kith_hidden_people({SIGHT}))::bigint[]))"""
PROTECT = f"""
alter table {TABLE} enable row level security;
alter table {TABLE} force row level security;
create policy visible on {TABLE} using ({VISIBLE}) with check ({VISIBLE});
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0025_statement_copies")]

    operations = [
        migrations.RunSQL(PROTECT, unprotect(TABLE)),
        migrations.RunSQL(insert_only(TABLE), f"grant update, delete, truncate on {TABLE} to kith_app;"),
    ]
