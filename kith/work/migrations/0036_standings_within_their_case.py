"""Standings and timescales are hidden with their person; what needs a case lies within it."""

from django.db import migrations

from kith.access.row_security import hidden_through, protect, unprotect
from kith.work import within

HIDDEN = hidden_through("kith_hidden_standings", "work_standing", "id")
TABLES = ("work_standing", "work_timescale")


class Migration(migrations.Migration):
    dependencies = [("work", "0035_standings_and_timescales")]

    operations = [
        migrations.RunSQL(HIDDEN, "drop function kith_hidden_standings(text)"),
        *[migrations.RunSQL(protect(table), unprotect(table)) for table in TABLES],
        migrations.RunSQL(within.FUNCTION, "drop function kith_within_case()"),
        migrations.RunSQL(
            within.within_case("work_standing", "started_on", "ended_on"), within.beyond_case("work_standing")
        ),
        migrations.RunSQL(
            within.NOTHING_AFTER,
            "drop trigger nothing_after_case on work_involvement; drop function kith_nothing_after_case()",
        ),
    ]
