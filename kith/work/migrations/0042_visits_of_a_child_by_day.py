"""The visits of a child are found by their days: figures ask for those of one assessment among all of them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0041_hidden_steps_looked_up_once")]

    operations = [
        migrations.AddIndex(
            model_name="visitchild",
            index=models.Index(fields=["person", "visited_at"], name="visit_child_when"),
        ),
        migrations.AlterField(
            model_name="visitchild",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to="people.person",
            ),
        ),
    ]
