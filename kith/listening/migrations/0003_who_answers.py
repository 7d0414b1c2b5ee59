"""Who answers for the stage of a complaint: on whose work list it stands. Rows from before have nobody yet."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listening", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="complaintstep",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="complaintstep",
            index=models.Index(
                condition=models.Q(("owner__isnull", False)), fields=["owner"], name="complaint_step_owner"
            ),
        ),
    ]
