"""A copy that was given is hidden with its step, with a relative it was made for, and where a child of it is sealed.

Its words were written for all children of the step together, and it cannot be given without those of one of them. The
same holds for a statement that was sent and for the copy of a plan. Nothing of any is changed.
"""

from django.db import migrations

from kith.access.row_security import SIGHT, insert_only, unprotect

COPIES, STATEMENTS, PLANS = "work_stepcopy", "work_statementcopy", "work_familycopy"
WITH_SEALED = """
create or replace function {name}(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  sealed bigint[] := kith_sealed_people(who);
begin
  if sealed is null or cardinality(sealed) = 0 then return sealed; end if;
  return (select coalesce(array_agg(distinct {column}), '{{}}') from {table} where person_id = any(sealed));
end $$;
"""
STEPS_WITH, PLANS_WITH = "kith_steps_with_sealed", "kith_plans_with_sealed"
BEFORE = f"""step_id <> all((select kith_hidden_steps({SIGHT}))::bigint[]) and
  (person_id is null or person_id <> all((select kith_hidden_people({SIGHT}))::bigint[]))"""
VISIBLE = f"{BEFORE} and step_id <> all((select {STEPS_WITH}({SIGHT}))::bigint[])"
OF_PLANS_BEFORE = f"""plan_id <> all((select kith_hidden_plans({SIGHT}))::bigint[]) and
  (person_id is null or person_id <> all((select kith_sealed_people({SIGHT}))::bigint[]))"""
OF_PLANS = f"{OF_PLANS_BEFORE} and plan_id <> all((select {PLANS_WITH}({SIGHT}))::bigint[])"


def _policy(table: str, visible: str) -> str:
    return f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy visible on {table} using ({visible}) with check ({visible});
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0027_step_copies")]

    operations = [
        migrations.RunSQL(
            WITH_SEALED.format(name=STEPS_WITH, column="step_id", table="work_stepchild"),
            f"drop function {STEPS_WITH}(text)",
        ),
        migrations.RunSQL(
            WITH_SEALED.format(name=PLANS_WITH, column="plan_id", table="work_planchild"),
            f"drop function {PLANS_WITH}(text)",
        ),
        migrations.RunSQL(_policy(COPIES, VISIBLE), unprotect(COPIES)),
        *[
            migrations.RunSQL(
                unprotect(table) + _policy(table, now), unprotect(table) + _policy(table, before)
            )
            for table, now, before in ((STATEMENTS, VISIBLE, BEFORE), (PLANS, OF_PLANS, OF_PLANS_BEFORE))
        ],
        migrations.RunSQL(insert_only(COPIES), f"grant update, delete, truncate on {COPIES} to kith_app;"),
    ]
