"""What other apps keep of a case can hold the case around it: it ends after the last of it."""

from django.db import migrations

from kith.work import within


class Migration(migrations.Migration):
    dependencies = [("work", "0037_own_families")]

    operations = [
        migrations.RunSQL(within.NOTHING_OUTSIDE, "drop function kith_nothing_outside_case()"),
    ]
