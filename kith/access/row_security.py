"""The second wall: SQL for migrations that hides restricted people from the web role by itself."""

from collections.abc import Sequence

SIGHT = "current_setting('kith.worker', true)"

HIDDEN_PEOPLE = """
create or replace function kith_hidden_people(who text) returns bigint[]
language sql stable parallel safe security definer set search_path = public as $$
  select case
    when coalesce(who, '') = '' then null
    when who = '0' or split_part(who, ' ', 2) = 'all' then '{}'::bigint[]
    else coalesce((
      select array_agg(r.person_id) from people_restriction r
      where r.ended_at is null and not exists (
        select 1 from people_restrictionreader x
        where x.restriction_id = r.id and x.worker_id = split_part(who, ' ', 1)::bigint)), '{}')
  end
$$;
"""


KEPT_FOR = "current_setting('kith.kept_for', true)"


def kept(name: str) -> str:
    """SQL of the ids that ``kith_keep_hidden`` has kept under a name for the transaction of who only looks.

    Nothing kept is null, and whatever is asked then is hidden.
    """
    return f"nullif(current_setting('kith.{name}', true), '')::bigint[]"


def keep_hidden(*names: str, when_asked: Sequence[str] = ()) -> str:
    """SQL of ``kith_keep_hidden``: what functions of these names answer, worked out once for a transaction.

    A page asks for it dozens of times, and it does not change while somebody looks. ``kith.database.session`` calls it.
    What is kept only ``when_asked`` (see ``keep_when_asked``) is forgotten: it was for who looked before.
    """
    told = "\n".join(f"  perform set_config('kith.{name}', kith_{name}(who)::text, true);" for name in names)
    told += "".join(f"\n  perform set_config('kith.{name}', '', true);" for name in when_asked)
    return f"""
create or replace function kith_keep_hidden(who text) returns void language plpgsql as $$
begin
  perform set_config('kith.kept_for', '', true);
{told}
  perform set_config('kith.kept_for', who, true);
end $$;
"""


def keep_when_asked(name: str) -> str:
    """SQL after which what ``kith_<name>`` answers is kept too, from the first time that somebody who only looks asks.

    What works it out moves to ``kith_find_<name>``; policies go on asking the function they know. To keep is to set,
    which the server allows in no question that several processors work on.
    """
    function, finds = f"kith_{name}", f"kith_find_{name}"
    return f"""
do $$ begin
  execute replace(pg_get_functiondef('{function}(text)'::regprocedure), '.{function}(', '.{finds}(');
end $$;
create or replace function {function}(who text) returns bigint[]
language plpgsql stable parallel unsafe security definer set search_path = public as $$
declare
  found bigint[];
begin
  if who = '' or who is distinct from {KEPT_FOR} then return {finds}(who); end if;
  found := {kept(name)};
  if found is null then
    found := {finds}(who);
    perform set_config('kith.{name}', coalesce(found::text, ''), true);
  end if;
  return found;
end $$;
"""


def keep_no_more(name: str) -> str:
    """The way back of ``keep_when_asked``."""
    function, finds = f"kith_{name}", f"kith_find_{name}"
    return f"""
do $$ begin
  execute replace(pg_get_functiondef('{finds}(text)'::regprocedure), '.{finds}(', '.{function}(');
end $$;
drop function {finds}(text);
"""


def hidden_through(function: str, table: str, column: str) -> str:
    """SQL of a function like ``kith_hidden_steps``: ids in ``column`` of rows about a hidden person.

    It looks with the system's eyes as long as it runs. Set like this it leaves the rest of a question to several
    processors; asked by ``set_config`` it would not.
    """
    return f"""
create or replace function {function}(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[] := kith_hidden_people(who);
begin
  if hidden is null or cardinality(hidden) = 0 then return hidden; end if;
  return (select coalesce(array_agg(distinct {column}), '{{}}') from {table} where person_id = any(hidden));
end $$;
"""  # noqa: S608 - names are ours


def hidden_unless_shared(function: str, table: str, column: str) -> str:
    """SQL of such a function where a sealed child hides only what is about nobody else; else like ``hidden_through``.

    What was done for a sealed child and for others stays readable on the records of the others.
    """
    return f"""
create or replace function {function}(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[] := kith_hidden_people(who);
  sealed bigint[];
begin
  if hidden is null or cardinality(hidden) = 0 then return hidden; end if;
  sealed := kith_sealed_people(who);
  return (select coalesce(array_agg(distinct found.{column}), '{{}}') from (
    select {column} from {table} where person_id = any(hidden) and person_id <> all(sealed)
    union all
    select alone.{column} from {table} alone where alone.person_id = any(sealed) and not exists (
      select 1 from {table} other where other.{column} = alone.{column} and other.person_id <> all(sealed))
  ) as found);
end $$;
"""  # noqa: S608 - names are ours


def hidden_unless_marked(function: str, table: str, column: str, *, kept_too: bool = True) -> str:
    """SQL of such a function that answers as ``hidden_unless_shared`` does, where ``mark_shared`` has marked the rows.

    Nearly all of what is asked for is about one person alone: it need not be looked for whether anybody shares it.
    What was kept for a transaction is not looked for again, where it is ``kept_too`` by ``keep_hidden``.
    """
    name = function.removeprefix("kith_")
    known = f"if who <> '' and who = {KEPT_FOR} then return {kept(name)}; end if;" if kept_too else ""
    return f"""
create or replace function {function}(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[];
  sealed bigint[];
begin
  {known}
  hidden := kith_hidden_people(who);
  if hidden is null or cardinality(hidden) = 0 then return hidden; end if;
  sealed := kith_sealed_people(who);
  hidden := array(select unnest(hidden) except select unnest(sealed));
  return (select coalesce(array_agg(distinct found.{column}), '{{}}') from (
    select {column} from {table} where person_id = any(hidden)
    union all
    select alone.{column} from {table} alone where alone.person_id = any(sealed) and (not alone.shared or not exists (
      select 1 from {table} other where other.{column} = alone.{column} and other.person_id <> all(sealed)))
  ) as found);
end $$;
"""  # noqa: S608 - names are ours


def mark_shared(table: str, column: str, whole: str) -> str:
    """SQL of the column ``shared`` of ``table``: whether several rows have this ``column``, a row of ``whole``.

    The database keeps it by itself, whoever writes, one writer of a whole after the other. No model knows the column: a
    row that was read before a second came would write it back wrong.
    """
    name = f"kith_marks_{table}"
    return f"""
alter table {table} add column shared boolean not null default false;
create function {name}() returns trigger language plpgsql security definer
set search_path = public set kith.worker = '0' as $$
begin
  perform 1 from {whole} w where w.id in (select {column} from changed) order by w.id for no key update;
  update {table} row set shared = now.several from (
    select {column}, count(*) > 1 as several from {table}
    where {column} in (select {column} from changed) group by {column}) now
  where row.{column} = now.{column} and row.shared <> now.several;
  return null;
end $$;
create trigger marks_added after insert on {table}
  referencing new table as changed for each statement execute function {name}();
create trigger marks_removed after delete on {table}
  referencing old table as changed for each statement execute function {name}();
"""  # noqa: S608 - names are ours


def unmark_shared(table: str) -> str:
    """The way back of ``mark_shared``."""
    name = f"kith_marks_{table}"
    return f"""
drop trigger marks_added on {table};
drop trigger marks_removed on {table};
drop function {name}();
alter table {table} drop column shared;
"""


def protect(table: str, column: str = "person_id", hidden_by: str = "kith_hidden_people") -> str:
    """SQL that hides rows of ``table`` by policy, from everybody but a superuser, owner included."""
    visible = f"{column} <> all((select {hidden_by}({SIGHT}))::bigint[])"
    return f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy visible on {table} using ({visible}) with check ({visible});
"""


def look_up_hidden(table: str, column: str, hidden_by: str, *, person: str = "") -> str:
    """SQL that asks the same as ``protect`` (with ``person``: as ``protect_but_sealed``) in another way.

    ``protect`` goes through the hidden ids for each row: quick for a page, slow where a table of hundreds of thousands
    is counted through and hundreds are hidden. Here they are laid into a table of hashes once a question, which a page
    hardly feels. Who is nobody has no ids to lay in, and sees nothing: an unknown id is like every other. The ids stand
    in a question of their own, or the planner would ask for them too, each time, to guess how many there are.
    """
    ids = f"select unnest((select coalesce({hidden_by}({SIGHT}), array[null]::bigint[])))"
    visible = f"{column} not in ({ids})"
    if person:
        sealed = f"(select kith_sealed_people({SIGHT}))::bigint[]"
        visible += f" and ({person} is null or {person} <> all({sealed}))"
    return f"alter policy visible on {table} using ({visible});"


def go_through_hidden(table: str, column: str, hidden_by: str, *, person: str = "") -> str:
    """The way back of ``look_up_hidden``."""
    visible = f"{column} <> all((select {hidden_by}({SIGHT}))::bigint[])"
    if person:
        visible += (
            f" and ({person} is null or {person} <> all((select kith_sealed_people({SIGHT}))::bigint[]))"
        )
    return f"alter policy visible on {table} using ({visible});"


def unprotect(table: str) -> str:
    """The way back of ``protect``."""
    return f"""
drop policy if exists visible on {table};
alter table {table} no force row level security;
alter table {table} disable row level security;
"""


def known_too(table: str, column: str, known_by: str) -> str:
    """SQL that shows rows of a protected table to workers who see own families alone: what ``known_by`` answers.

    Policies add up: for every other worker ``known_by`` answers nothing, and is asked only of rows that are hidden.
    """
    known = f"{column} = any((select {known_by}({SIGHT}))::bigint[])"
    return f"create policy known on {table} using ({known}) with check ({known});"


def not_known(table: str) -> str:
    """The way back of ``known_too``."""
    return f"drop policy if exists known on {table};"


def insert_only(*tables: str) -> str:
    """SQL after which the web role can add to these tables and read them, and nothing else."""
    return "\n".join(f"revoke update, delete, truncate on {table} from kith_app;" for table in tables)


def protect_both(table: str, one: str, other: str) -> str:
    """SQL that hides a row when either of its two people is hidden."""
    visible = " and ".join(
        f"{column} <> all((select kith_hidden_people({SIGHT}))::bigint[])" for column in (one, other)
    )
    return f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy visible on {table} using ({visible}) with check ({visible});
"""


def protect_but_sealed(table: str, column: str, hidden_by: str, person: str) -> str:
    """SQL like ``protect``; of rows that may be seen it hides those whose ``person`` is sealed, if they name one."""
    visible = (
        f"{column} <> all((select {hidden_by}({SIGHT}))::bigint[]) and "
        f"({person} is null or {person} <> all((select kith_sealed_people({SIGHT}))::bigint[]))"
    )
    return f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy visible on {table} using ({visible}) with check ({visible});
"""
