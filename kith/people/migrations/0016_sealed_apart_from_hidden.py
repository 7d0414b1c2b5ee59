"""Which people are hidden by nothing but a seal: what they share with others is not hidden with them."""

from django.db import migrations

SEALED_PEOPLE = """
create or replace function kith_sealed_people(who text) returns bigint[]
language sql stable parallel safe security definer set search_path = public as $$
  select case
    when coalesce(who, '') = '' then null
    when who = '0' then '{}'::bigint[]
    else coalesce((
      select array_agg(r.person_id) from people_restriction r
      where r.ended_at is null and r.sealed
        and not exists (
          select 1 from people_restrictionreader x
          where x.restriction_id = r.id and x.worker_id = split_part(who, ' ', 1)::bigint)
        and not exists (
          select 1 from people_conflict c
          where c.person_id = r.person_id and c.worker_id = split_part(who, ' ', 1)::bigint
            and c.ended_at is null)), '{}')
  end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0015_birth_dates_with_what_is_asked")]

    operations = [migrations.RunSQL(SEALED_PEOPLE, "drop function kith_sealed_people(text)")]
