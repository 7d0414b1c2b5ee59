"""Early help is hidden with its children, and is what workers who see own families alone may know of.

They know the children of the teams they belong to while these go on, and whoever consented there; nobody who is
restricted. Leaving the team, or its end, closes the record to them at once.
"""

from django.db import migrations

from kith.access.row_security import (
    hidden_unless_shared,
    insert_only,
    known_too,
    not_known,
    protect,
    protect_but_sealed,
    unprotect,
)

HIDDEN = "kith_hidden_teams_around"
MINE = """(
    select helper.around_id from earlyhelp_helper helper join earlyhelp_teamaround around on around.id = helper.around_id
    where helper.worker_id = reader and helper.ended_on is null and around.ended_on is null)"""
OPENING = """
create or replace function {name}(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[];
  reader bigint;
begin
  if split_part(who, ' ', 2) is distinct from 'own' then return '{{}}'; end if;
  reader := split_part(who, ' ', 1)::bigint;
  hidden := kith_hidden_people(reader::text);
  return (select coalesce(array_agg(distinct found.id), '{{}}') from {found} as found);
end $$;
"""
PEOPLE = """(
    select together.id from (
      select person_id as id from earlyhelp_aroundchild where around_id in MINE
      union
      select person_id from earlyhelp_consent
      where around_id in MINE and person_id is not null and withdrawn_on is null
    ) as together where together.id <> all(hidden))"""
AROUND = """(
    select around.id from earlyhelp_teamaround around
    where around.id in MINE and not exists (
      select 1 from earlyhelp_aroundchild child where child.around_id = around.id and child.person_id = any(hidden)))"""
NOBODY_YET = """
create or replace function kith_known_people(who text) returns bigint[]
language sql stable parallel safe as $$ select '{}'::bigint[] $$;
"""
ALIKE = ("earlyhelp_helper", "earlyhelp_lead", "earlyhelp_helpreview")
NAMING = ("earlyhelp_aroundchild", "earlyhelp_consent")


class Migration(migrations.Migration):
    dependencies = [("earlyhelp", "0001_initial"), ("work", "0037_own_families")]

    operations = [
        migrations.RunSQL(
            hidden_unless_shared(HIDDEN, "earlyhelp_aroundchild", "around_id"),
            f"drop function {HIDDEN}(text)",
        ),
        migrations.RunSQL(
            OPENING.format(name="kith_known_people", found=PEOPLE.replace("MINE", MINE)), NOBODY_YET
        ),
        migrations.RunSQL(
            OPENING.format(name="kith_known_teams_around", found=AROUND.replace("MINE", MINE)),
            "drop function kith_known_teams_around(text)",
        ),
        migrations.RunSQL(protect("earlyhelp_teamaround", "id", HIDDEN), unprotect("earlyhelp_teamaround")),
        migrations.RunSQL(
            known_too("earlyhelp_teamaround", "id", "kith_known_teams_around"),
            not_known("earlyhelp_teamaround"),
        ),
        migrations.RunSQL(
            protect("earlyhelp_earlyhelp", "standing_id", "kith_hidden_standings"),
            unprotect("earlyhelp_earlyhelp"),
        ),
        migrations.RunSQL(
            known_too("earlyhelp_earlyhelp", "standing_id", "kith_known_standings"),
            not_known("earlyhelp_earlyhelp"),
        ),
        *[migrations.RunSQL(protect(table, "around_id", HIDDEN), unprotect(table)) for table in ALIKE],
        *[
            migrations.RunSQL(protect_but_sealed(table, "around_id", HIDDEN, "person_id"), unprotect(table))
            for table in NAMING
        ],
        *[
            migrations.RunSQL(known_too(table, "around_id", "kith_known_teams_around"), not_known(table))
            for table in (*ALIKE, *NAMING)
        ],
        migrations.RunSQL(
            insert_only("earlyhelp_helpreview"),
            "grant update, delete, truncate on earlyhelp_helpreview to kith_app;",
        ),
    ]
