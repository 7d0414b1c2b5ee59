"""What a contact says of a sealed child is out of sight, where it stays for the brothers and sisters."""

from django.db import migrations

from kith.access.row_security import protect, protect_but_sealed, unprotect

HOW = ("contact_id", "kith_hidden_steps")
TABLES = ("frontdoor_contactchild", "frontdoor_contactadult", "frontdoor_setaside")


class Migration(migrations.Migration):
    dependencies = [
        ("frontdoor", "0016_contact_adult_row_security"),
        ("work", "0012_sealed_children_and_their_siblings"),
    ]

    operations = [
        migrations.RunSQL(
            unprotect(table) + protect_but_sealed(table, *HOW, "person_id"),
            unprotect(table) + protect(table, *HOW),
        )
        for table in TABLES
    ]
