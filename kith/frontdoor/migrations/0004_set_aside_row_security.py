"""Who was set aside while a contact was taken is hidden together with the contact."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

TABLE = "frontdoor_setaside"


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0003_set_aside"), ("work", "0002_row_security")]

    operations = [migrations.RunSQL(protect(TABLE, "contact_id", "kith_hidden_steps"), unprotect(TABLE))]
