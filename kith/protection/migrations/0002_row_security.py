"""What is recorded to protect a child is hidden with the child, and with any child it is shared with."""

from django.db import migrations

from kith.access.row_security import SIGHT, hidden_unless_shared, insert_only, protect, unprotect
from kith.work import within

DISCUSSIONS, CONFERENCES = "kith_hidden_strategy_discussions", "kith_hidden_conferences"
FUNCTIONS = {
    DISCUSSIONS: ("protection_strategychild", "discussion_id"),
    CONFERENCES: ("protection_conferencechild", "conference_id"),
}
TABLES = {
    "protection_strategydiscussion": ("id", DISCUSSIONS),
    "protection_strategychild": (),
    "protection_strategyattendance": ("discussion_id", DISCUSSIONS),
    "protection_enquiry": ("standing_id", "kith_hidden_standings"),
    "protection_conference": ("id", CONFERENCES),
    "protection_conferencechild": (),
    "protection_conferencepaper": ("conference_id", CONFERENCES),
}
# whoever is invited may be somebody whom the viewer may not know of
INVITED = f"""
alter table protection_conferenceinvitation enable row level security;
alter table protection_conferenceinvitation force row level security;
create policy visible on protection_conferenceinvitation
using (conference_id <> all((select {CONFERENCES}({SIGHT}))::bigint[])
  and (person_id is null or person_id <> all((select kith_hidden_people({SIGHT}))::bigint[])))
with check (conference_id <> all((select {CONFERENCES}({SIGHT}))::bigint[])
  and (person_id is null or person_id <> all((select kith_hidden_people({SIGHT}))::bigint[])));
"""
WITHIN = ("protection_strategychild", "protection_conferencechild")


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial")]

    operations = [
        *[
            migrations.RunSQL(hidden_unless_shared(name, *where), f"drop function {name}(text)")
            for name, where in FUNCTIONS.items()
        ],
        *[migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()],
        migrations.RunSQL(INVITED, unprotect("protection_conferenceinvitation")),
        *[
            migrations.RunSQL(within.within_case(table, "held_on"), within.beyond_case(table))
            for table in WITHIN
        ],
        migrations.RunSQL(insert_only("protection_conferencepaper"), migrations.RunSQL.noop),
    ]
