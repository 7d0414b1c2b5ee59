"""Fills the calendar of England from 1990 to 2060 and gives the function that counts its working days."""

from django.db import migrations

from kith.core import calendar
from kith.database import sql

NUMBER_DAYS = """
create or replace function kith_number_days() returns integer
language sql security definer set search_path = public as $$
  with counted as (
    select day, working, sum(working::int) over (order by day) as number
    from (select w.day, extract(isodow from w.day) < 6 and w.name = '' and c.day is null as working
          from database_workingday w left join database_localclosure c on c.day = w.day) as judged),
  changed as (
    update database_workingday w set is_working = counted.working, number = counted.number
    from counted where counted.day = w.day
      and (w.is_working, w.number) is distinct from (counted.working, counted.number::int)
    returning 1)
  select count(*)::int from changed
$$;
revoke execute on function kith_number_days() from public;
grant execute on function kith_number_days() to kith_app;
"""


def fill(apps, schema_editor):
    """Every day with its running number; bank holidays by name."""
    names = calendar.bank_holidays()
    days = [
        (each.on, each.is_working, each.number, names.get(each.on, "")) for each in calendar.england().days()
    ]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "insert into database_workingday (day, is_working, number, name) "
            "select * from unnest(%s::date[], %s::boolean[], %s::int[], %s::text[])",
            [list(column) for column in zip(*days, strict=True)],
        )


class Migration(migrations.Migration):
    dependencies = [("database", "0001_ground")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        sql.run(NUMBER_DAYS, "drop function if exists kith_number_days();"),
    ]
