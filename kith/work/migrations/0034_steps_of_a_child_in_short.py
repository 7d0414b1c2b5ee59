"""What lists of many children read of their work, without the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0033_who_took_a_child_out"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="stepchild",
            index=models.Index(
                condition=models.Q(("released_at__isnull", True)),
                fields=["person"],
                include=("step",),
                name="step_child_in_short",
            ),
        ),
    ]
