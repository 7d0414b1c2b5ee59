"""The database moves rows between two records itself, keeps the trace of it, and can go back by the trace.

The web role may change no trail and sees no hidden row; yet a merge must move both. So these functions run with
the owner's rights and the system's eyes, and touch nothing but rows of the two people of a merge on record.
"""

from django.db import migrations

from kith.access.row_security import insert_only, protect, unprotect

HIDDEN_TRACES = """
create or replace function kith_hidden_traces(who text) returns bigint[]
language sql immutable parallel safe as $$ select case when who = '0' then '{}'::bigint[] end $$;
"""

AS_THE_SYSTEM = "security definer set search_path = public set kith.worker = '0'"

POINTS_TO_A_PERSON = """
create or replace function kith_points_to_a_person(place text, col text) returns boolean
language sql stable set search_path = public as $$
  select exists (
    select 1 from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'people_person'::regclass and cardinality(k.conkey) = 1
      and k.conrelid = to_regclass(place) and a.attname = col)
$$;
create or replace function kith_is_of(line jsonb, place text, people bigint[]) returns boolean
language sql stable set search_path = public as $$
  select case when place = 'people_person' then (line->>'id')::bigint = any(people)
    else exists (select 1 from jsonb_each_text(line) as field
      where kith_points_to_a_person(place, field.key) and field.value = any(people::text[])) end
$$;
"""

DEEDS = f"""
create or replace function kith_merge_set(which bigint, place text, line_id bigint, col text, value jsonb) returns text
language plpgsql {AS_THE_SYSTEM} as $$
declare
  deal people_merge; line jsonb; met text;
begin
  select * into strict deal from people_merge m
    where m.id = which and not exists (select 1 from people_unmerge u where u.merge_id = which);
  execute format('select to_jsonb(t) from %I t where id = $1 for update', place) into line using line_id;
  if line is null or not kith_is_of(line, place, array[deal.kept_id, deal.gone_number]) then
    raise exception 'this row is of neither record';
  end if;
  if kith_points_to_a_person(place, col) and not (value = to_jsonb(deal.kept_id) or value = 'null') then
    raise exception 'a row is moved only to the record that stays';
  end if;
  execute format('update %I t set %I = (jsonb_populate_record(null::%I, $2)).%I where id = $1', place, col, place, col)
    using line_id, jsonb_build_object(col, value);
  insert into people_mergedrow (merge_id, deed, "table", row_id, "column", before, after)
    values (which, 'set', place, line_id, col, line->col, value);
  return '';
exception when unique_violation or exclusion_violation or check_violation then
  get stacked diagnostics met = constraint_name;
  return met;
end $$;

create or replace function kith_merge_remove(which bigint, place text, line_id bigint) returns void
language plpgsql {AS_THE_SYSTEM} as $$
declare
  deal people_merge; line jsonb;
begin
  select * into strict deal from people_merge m
    where m.id = which and not exists (select 1 from people_unmerge u where u.merge_id = which);
  execute format('select to_jsonb(t) from %I t where id = $1 for update', place) into line using line_id;
  if line is null or not kith_is_of(line, place, array[deal.gone_number]) then
    raise exception 'only what belongs to the record that goes is removed';
  end if;
  insert into people_mergedrow (merge_id, deed, "table", row_id, "column", before)
    values (which, 'removed', place, line_id, '', line);
  if place = 'people_person' then delete from people_namekey where person_id = line_id; end if;
  execute format('delete from %I where id = $1', place) using line_id;
end $$;

create or replace function kith_merge_added(which bigint, place text, line_id bigint) returns void
language plpgsql {AS_THE_SYSTEM} as $$
declare
  line jsonb;
begin
  execute format('select to_jsonb(t) from %I t where id = $1', place) into line using line_id;
  if place = 'people_person' or line is null or not exists (select 1 from people_merge m where m.id = which
      and kith_is_of(line, place, array[m.kept_id]) and line_id > coalesce((m.marks->>place)::bigint, 0)) then
    raise exception 'this row was not added by this merge';
  end if;
  insert into people_mergedrow (merge_id, deed, "table", row_id, "column") values (which, 'added', place, line_id, '');
end $$;

create or replace function kith_put_back(place text, line jsonb) returns void
language plpgsql {AS_THE_SYSTEM} as $$
declare
  cols text;
begin
  select string_agg(quote_ident(attname), ', ') into cols from pg_attribute
    where attrelid = to_regclass(place) and attnum > 0 and not attisdropped and attgenerated = '';
  execute format('insert into %I (%s) select %s from jsonb_populate_record(null::%I, $1)', place, cols, cols, place) using line;
end $$;
revoke execute on function kith_put_back(text, jsonb) from public;

create or replace function kith_unmerge(which bigint) returns void
language plpgsql {AS_THE_SYSTEM} as $$
declare
  deal people_merge; done people_mergedrow;
begin
  select m.* into strict deal from people_merge m join people_unmerge u on u.merge_id = m.id
    where m.id = which and exists (select 1 from people_mergedrow r
      where r.merge_id = which and r."table" = 'people_person' and r.deed = 'removed'
        and not exists (select 1 from people_person p where p.id = r.row_id));
  for done in select * from people_mergedrow where merge_id = which order by id desc loop
    if done.deed = 'added' then
      execute format('delete from %I where id = $1', done."table") using done.row_id;
    elsif done.deed = 'removed' then
      perform kith_put_back(done."table", done.before);
    else
      execute format('update %I t set %I = (jsonb_populate_record(null::%I, $2)).%I '
        'where id = $1 and to_jsonb(t)->%L is not distinct from $3', done."table", done."column", done."table",
        done."column", done."column")
        using done.row_id, jsonb_build_object(done."column", done.before), coalesce(done.after, 'null');
    end if;
  end loop;
  perform kith_renew_name_keys(deal.kept_id);
  perform kith_renew_name_keys(deal.gone_number);
end $$;

create or replace function kith_unmerge_give(which bigint, place text, line_id bigint, col text) returns void
language plpgsql {AS_THE_SYSTEM} as $$
declare
  deal people_merge;
begin
  select m.* into strict deal from people_merge m join people_unmerge u on u.merge_id = m.id where m.id = which;
  if not kith_points_to_a_person(place, col) or line_id <= coalesce((deal.marks->>place)::bigint, 0) then
    raise exception 'only what was added since the merge is given to one of the two';
  end if;
  execute format('update %I set %I = $2 where id = $1 and %I = $3', place, col, col)
    using line_id, deal.gone_number, deal.kept_id;
end $$;
"""  # noqa: S608 - names are ours

BACK = """
drop function if exists kith_unmerge_give(bigint, text, bigint, text);
drop function if exists kith_unmerge(bigint);
drop function if exists kith_put_back(text, jsonb);
drop function if exists kith_merge_added(bigint, text, bigint);
drop function if exists kith_merge_remove(bigint, text, bigint);
drop function if exists kith_merge_set(bigint, text, bigint, text, jsonb);
drop function if exists kith_is_of(jsonb, text, bigint[]);
drop function if exists kith_points_to_a_person(text, text);
"""
TABLES = ("people_merge", "people_mergedrow", "people_unmerge")


class Migration(migrations.Migration):
    dependencies = [("people", "0006_merging")]

    operations = [
        migrations.RunSQL(HIDDEN_TRACES, "drop function kith_hidden_traces(text)"),
        migrations.RunSQL(protect("people_merge", "kept_id"), unprotect("people_merge")),
        migrations.RunSQL(protect("people_unmerge", "kept_id"), unprotect("people_unmerge")),
        migrations.RunSQL(
            protect("people_mergedrow", "merge_id", "kith_hidden_traces"), unprotect("people_mergedrow")
        ),
        migrations.RunSQL(insert_only(*TABLES), f"grant update, delete on {', '.join(TABLES)} to kith_app"),
        migrations.RunSQL(POINTS_TO_A_PERSON + DEEDS, BACK),
    ]
