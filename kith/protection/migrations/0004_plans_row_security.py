"""Plans are hidden with their child, challenges with any of theirs; the database keeps what belongs together together."""

from django.db import migrations

from kith.access.row_security import hidden_unless_shared, insert_only, protect, unprotect

CHALLENGES, STANDINGS = "kith_hidden_challenges", "kith_hidden_standings"
TABLES = {
    "protection_protectionplan": ("standing_id", STANDINGS),
    "protection_plancategory": ("plan_id", STANDINGS),
    "protection_coregroup": ("plan_id", STANDINGS),
    "protection_temporaryplan": ("standing_id", STANDINGS),
    "protection_earlierregistration": (),
    "protection_challenge": ("id", CHALLENGES),
    "protection_challengechild": (),
    "protection_challengemove": ("challenge_id", CHALLENGES),
}
HEAD = (
    "returns trigger language plpgsql security definer set search_path = public set kith.worker = '0' as $$"
)

# The first and the latest category of a plan are what its history says, whoever writes either of them.
CATEGORIES = f"""
create or replace function kith_plan_says_its_categories() {HEAD}
begin
  new.first_category := coalesce((select c.category from protection_plancategory c
    where c.plan_id = new.standing_id order by c.since_on limit 1), new.first_category);
  new.category := coalesce((select c.category from protection_plancategory c
    where c.plan_id = new.standing_id order by c.since_on desc limit 1), new.category);
  return new;
end $$;
create or replace function kith_plan_category_changed() {HEAD}
begin
  update protection_protectionplan set category = category where standing_id = coalesce(new.plan_id, old.plan_id);
  return null;
end $$;
create trigger says_its_categories before update on protection_protectionplan
for each row execute function kith_plan_says_its_categories();
create trigger category_changed after insert or update or delete on protection_plancategory
for each row execute function kith_plan_category_changed();
"""  # noqa: S608 - names are ours
NO_CATEGORIES = """
drop trigger category_changed on protection_plancategory;
drop trigger says_its_categories on protection_protectionplan;
drop function kith_plan_category_changed();
drop function kith_plan_says_its_categories();
"""

# Checked at the end of what is written together: the history begins with the plan and lies within it; core groups lie
# within it too.
WITHIN = f"""
create or replace function kith_plan_is_whole(plan bigint) returns void
language plpgsql security definer set search_path = public set kith.worker = '0' as $$
declare
  held record;
begin
  select * into held from work_standing where id = plan;
  if held.kind is distinct from 'protection' then return; end if;
  if exists (select 1 from protection_protectionplan p where p.standing_id = plan) and not exists (
      select 1 from protection_plancategory c where c.plan_id = plan and c.since_on = held.started_on) then
    raise exception 'a plan without a category from its first day'
      using errcode = '23514', constraint = 'plan_has_its_first_category';
  end if;
  if exists (select 1 from protection_plancategory c where c.plan_id = plan
      and (c.since_on < held.started_on or c.since_on > held.ended_on)) then
    raise exception 'a category outside its plan' using errcode = '23514', constraint = 'plan_category_within';
  end if;
  if exists (select 1 from protection_coregroup g where g.plan_id = plan
      and (g.held_on < held.started_on or g.held_on > held.ended_on)) then
    raise exception 'a core group outside its plan' using errcode = '23514', constraint = 'core_group_within';
  end if;
end $$;
create or replace function kith_part_of_a_plan() {HEAD}
declare
  row_now jsonb := to_jsonb(coalesce(new, old));
begin
  perform kith_plan_is_whole((coalesce(row_now ->> 'plan_id', row_now ->> 'standing_id', row_now ->> 'id'))::bigint);
  return null;
end $$;
"""  # noqa: S608 - names are ours
NOT_WITHIN = """
drop function kith_part_of_a_plan();
drop function kith_plan_is_whole(bigint);
"""
PARTS = {
    "protection_protectionplan": ("plan_is_whole", "insert", "kith_part_of_a_plan"),
    "protection_plancategory": ("plan_is_whole", "insert or update or delete", "kith_part_of_a_plan"),
    "protection_coregroup": ("plan_is_whole", "insert or update", "kith_part_of_a_plan"),
}


def checked(table: str, name: str, when: str, function: str, only: str = "") -> migrations.RunSQL:
    """A check at the end of what is written together."""
    return migrations.RunSQL(
        f"create constraint trigger {name} after {when} on {table} deferrable initially deferred "
        f"for each row {only} execute function {function}();",
        f"drop trigger {name} on {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("protection", "0003_plans_and_challenges"),
        ("work", "0036_standings_within_their_case"),
    ]

    operations = [
        migrations.RunSQL(
            hidden_unless_shared(CHALLENGES, "protection_challengechild", "challenge_id"),
            f"drop function {CHALLENGES}(text)",
        ),
        *[migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()],
        migrations.RunSQL(CATEGORIES, NO_CATEGORIES),
        migrations.RunSQL(WITHIN, NOT_WITHIN),
        *[checked(table, *how) for table, how in PARTS.items()],
        checked(
            "work_standing",
            "plan_is_whole",
            "update of started_on, ended_on",
            "kith_part_of_a_plan",
            "when (new.kind = 'protection')",
        ),
        migrations.RunSQL(insert_only("protection_challengemove"), migrations.RunSQL.noop),
    ]
