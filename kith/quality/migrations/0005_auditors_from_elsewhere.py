"""An auditor from elsewhere sees the children drawn for them, their own audits of them, and nobody else, until a day.

They are workers who see own families alone: everything is closed to them but what is said to be open. What the page of
the audit shows of the record is read for this one child, after the wall has let the audit through.
"""

from importlib import import_module

from django.db import migrations

from kith.access.row_security import known_too, not_known

HELP = import_module("kith.earlyhelp.migrations.0002_row_security")
IN_HELP = HELP.PEOPLE.replace("MINE", HELP.MINE)
OPEN = """
      select audit.{column} as id from quality_caseaudit audit
      where audit.auditor_id = reader and audit.state <> 'stopped'
        and audit.open_until > (now() at time zone 'Europe/London')::date and audit.person_id <> all(hidden)"""
PEOPLE = f"(select helped.id from {IN_HELP} as helped union {OPEN.format(column='person_id')})"  # noqa: S608 - names are ours
TABLES = {
    "quality_caseaudit": "id", "quality_auditanswer": "audit_id", "quality_grade": "audit_id",
    "quality_auditaction": "audit_id", "quality_auditcheck": "audit_id",
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("quality", "0004_observing_row_security"), ("earlyhelp", "0002_row_security")]

    operations = [
        migrations.RunSQL(
            HELP.OPENING.format(name="kith_known_people", found=PEOPLE),
            HELP.OPENING.format(name="kith_known_people", found=IN_HELP),
        ),
        migrations.RunSQL(
            HELP.OPENING.format(name="kith_known_audits", found=f"({OPEN.format(column='id')})"),
            "drop function kith_known_audits(text)",
        ),
        *[
            migrations.RunSQL(known_too(table, column, "kith_known_audits"), not_known(table))
            for table, column in TABLES.items()
        ],
    ]
