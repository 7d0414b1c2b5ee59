"""What a referrer is told and the files handed in are hidden together with the contact."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

TABLES = ("frontdoor_feedback", "frontdoor_contactfile")
HOW = ("contact_id", "kith_hidden_steps")


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0010_feedback"), ("work", "0002_row_security")]

    operations = [migrations.RunSQL(protect(table, *HOW), unprotect(table)) for table in TABLES]
