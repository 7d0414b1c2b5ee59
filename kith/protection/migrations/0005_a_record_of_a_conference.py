"""A conference has a record, which everybody is given a copy of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("protection", "0004_plans_row_security"),
    ]

    operations = [
        migrations.AlterField(
            model_name="conferencepaper",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invitation", "Invitation"),
                    ("report", "Report to the conference"),
                    ("decisions", "Decisions and outline plan"),
                    ("record", "Record of the conference"),
                ],
                max_length=12,
            ),
        ),
    ]
