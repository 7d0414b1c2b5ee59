"""A planned visit is hidden like a visit: whole from who may not know of one of its children."""

from django.db import migrations

from kith.access.row_security import hidden_unless_shared, protect, unprotect

FUNCTION = "kith_hidden_planned_visits"
TABLES = {
    "work_plannedvisit": ("id", FUNCTION),
    "work_plannedvisitchild": ("person_id", "kith_hidden_people"),
}


class Migration(migrations.Migration):
    dependencies = [("work", "0013_visits_ahead")]

    operations = [
        migrations.RunSQL(
            hidden_unless_shared(FUNCTION, "work_plannedvisitchild", "planned_id"),
            f"drop function {FUNCTION}(text)",
        ),
        *[migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()],
    ]
