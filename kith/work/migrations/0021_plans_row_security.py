"""Plans and what belongs to them are hidden with their children, and with relatives who are named in them.

A plan about a hidden child, or with a task or an agreement of a hidden person, is hidden whole: its words are shared.
A sealed child takes only its own plans away, as with steps; what names it in the plans of others is hidden by itself.
"""

from django.db import migrations

from kith.access.row_security import insert_only, protect, protect_but_sealed, unprotect

HIDDEN_PLANS = """
create or replace function kith_hidden_plans(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[] := kith_hidden_people(who);
  sealed bigint[];
begin
  if hidden is null or cardinality(hidden) = 0 then return hidden; end if;
  sealed := kith_sealed_people(who);
  return (select coalesce(array_agg(distinct found.plan_id), '{}') from (
    select plan_id from work_planchild where person_id = any(hidden) and person_id <> all(sealed)
    union all
    select plan_id from work_plantask where person_id = any(hidden) and person_id <> all(sealed)
    union all
    select plan_id from work_planagreement where person_id = any(hidden) and person_id <> all(sealed)
    union all
    select plan_id from work_familycopy where person_id = any(hidden) and person_id <> all(sealed)
    union all
    select alone.plan_id from work_planchild alone where alone.person_id = any(sealed) and not exists (
      select 1 from work_planchild other
      where other.plan_id = alone.plan_id and other.person_id <> all(sealed))
  ) as found);
end $$;
"""
SHARED = ("work_plangoal", "work_planprogress", "work_planreview", "work_planchange")
NAMING = ("work_plantask", "work_planagreement", "work_familycopy")
ONLY_ADDED_TO = (
    "work_planprogress",
    "work_planreview",
    "work_planchange",
    "work_planagreement",
    "work_familycopy",
)
AGAIN = "grant update, delete, truncate on {} to kith_app;"


class Migration(migrations.Migration):
    dependencies = [("work", "0020_plans"), ("people", "0016_sealed_apart_from_hidden")]

    operations = [
        migrations.RunSQL(HIDDEN_PLANS, "drop function kith_hidden_plans(text)"),
        migrations.RunSQL(
            protect("work_familyplan", "id", "kith_hidden_plans"), unprotect("work_familyplan")
        ),
        migrations.RunSQL(protect("work_planchild"), unprotect("work_planchild")),
        *[
            migrations.RunSQL(protect(table, "plan_id", "kith_hidden_plans"), unprotect(table))
            for table in SHARED
        ],
        *[
            migrations.RunSQL(
                protect_but_sealed(table, "plan_id", "kith_hidden_plans", "person_id"), unprotect(table)
            )
            for table in NAMING
        ],
        migrations.RunSQL(
            insert_only(*ONLY_ADDED_TO), "\n".join(AGAIN.format(table) for table in ONLY_ADDED_TO)
        ),
    ]
