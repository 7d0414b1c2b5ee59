"""Triggers that keep the name keys whoever writes a name, and the wall around them."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

WORDS = r"""
create or replace function kith_name_words(variadic names text[]) returns setof text
language sql stable parallel safe as $$
  select distinct 'p:' || left(word, 100)
  from unnest(names) as name,
    regexp_split_to_table(lower(unaccent(translate(name, '''’‘`´ʼʻʹ', ''))), '[\s\-‐‑–—_,.;:()/"]+') as word
  where word <> ''
$$;
"""

NEW_PERSON = """
create or replace function kith_name_keys_of_people() returns trigger language plpgsql as $$
begin
  insert into people_namekey (key, person_id)
  select key, id from added, lateral (
    select unnest(sounds) union select kith_name_words(given_name, family_name, known_as)
  ) as keys(key)
  order by 1, 2  -- in the order of the index: a third faster
  on conflict do nothing;
  return null;
end $$;
create trigger name_keys_of_added after insert on people_person
  referencing new table as added for each statement execute function kith_name_keys_of_people();
"""

NEW_OTHER_NAME = """
create or replace function kith_name_keys_of_other_names() returns trigger language plpgsql as $$
begin
  insert into people_namekey (key, person_id)
  select key, person_id from added, lateral (
    select unnest(sounds) union select kith_name_words(given_name, family_name)
  ) as keys(key)
  order by 1, 2  -- in the order of the index: a third faster
  on conflict do nothing;
  return null;
end $$;
create trigger name_keys_of_added after insert on people_othername
  referencing new table as added for each statement execute function kith_name_keys_of_other_names();
"""

CHANGED = """
create or replace function kith_renew_name_keys(who bigint) returns void language sql as $$
  delete from people_namekey where person_id = who;
  insert into people_namekey (key, person_id)
  select key, who from (
    select unnest(sounds) from people_person where id = who
    union select kith_name_words(given_name, family_name, known_as) from people_person where id = who
    union select unnest(sounds) from people_othername where person_id = who
    union select kith_name_words(given_name, family_name) from people_othername where person_id = who
  ) as keys(key)
  on conflict do nothing;
$$;
create or replace function kith_name_keys_changed() returns trigger language plpgsql as $$
begin
  perform kith_renew_name_keys(case tg_argv[0] when 'person' then (to_jsonb(coalesce(new, old))->>'id')::bigint
    else (to_jsonb(coalesce(new, old))->>'person_id')::bigint end);
  return null;
end $$;
create trigger name_keys_of_changed after update of given_name, family_name, known_as, sounds on people_person
  for each row execute function kith_name_keys_changed('person');
create trigger name_keys_of_changed after update or delete on people_othername
  for each row execute function kith_name_keys_changed('other');
"""

BACK = """
drop trigger if exists name_keys_of_added on people_person;
drop trigger if exists name_keys_of_changed on people_person;
drop trigger if exists name_keys_of_added on people_othername;
drop trigger if exists name_keys_of_changed on people_othername;
drop function if exists kith_name_keys_of_people();
drop function if exists kith_name_keys_of_other_names();
drop function if exists kith_name_keys_changed();
drop function if exists kith_renew_name_keys(bigint);
drop function if exists kith_name_words(text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_find_by_any_name")]

    operations = [
        migrations.RunSQL(WORDS + NEW_PERSON + NEW_OTHER_NAME + CHANGED, BACK),
        migrations.RunSQL(protect("people_namekey"), unprotect("people_namekey")),
    ]
