"""SQL for migrations: what happens to children in care, care leavers, privately fostered children lies within its time.

The record store refuses it with a check violation (23514), looked at when the transaction ends, so that what belongs to
a standing may be ended together with it.
"""

# table -> column of the standing, first day, last day where a row lasts, whether it may go on when the standing ended
TABLES: dict[str, tuple[str, str, str, bool]] = {
    "care_timemissing": ("period_id", "started_on", "ended_on", False),
    "care_healthassessment": ("period_id", "held_on", "", False),
    "care_healthcheck": ("period_id", "held_on", "", False),
    "care_strengthsscore": ("period_id", "held_on", "", False),
    "care_substanceproblem": ("period_id", "held_on", "", False),
    "care_offence": ("period_id", "held_on", "", False),
    "care_educationplan": ("period_id", "held_on", "", False),
    "care_permanenceplan": ("period_id", "started_on", "ended_on", False),
    "care_adoptiondecision": ("period_id", "decided_on", "ceased_on", True),
    "care_libertyorder": ("period_id", "started_on", "ended_on", False),
    "care_leavingcategory": ("leaver_id", "started_on", "ended_on", False),
    "care_personaladviser": ("leaver_id", "started_on", "ended_on", False),
    "care_leavingcontact": ("leaver_id", "held_on", "", False),
    "care_privatefosteringvisit": ("arrangement_id", "held_on", "", False),
}
# What came after the first of these migrations, told the same way.
LATER: dict[str, tuple[str, str, str, bool]] = {
    "care_arrangedhome": ("leaver_id", "started_on", "ended_on", False),
}
# And after that.
STEPS: dict[str, tuple[str, str, str, bool]] = {
    "care_adoptionstep": ("period_id", "happened_on", "", False),
}

_CHECK = """
create or replace function kith_within_standing(number bigint) returns void
language plpgsql stable security definer set search_path = public set kith.worker = '0' as $$
declare
  held record;
  is_outside boolean;
begin
  select started_on, ended_on into held from work_standing where id = number;
  if not found then return; end if;
  {checks}
end $$;

create or replace function kith_within_standing_now() returns trigger
language plpgsql security definer set search_path = public set kith.worker = '0' as $$
begin
  perform kith_within_standing((to_jsonb(new) ->> tg_argv[0])::bigint);
  return null;
end $$;
"""


def _check(table: str, standing: str, first: str, last: str, may_go_on: bool) -> str:
    ends = f"coalesce({last}, {first})" if may_go_on else f"coalesce({last}, 'infinity')" if last else first
    return f"""
  if exists (select 1 from {table} where {standing} = number
      and ({first} < held.started_on or {first} > held.ended_on or {ends} > held.ended_on)) then
    raise exception 'outside its time' using errcode = '23514', constraint = '{table}_within';
  end if;"""  # noqa: S608 - names are ours


def _trigger(table: str, column: str, when: str = "") -> str:
    return f"""
create constraint trigger within_standing after insert or update on {table}
deferrable initially deferred for each row {when} execute function kith_within_standing_now('{column}');
"""


def within() -> str:
    """The SQL for all of ``TABLES`` and for the standings themselves."""
    kinds = "when (new.kind in ('looked_after', 'care_leaver', 'private_fostering'))"
    triggers = "".join(_trigger(table, told[0]) for table, told in TABLES.items())
    return _functions(TABLES) + triggers + _trigger("work_standing", "id", kinds)


def later() -> str:
    """The SQL that takes in the tables of ``LATER``."""
    triggers = "".join(_trigger(table, told[0]) for table, told in LATER.items())
    return _functions(TABLES | LATER) + triggers


def with_steps() -> str:
    """The SQL that takes in the tables of ``STEPS``."""
    triggers = "".join(_trigger(table, told[0]) for table, told in STEPS.items())
    return _functions(TABLES | LATER | STEPS) + triggers


def without_steps() -> str:
    """The way back of ``with_steps``."""
    return "".join(f"drop trigger within_standing on {table};" for table in STEPS) + _functions(
        TABLES | LATER
    )


def before() -> str:
    """The way back of ``later``."""
    return "".join(f"drop trigger within_standing on {table};" for table in LATER) + _functions(TABLES)


def _functions(tables: dict[str, tuple[str, str, str, bool]]) -> str:
    return _CHECK.replace("{checks}", "".join(_check(table, *told) for table, told in tables.items()))


def beyond() -> str:
    """The way back of ``within``."""
    drops = "".join(
        f"drop trigger if exists within_standing on {table};" for table in (*TABLES, "work_standing")
    )
    return f"{drops} drop function kith_within_standing_now(); drop function kith_within_standing(bigint);"
