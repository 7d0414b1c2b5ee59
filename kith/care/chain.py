"""SQL for migrations: inside a time in care legal statuses and placements follow each other without gap or overlap.

Checked at the end of each transaction (``care_whole``), so that one may end a status and begin the next. That two do
not overlap is said by the tables themselves.
"""

WHOLE = """
create or replace function kith_care_whole(number bigint) returns void
language plpgsql stable security definer set search_path = public set kith.worker = '0' as $$
declare
  held record;
  part text;
  broken boolean;
begin
  select s.person_id, s.started_on, s.ended_on into held
  from care_careperiod p join work_standing s on s.id = p.standing_id where p.standing_id = number;
  if not found then return; end if;
  foreach part in array array['care_legalstatus', 'care_placement'] loop
    execute format($q$
      select count(*) = 0 or bool_or(began is distinct from started_on)
        or bool_or(is_last and ended_on is distinct from $2)
      from (select started_on, ended_on,
          case when row_number() over chain = 1 then $1 else lag(ended_on) over chain end as began,
          row_number() over chain = count(*) over () as is_last
        from %I where period_id = $3 window chain as (order by started_on)) as links $q$, part)
    into broken using held.started_on, held.ended_on, number;
    if broken then
      raise exception 'a time in care is not whole' using errcode = '23514', constraint = part || '_chain';
    end if;
  end loop;
  if exists (select 1 from care_carereview r where r.period_id = number
      and (r.held_on < held.started_on or r.held_on > coalesce(held.ended_on, r.held_on))) then
    raise exception 'a review outside its time in care' using errcode = '23514', constraint = 'care_review_within';
  end if;
  if exists (select 1 from care_shortbreakseries b where b.person_id = held.person_id
      and daterange(b.started_on, b.ended_on) && daterange(held.started_on, held.ended_on)) then
    raise exception 'short breaks and care at once' using errcode = '23514', constraint = 'short_breaks_or_care';
  end if;
end $$;

create or replace function kith_care_whole_now() returns trigger
language plpgsql security definer set search_path = public set kith.worker = '0' as $$
declare
  row_now jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  perform kith_care_whole((row_now ->> tg_argv[0])::bigint);
  return null;
end $$;

create or replace function kith_short_breaks_apart() returns trigger
language plpgsql security definer set search_path = public set kith.worker = '0' as $$
begin
  if exists (select 1 from work_standing s where s.person_id = new.person_id and s.kind = 'looked_after'
      and daterange(s.started_on, s.ended_on) && daterange(new.started_on, new.ended_on)) then
    raise exception 'short breaks and care at once' using errcode = '23514', constraint = 'short_breaks_or_care';
  end if;
  return null;
end $$;
"""
PARTS = {
    "care_careperiod": "standing_id",
    "care_legalstatus": "period_id",
    "care_placement": "period_id",
    "care_carereview": "period_id",
    "work_standing": "id",
}


def _of(table: str, column: str) -> str:
    when = "when (new.kind = 'looked_after')" if table == "work_standing" else ""
    events = "insert or update" if table == "work_standing" else "insert or update or delete"
    return f"""
create constraint trigger care_whole after {events} on {table}
deferrable initially deferred for each row {when} execute function kith_care_whole_now('{column}');
"""


TRIGGERS = (
    "".join(_of(table, column) for table, column in PARTS.items())
    + """
create constraint trigger short_breaks_apart after insert or update on care_shortbreakseries
deferrable initially deferred for each row execute function kith_short_breaks_apart();
"""
)
AWAY = (
    "".join(f"drop trigger if exists care_whole on {table};" for table in PARTS)
    + """
drop trigger if exists short_breaks_apart on care_shortbreakseries;
drop function kith_short_breaks_apart(); drop function kith_care_whole_now(); drop function kith_care_whole(bigint);
"""
)
