"""A sealed child takes its own work out of sight, and leaves what was done with brothers and sisters to them."""

from importlib import import_module

from django.db import migrations

from kith.access.row_security import (
    hidden_through,
    hidden_unless_shared,
    protect,
    protect_but_sealed,
    unprotect,
)

SHARED = {
    "kith_hidden_steps": ("work_stepchild", "step_id"),
    "kith_hidden_visits": ("work_visitchild", "visit_id"),
    "kith_hidden_notes": ("work_notechild", "note_id"),
}
ANSWERS = ("work_answer", "work_answerversion")
ALERTS_BEFORE = import_module("kith.work.migrations.0011_alerts_hidden_together").HIDDEN_ALERTS
HIDDEN_ALERTS = """
create or replace function kith_hidden_alerts(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[] := kith_hidden_people(who);
  sealed bigint[];
begin
  if hidden is null or cardinality(hidden) = 0 then return hidden; end if;
  sealed := kith_sealed_people(who);
  return (select coalesce(array_agg(a.id), '{}') from work_nightalert a
    where a.person_id = any(sealed) or a.together in (
      select b.together from work_nightalert b where b.person_id = any(hidden) and b.person_id <> all(sealed)));
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0011_alerts_hidden_together"),
        ("people", "0016_sealed_apart_from_hidden"),
    ]

    operations = [
        *[
            migrations.RunSQL(hidden_unless_shared(name, *through), hidden_through(name, *through))
            for name, through in SHARED.items()
        ],
        migrations.RunSQL(HIDDEN_ALERTS, ALERTS_BEFORE),
        *[
            migrations.RunSQL(
                unprotect(table) + protect_but_sealed(table, "step_id", "kith_hidden_steps", "child_id"),
                unprotect(table) + protect(table, "step_id", "kith_hidden_steps"),
            )
            for table in ANSWERS
        ],
    ]
