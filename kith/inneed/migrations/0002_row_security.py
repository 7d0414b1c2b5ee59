"""Child in need plans are hidden with their child, and are reviewed while they hold."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

TABLES = {"inneed_inneedplan": "standing_id", "inneed_inneedreview": "plan_id"}
# A review lies after the first day of its plan and not after its last. Checked at the end, so that a review and the end
# it decides on may be written in either order.
WITHIN = """
create or replace function kith_in_need_reviewed_while_it_holds() returns trigger
language plpgsql security definer set search_path = public set kith.worker = '0' as $$
declare
  plan bigint := case tg_table_name when 'work_standing' then (to_jsonb(new) ->> 'id')::bigint
    else (to_jsonb(new) ->> 'plan_id')::bigint end;
begin
  if exists (select 1 from inneed_inneedreview r join work_standing s on s.id = r.plan_id
      where r.plan_id = plan and (r.held_on <= s.started_on or r.held_on > s.ended_on)) then
    raise exception 'a review outside its plan' using errcode = '23514', constraint = 'in_need_reviewed_while_it_holds';
  end if;
  return null;
end $$;
create constraint trigger in_need_reviewed_while_it_holds after insert or update on inneed_inneedreview
deferrable initially deferred for each row execute function kith_in_need_reviewed_while_it_holds();
create constraint trigger in_need_reviewed_while_it_holds after update of started_on, ended_on on work_standing
deferrable initially deferred for each row when (new.kind = 'in_need')
execute function kith_in_need_reviewed_while_it_holds();
"""
WITHOUT = """
drop trigger in_need_reviewed_while_it_holds on inneed_inneedreview;
drop trigger in_need_reviewed_while_it_holds on work_standing;
drop function kith_in_need_reviewed_while_it_holds();
"""


class Migration(migrations.Migration):
    dependencies = [("inneed", "0001_initial"), ("work", "0036_standings_within_their_case")]

    operations = [
        *[
            migrations.RunSQL(protect(table, column, "kith_hidden_standings"), unprotect(table))
            for table, column in TABLES.items()
        ],
        migrations.RunSQL(WITHIN, WITHOUT),
    ]
