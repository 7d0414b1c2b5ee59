"""The new facts are hidden with their people; for a worker who is related there is no record at all."""

from importlib import import_module

from django.db import migrations

from kith.access.row_security import insert_only, protect, protect_both, unprotect

HIDDEN_BEFORE = import_module("kith.people.migrations.0009_sealed_and_close").HIDDEN_PEOPLE
HIDDEN_PEOPLE = """
create or replace function kith_hidden_people(who text) returns bigint[]
language sql stable parallel safe security definer set search_path = public as $$
  select case
    when coalesce(who, '') = '' then null
    when who = '0' then '{}'::bigint[]
    else coalesce((
      select array_agg(hidden.person_id) from (
        select r.person_id from people_restriction r
        where r.ended_at is null and (r.sealed or not string_to_array(who, ' ') @> '{all}') and not exists (
          select 1 from people_restrictionreader x
          where x.restriction_id = r.id and x.worker_id = split_part(who, ' ', 1)::bigint)
        union
        select c.person_id from people_conflict c
        where c.worker_id = split_part(who, ' ', 1)::bigint and c.ended_at is null
      ) as hidden), '{}')
  end
$$;
"""
ONE = ("people_councilmove", "people_correction", "people_otherhome")


class Migration(migrations.Migration):
    dependencies = [("people", "0010_dark_corners")]

    operations = [
        *[migrations.RunSQL(protect(table), unprotect(table)) for table in ONE],
        migrations.RunSQL(
            protect_both("people_boundary", "person_id", "other_id"), unprotect("people_boundary")
        ),
        migrations.RunSQL(
            insert_only("people_correction"), "grant update, delete on people_correction to kith_app"
        ),
        migrations.RunSQL(HIDDEN_PEOPLE, HIDDEN_BEFORE),
    ]
