"""What was chosen from the threshold guide is hidden together with the contact."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

TABLES = ("frontdoor_threshold", "frontdoor_thresholdtick")


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0008_thresholds"), ("work", "0002_row_security")]

    operations = [
        migrations.RunSQL(protect(table, "contact_id", "kith_hidden_steps"), unprotect(table))
        for table in TABLES
    ]
