"""Who an adult of a contact is, is hidden with the contact."""

from django.db import migrations

from kith.access.row_security import protect, unprotect


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0015_contact_adults")]

    operations = [
        migrations.RunSQL(
            protect("frontdoor_contactadult", "contact_id", "kith_hidden_steps"),
            unprotect("frontdoor_contactadult"),
        ),
    ]
