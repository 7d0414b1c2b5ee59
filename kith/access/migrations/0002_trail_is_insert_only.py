"""The web role can add to the trail and read it; it cannot change or remove a line."""

from django.db import migrations

from kith.access.row_security import insert_only

TABLES = ("access_event", "access_look", "access_signinattempt")


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("database", "0001_ground")]

    operations = [
        migrations.RunSQL(
            insert_only(*TABLES),
            "\n".join(f"grant update, delete on {table} to kith_app;" for table in TABLES),
        )
    ]
