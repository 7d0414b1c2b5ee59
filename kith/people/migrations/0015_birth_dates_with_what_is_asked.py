"""The index of birth dates holds what a search asks beside the day, so that it need not read the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0014_names_in_other_letters"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="person",
            name="person_born",
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["born_on"], include=("id", "born_by"), name="person_born_around"),
        ),
    ]
