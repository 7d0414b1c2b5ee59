"""A stamp for the local closures, so that processes keep them until they change."""

from django.db import migrations

FORWARD = """
insert into database_stamp (name, number)
values ('local closures', (extract(epoch from clock_timestamp()) * 1000000000)::bigint) on conflict do nothing
"""


class Migration(migrations.Migration):
    dependencies = [
        ("database", "0004_stamp"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, "delete from database_stamp where name = 'local closures'"),
    ]
