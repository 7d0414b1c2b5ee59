"""What workers who see own families alone may know of the work: that of early help, and how it stands.

All other work about the same children stays closed to them: a piece of work, a plan and a standing open by their kind,
and only when all of its children are among the families they work with.
"""

from django.db import migrations

from kith.access.row_security import known_too, not_known

OPENING = """
create or replace function {name}(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  known bigint[];
begin
  if split_part(who, ' ', 2) is distinct from 'own' then return '{{}}'; end if;
  known := kith_known_people(who);
  return (select coalesce(array_agg(found.id), '{{}}') from {found} as found);
end $$;
"""
TOGETHER = """(
    select whole.id from {whole} whole
    where whole.kind {kind} and whole.id in (select mine.{column} from {child} mine where mine.person_id = any(known))
      and not exists (
        select 1 from {child} other where other.{column} = whole.id and other.person_id <> all(known)))"""
STEPS = TOGETHER.format(
    whole="work_step", child="work_stepchild", column="step_id", kind="like 'early\\_help%'"
)
PLANS = TOGETHER.format(
    whole="work_familyplan", child="work_planchild", column="plan_id", kind="= 'early_help'"
)
STANDINGS = "(select id from work_standing where kind = 'early_help' and person_id = any(known))"
FUNCTIONS = {"kith_known_steps": STEPS, "kith_known_plans": PLANS, "kith_known_standings": STANDINGS}
OPENED = {
    "kith_known_steps": [
        ("work_step", "id"),
        *[
            (table, "step_id")
            for table in (
                "work_stepchild", "work_answer", "work_answerversion", "work_signoff", "work_signoffremark",
                "work_stepfact",
            )
        ],
    ],
    "kith_known_plans": [
        ("work_familyplan", "id"),
        *[
            (table, "plan_id")
            for table in (
                "work_planchild", "work_plangoal", "work_plantask", "work_planprogress", "work_planagreement",
                "work_planreview", "work_planchange",
            )
        ],
    ],
    "kith_known_standings": [("work_standing", "id"), ("work_timescale", "standing_id")],
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("work", "0036_standings_within_their_case"), ("people", "0017_own_families")]

    operations = [
        *[
            migrations.RunSQL(OPENING.format(name=name, found=found), f"drop function {name}(text)")
            for name, found in FUNCTIONS.items()
        ],
        *[
            migrations.RunSQL(known_too(table, column, name), not_known(table))
            for name, tables in OPENED.items()
            for table, column in tables
        ],
    ]
