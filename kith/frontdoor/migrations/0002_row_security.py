"""Contacts and referrals about a restricted person are hidden by the database itself."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

TABLES = {
    "frontdoor_contact": ("step_id", "kith_hidden_steps"),
    "frontdoor_contactchild": ("contact_id", "kith_hidden_steps"),
    "frontdoor_referral": ("person_id", "kith_hidden_people"),
}


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0001_initial"), ("work", "0002_row_security")]

    operations = [migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()]
