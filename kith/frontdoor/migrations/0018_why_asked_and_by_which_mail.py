"""A question to an agency keeps why it was asked; what a referrer is told keeps the mail that tells it."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT

FROM_THE_LEDGER = """
select set_config('kith.worker', '0', true);
update frontdoor_partnercheck c set why = e.why from frontdoor_sharingentry e where e.check_asked_id = c.id;
"""


def _mail() -> models.Field:
    return models.OneToOneField("documents.Mail", PROTECT, null=True, blank=True, related_name="+")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_purged_files"),
        ("frontdoor", "0017_lines_of_sealed_children"),
    ]

    operations = [
        migrations.AddField("feedback", "acknowledged_by_mail", _mail()),
        migrations.AddField("feedback", "told_by_mail", _mail()),
        migrations.AddField("partnercheck", "why", models.CharField(blank=True, max_length=400)),
        migrations.RunSQL(FROM_THE_LEDGER, migrations.RunSQL.noop),
    ]
