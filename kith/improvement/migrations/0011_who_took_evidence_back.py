"""Who took a document back as evidence; of those taken back before it is not known."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_mail_with_a_private_link"),
        ("improvement", "0010_guests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="evidencefile",
            name="evidence_file_taken_back_for_a_reason",
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="taken_back_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("taken_back_by__isnull", True),
                        ("taken_back_on__isnull", True),
                        ("taken_back_why", ""),
                    ),
                    models.Q(
                        ("taken_back_on__isnull", False), models.Q(("taken_back_why", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="evidence_file_taken_back_for_a_reason",
            ),
        ),
    ]
