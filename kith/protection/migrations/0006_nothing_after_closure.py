"""A case does not begin after a strategy discussion or a conference held in it, nor end before one."""

from django.db import migrations

from kith.work import within

TABLES = ("protection_strategychild", "protection_conferencechild")


class Migration(migrations.Migration):
    dependencies = [
        ("protection", "0005_a_record_of_a_conference"),
        ("work", "0038_nothing_outside_a_case"),
    ]

    operations = [
        migrations.RunSQL(within.case_around(table, "held_on"), within.case_alone(table)) for table in TABLES
    ]
