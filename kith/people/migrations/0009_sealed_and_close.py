"""Sealed records are hidden from everybody, close names from who may not see them; both by the database."""

from django.db import migrations

from kith.access.row_security import SIGHT, insert_only, protect, unprotect

HIDDEN_PEOPLE = """
create or replace function kith_hidden_people(who text) returns bigint[]
language sql stable parallel safe security definer set search_path = public as $$
  select case
    when coalesce(who, '') = '' then null
    when who = '0' then '{}'::bigint[]
    else coalesce((
      select array_agg(r.person_id) from people_restriction r
      where r.ended_at is null and (r.sealed or not string_to_array(who, ' ') @> '{all}') and not exists (
        select 1 from people_restrictionreader x
        where x.restriction_id = r.id and x.worker_id = split_part(who, ' ', 1)::bigint)), '{}')
  end
$$;
"""

HIDDEN_NAMES = """
create or replace function kith_hidden_names(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[] := kith_hidden_people(who);
begin
  if hidden is null or who = '0' then return hidden; end if;
  return (select coalesce(array_agg(n.id), '{}') from (
    select id from people_othername where person_id = any(hidden)
    union all
    select id from people_othername where is_close and not string_to_array(who, ' ') @> '{names}') as n);
end $$;
"""

KEYS_OF_ADDED = """
create or replace function kith_name_keys_of_other_names() returns trigger language plpgsql as $$
begin
  insert into people_namekey (key, person_id)
  select case when is_close then 'c' else '' end || key, person_id from added, lateral (
    select unnest(sounds) union select kith_name_words(given_name, family_name)
  ) as keys(key)
  order by 1, 2  -- in the order of the index: a third faster
  on conflict do nothing;
  return null;
end $$;
"""

# with the owner's rights: whoever changes a name renews the keys of the close ones too, which they may not see
KEYS_RENEWED = """
create or replace function kith_renew_name_keys(who bigint) returns void
language sql security definer set search_path = public set kith.worker = '0' as $$
  delete from people_namekey where person_id = who;
  insert into people_namekey (key, person_id)
  select key, who from (
    select unnest(sounds) from people_person where id = who
    union select kith_name_words(given_name, family_name, known_as) from people_person where id = who
    union select case when is_close then 'c' else '' end || unnest(sounds) from people_othername where person_id = who
    union select case when is_close then 'c' else '' end || kith_name_words(given_name, family_name)
      from people_othername where person_id = who
  ) as keys(key)
  on conflict do nothing;
$$;
"""

BOTH = "{0} <> all((select kith_hidden_people({2}))::bigint[]) and {1} <> all((select kith_hidden_people({2}))::bigint[])"


def protect_both(table: str, one: str, other: str) -> str:
    """SQL that hides a row when either of its two people is hidden."""
    visible = BOTH.format(one, other, SIGHT)
    return f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy visible on {table} using ({visible}) with check ({visible});
"""


ONE = ("people_trait", "people_tie", "people_photo")
TWO = {"people_parentalresponsibility": "holder_id", "people_keptaddress": "kept_from_id"}


class Migration(migrations.Migration):
    dependencies = [("people", "0008_what_is_known_of_people")]

    operations = [
        migrations.RunSQL(
            HIDDEN_PEOPLE + HIDDEN_NAMES + KEYS_OF_ADDED + KEYS_RENEWED, migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            unprotect("people_othername") + protect("people_othername", "id", "kith_hidden_names"),
            unprotect("people_othername") + protect("people_othername"),
        ),
        *[migrations.RunSQL(protect(table), unprotect(table)) for table in ONE],
        *[
            migrations.RunSQL(protect_both(table, "person_id", other), unprotect(table))
            for table, other in TWO.items()
        ],
        migrations.RunSQL(
            protect("people_adoption", "id", "kith_hidden_traces"), unprotect("people_adoption")
        ),
        migrations.RunSQL(
            insert_only("people_adoption"), "grant update, delete on people_adoption to kith_app"
        ),
    ]
