"""SQL for migrations: what belongs to an open case lies between its first day and its last.

The database refuses it with a check violation (23514) that names ``within_case``, whoever writes.
"""

FUNCTION = """
create or replace function kith_within_case() returns trigger
language plpgsql security definer set search_path = public set kith.worker = '0' as $$
declare
  held record;
  row_now jsonb := to_jsonb(new);
  begins date := (row_now ->> tg_argv[0])::date;
  ends date := coalesce((row_now ->> coalesce(tg_argv[1], ''))::date, begins);
begin
  if row_now ->> 'involvement_id' is null or begins is null then return new; end if;
  select started_on, ended_on into held from work_involvement where id = (row_now ->> 'involvement_id')::bigint;
  if begins < held.started_on then
    raise exception 'before its case began' using errcode = '23514', constraint = 'within_case';
  end if;
  if held.ended_on is not null and (ends > held.ended_on or begins > held.ended_on
      or (tg_argv[1] is not null and row_now ->> tg_argv[1] is null)) then
    raise exception 'after its case ended' using errcode = '23514', constraint = 'within_case';
  end if;
  return new;
end $$;
"""
NOTHING_AFTER = """
create or replace function kith_nothing_after_case() returns trigger
language plpgsql security definer set search_path = public set kith.worker = '0' as $$
begin
  if exists (select 1 from work_standing s where s.involvement_id = new.id and (s.started_on < new.started_on
      or (new.ended_on is not null and (s.ended_on is null or s.ended_on > new.ended_on)))) then
    raise exception 'something of the case lies outside it' using errcode = '23514', constraint = 'within_case';
  end if;
  return new;
end $$;
create trigger nothing_after_case before update of started_on, ended_on on work_involvement
for each row execute function kith_nothing_after_case();
"""

NOTHING_OUTSIDE = """
create or replace function kith_nothing_outside_case() returns trigger
language plpgsql security definer set search_path = public set kith.worker = '0' as $$
declare
  is_outside boolean;
  last_day text := format('r.%I', tg_argv[1]);
begin
  if tg_nargs > 2 then last_day := format('coalesce(r.%I, ''infinity'')', tg_argv[2]); end if;
  execute format('select exists (select 1 from %I r where r.involvement_id = $1 and (r.%I < $2 or %s > $3))',
    tg_argv[0], tg_argv[1], last_day)
    into is_outside using new.id, new.started_on, coalesce(new.ended_on, 'infinity');
  if is_outside then
    raise exception 'something of the case lies outside it' using errcode = '23514', constraint = 'within_case';
  end if;
  return new;
end $$;
"""


def within_case(table: str, started: str, ended: str = "") -> str:
    """SQL that keeps the days of ``table`` (with a column ``involvement_id``) within its case.

    ``ended`` names the column of a last day, where a row lasts: without that day it needs an open case.
    """
    columns = ", ".join(f"'{one}'" for one in (started, ended) if one)
    return f"""
create trigger within_case before insert or update on {table}
for each row execute function kith_within_case({columns});
"""


def beyond_case(table: str) -> str:
    """The way back of ``within_case``."""
    return f"drop trigger if exists within_case on {table};"


def case_around(table: str, started: str, ended: str = "") -> str:
    """SQL that keeps a case around the rows of ``table``: it does not begin after them, nor end before them."""
    arguments = ", ".join(f"'{one}'" for one in (table, started, ended) if one)
    return f"""
create trigger {table}_in_case before update of started_on, ended_on on work_involvement
for each row execute function kith_nothing_outside_case({arguments});
"""


def case_alone(table: str) -> str:
    """The way back of ``case_around``."""
    return f"drop trigger if exists {table}_in_case on work_involvement;"
