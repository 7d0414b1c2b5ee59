"""What a list said of a contact is hidden together with the contact."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

TABLE = "frontdoor_notification"


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0006_batches"), ("work", "0002_row_security")]

    operations = [migrations.RunSQL(protect(TABLE, "contact_id", "kith_hidden_steps"), unprotect(TABLE))]
