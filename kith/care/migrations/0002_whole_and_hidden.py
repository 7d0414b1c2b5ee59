"""Times in care and short breaks are hidden with their child; what belongs to one forms a chain within it."""

from django.db import migrations

from kith.access.row_security import hidden_through, insert_only, protect, unprotect
from kith.care import chain
from kith.work import within

STANDINGS, BREAKS = "kith_hidden_standings", "kith_hidden_short_breaks"
TABLES = {
    "care_careperiod": ("standing_id", STANDINGS),
    "care_legalstatus": ("period_id", STANDINGS),
    "care_placement": ("period_id", STANDINGS),
    "care_carereview": ("period_id", STANDINGS),
    "care_carecorrection": ("period_id", STANDINGS),
    "care_shortbreakseries": ("person_id", "kith_hidden_people"),
    "care_shortbreak": ("series_id", BREAKS),
}
SERIES = "care_shortbreakseries"


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0001_periods_and_what_belongs_to_them"),
        ("work", "0036_standings_within_their_case"),
    ]

    operations = [
        migrations.RunSQL(hidden_through(BREAKS, SERIES, "id"), f"drop function {BREAKS}(text)"),
        *[migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()],
        migrations.RunSQL(insert_only("care_carecorrection"), migrations.RunSQL.noop),
        migrations.RunSQL(chain.WHOLE + chain.TRIGGERS, chain.AWAY),
        migrations.RunSQL(within.within_case(SERIES, "started_on", "ended_on"), within.beyond_case(SERIES)),
    ]
