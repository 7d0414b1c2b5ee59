"""A case does not begin after a series of short breaks in it, nor end before it."""

from django.db import migrations

from kith.work import within

SERIES = "care_shortbreakseries"


class Migration(migrations.Migration):
    dependencies = [("care", "0006_providers_on_the_list"), ("work", "0038_nothing_outside_a_case")]

    operations = [
        migrations.RunSQL(within.case_around(SERIES, "started_on", "ended_on"), within.case_alone(SERIES)),
    ]
