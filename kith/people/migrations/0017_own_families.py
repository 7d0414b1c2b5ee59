"""Who sees own families alone knows nobody but them. Which these are, the app says whose work it is."""

from importlib import import_module

from django.db import migrations

from kith.access.row_security import known_too, not_known

HIDDEN_BEFORE = import_module("kith.people.migrations.0011_kept_from_relatives").HIDDEN_PEOPLE
HIDDEN_PEOPLE = HIDDEN_BEFORE.replace(
    "when coalesce(who, '') = '' then null",
    "when coalesce(who, '') = '' or split_part(who, ' ', 2) = 'own' then null",
)
NOBODY_YET = """
create or replace function kith_known_people(who text) returns bigint[]
language sql stable parallel safe as $$ select '{}'::bigint[] $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0016_sealed_apart_from_hidden")]

    operations = [
        migrations.RunSQL(HIDDEN_PEOPLE, HIDDEN_BEFORE),
        migrations.RunSQL(NOBODY_YET, "drop function kith_known_people(text)"),
        migrations.RunSQL(known_too("people_person", "id", "kith_known_people"), not_known("people_person")),
    ]
