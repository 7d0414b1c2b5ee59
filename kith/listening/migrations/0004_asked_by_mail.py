"""By which mail somebody was asked, where the link was not handed over."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_mail_with_a_private_link"),
        ("listening", "0003_who_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedbackrequest",
            name="mail",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.mail",
            ),
        ),
    ]
