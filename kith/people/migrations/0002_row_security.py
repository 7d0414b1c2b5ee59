"""Restricted people are hidden by the database itself; record numbers start at 200001."""

from django.db import migrations

from kith.access.row_security import HIDDEN_PEOPLE, protect, unprotect

PEOPLE = "kith_hidden_people"
TABLES = {
    "people_person": "id",
    "people_othername": "person_id",
    "people_identifier": "person_id",
    "people_residence": "person_id",
    "people_phone": "person_id",
    "people_alert": "person_id",
    "people_familymember": "person_id",
}
SIGHT = "current_setting('kith.worker', true)"
BOTH = f"person_id <> all((select {PEOPLE}({SIGHT}))::bigint[]) and other_id <> all((select {PEOPLE}({SIGHT}))::bigint[])"
RELATIONSHIPS = f"""
alter table people_relationship enable row level security;
alter table people_relationship force row level security;
create policy visible on people_relationship using ({BOTH}) with check ({BOTH});
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_trail_is_insert_only")]

    operations = [
        migrations.RunSQL(HIDDEN_PEOPLE, "drop function kith_hidden_people(text)"),
        *[migrations.RunSQL(protect(table, column), unprotect(table)) for table, column in TABLES.items()],
        migrations.RunSQL(RELATIONSHIPS, unprotect("people_relationship")),
        migrations.RunSQL(
            "alter table people_person alter column id restart with 200001", migrations.RunSQL.noop
        ),
    ]
