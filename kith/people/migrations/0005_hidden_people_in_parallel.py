"""What hides people no longer keeps a question to one processor."""

from django.db import migrations

from kith.access.row_security import HIDDEN_PEOPLE


class Migration(migrations.Migration):
    dependencies = [("people", "0004_name_keys_are_kept")]
    operations = [migrations.RunSQL(HIDDEN_PEOPLE, migrations.RunSQL.noop)]
