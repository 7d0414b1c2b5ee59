"""Who held a case on a day is read from an index in the order of the days, without sorting the rows."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_workforce"),
        ("people", "0017_own_families"),
        ("work", "0045_hidden_steps_by_mark"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="allocation",
            name="involvement",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="allocations",
                to="work.involvement",
            ),
        ),
        migrations.AlterField(
            model_name="involvement",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="involvements",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="allocation",
            index=models.Index(
                fields=["involvement", "started_on", "id"],
                include=("team", "worker", "recorded_at"),
                name="allocation_in_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(
                fields=["person"], include=("id", "recorded_at"), name="involvement_of_a_person"
            ),
        ),
    ]
