"""Audits are hidden with their child, and grades, moderation, checks and draws can only be added."""

from django.db import migrations

from kith.access.row_security import hidden_through, insert_only, protect, unprotect

HIDDEN = "kith_hidden_audits"
OF_AN_AUDIT = (
    "quality_auditanswer", "quality_grade", "quality_auditmoderation", "quality_auditaction", "quality_auditcheck",
)  # fmt: skip
ADDED_ONLY = ("quality_auditdraw", "quality_grade", "quality_auditmoderation", "quality_auditcheck")


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_audits"), ("people", "0017_own_families")]

    operations = [
        migrations.RunSQL(hidden_through(HIDDEN, "quality_caseaudit", "id"), f"drop function {HIDDEN}(text)"),
        migrations.RunSQL(protect("quality_caseaudit"), unprotect("quality_caseaudit")),
        *[migrations.RunSQL(protect(table, "audit_id", HIDDEN), unprotect(table)) for table in OF_AN_AUDIT],
        migrations.RunSQL(
            insert_only(*ADDED_ONLY),
            "\n".join(f"grant update, delete, truncate on {table} to kith_app;" for table in ADDED_ONLY),
        ),
    ]
