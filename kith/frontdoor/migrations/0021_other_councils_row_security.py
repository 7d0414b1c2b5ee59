"""A transfer between councils is hidden with its children; a stay here with its child."""

from django.db import migrations

from kith.access.row_security import hidden_unless_shared, protect, protect_but_sealed, unprotect

HIDDEN = "kith_hidden_council_transfers"
CHILD = "frontdoor_counciltransferchild"


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0020_other_councils"), ("people", "0017_own_families")]

    operations = [
        migrations.RunSQL(
            hidden_unless_shared(HIDDEN, CHILD, "transfer_id"), f"drop function {HIDDEN}(text)"
        ),
        migrations.RunSQL(
            protect("frontdoor_counciltransfer", "id", HIDDEN), unprotect("frontdoor_counciltransfer")
        ),
        migrations.RunSQL(protect_but_sealed(CHILD, "transfer_id", HIDDEN, "person_id"), unprotect(CHILD)),
        migrations.RunSQL(protect("frontdoor_stayhere"), unprotect("frontdoor_stayhere")),
    ]
