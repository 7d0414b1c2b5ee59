"""Questions to agencies are hidden with the contact, the ledger with the person; the ledger is never changed."""

from django.db import migrations

from kith.access.row_security import insert_only, protect, unprotect


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0012_partner_checks"), ("work", "0002_row_security")]

    operations = [
        migrations.RunSQL(
            protect("frontdoor_partnercheck", "contact_id", "kith_hidden_steps"),
            unprotect("frontdoor_partnercheck"),
        ),
        migrations.RunSQL(protect("frontdoor_sharingentry"), unprotect("frontdoor_sharingentry")),
        migrations.RunSQL(
            insert_only("frontdoor_sharingentry"),
            "grant update, delete, truncate on frontdoor_sharingentry to kith_app",
        ),
    ]
