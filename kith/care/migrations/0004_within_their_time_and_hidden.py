"""What is known of a child in care, a care leaver, a privately fostered child is hidden with them and lies within its time."""

from django.db import migrations

from kith.access.row_security import insert_only, protect, unprotect
from kith.care import within

STANDINGS, DECISIONS = "kith_hidden_standings", "kith_hidden_adoption_decisions"
TABLES = {
    **{table: (told[0], STANDINGS) for table, told in within.TABLES.items()},
    "care_guardianshiporder": ("period_id", STANDINGS),
    "care_careleaver": ("standing_id", STANDINGS),
    "care_privatefostering": ("standing_id", STANDINGS),
    "care_adoptionmatch": ("decision_id", DECISIONS),
}
HIDDEN_DECISIONS = """
create or replace function kith_hidden_adoption_decisions(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[] := kith_hidden_people(who);
begin
  if hidden is null or cardinality(hidden) = 0 then return hidden; end if;
  return (select coalesce(array_agg(d.id), '{}') from care_adoptiondecision d
    join work_standing s on s.id = d.period_id where s.person_id = any(hidden));
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("care", "0003_health_missing_leaving_and_more")]

    operations = [
        migrations.RunSQL(HIDDEN_DECISIONS, f"drop function {DECISIONS}(text)"),
        *[migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()],
        migrations.RunSQL(
            insert_only("care_privatefosteringvisit"),
            "grant update, delete, truncate on care_privatefosteringvisit to kith_app;",
        ),
        migrations.RunSQL(within.within(), within.beyond()),
    ]
