"""Court work is hidden with its children: what is told for several of them, where one of them is restricted.

A child's own line keeps its days. A party who is hidden takes only the line that names them away.
"""

from django.db import migrations

from kith.access.row_security import SIGHT, hidden_unless_shared, protect, unprotect

BEFORE, COURT, ASKED = "kith_hidden_pre_proceedings", "kith_hidden_proceedings", "kith_hidden_court_requests"
FUNCTIONS = {
    BEFORE: ("court_courtperiod", "pre_proceedings_id"),
    COURT: ("court_courtperiod", "proceedings_id"),
    ASKED: ("court_courtrequestchild", "request_id"),
}
TABLES = {
    "court_preproceedings": ("id", BEFORE),
    "court_preproceedingsmeeting": ("pre_proceedings_id", BEFORE),
    "court_proceedings": ("id", COURT),
    "court_hearing": ("proceedings_id", COURT),
    "court_direction": ("proceedings_id", COURT),
    "court_courtrequest": ("id", ASKED),
    "court_courtperiod": (),
    "court_courtrequestchild": (),
    "court_courtorder": (),
}
VISIBLE = f"""proceedings_id <> all((select {COURT}({SIGHT}))::bigint[]) and
  (person_id is null or person_id <> all((select kith_hidden_people({SIGHT}))::bigint[]))"""
PARTIES = f"""
alter table court_courtparty enable row level security;
alter table court_courtparty force row level security;
create policy visible on court_courtparty using ({VISIBLE}) with check ({VISIBLE});
"""


def hidden_where_named(function: str, table: str, column: str) -> str:
    """SQL like ``hidden_unless_shared`` for a column that may be empty: an empty one among the ids would hide every row."""
    every = f"array_agg(distinct found.{column})"
    made = hidden_unless_shared(function, table, column)
    assert every in made
    return made.replace(every, f"{every} filter (where found.{column} is not null)")


class Migration(migrations.Migration):
    dependencies = [("court", "0001_court_work")]

    operations = [
        *[
            migrations.RunSQL(hidden_where_named(name, *where), f"drop function {name}(text)")
            for name, where in FUNCTIONS.items()
        ],
        *[migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()],
        migrations.RunSQL(PARTIES, unprotect("court_courtparty")),
    ]
