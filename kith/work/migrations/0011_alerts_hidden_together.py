"""A night alert about several children is hidden whole from who may not know of one of them: its words are shared."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

HIDDEN_ALERTS = """
create or replace function kith_hidden_alerts(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[] := kith_hidden_people(who);
begin
  if hidden is null or cardinality(hidden) = 0 then return hidden; end if;
  return (select coalesce(array_agg(a.id), '{}') from work_nightalert a where a.together in (
    select b.together from work_nightalert b where b.person_id = any(hidden)));
end $$;
"""
TABLE = "work_nightalert"


class Migration(migrations.Migration):
    dependencies = [("work", "0010_when_a_child_was_visited")]

    operations = [
        migrations.RunSQL(HIDDEN_ALERTS, "drop function kith_hidden_alerts(text)"),
        migrations.RunSQL(
            unprotect(TABLE) + protect(TABLE, "id", "kith_hidden_alerts"), unprotect(TABLE) + protect(TABLE)
        ),
    ]
