"""With each order of a court: why the legal status in care could not follow it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("court", "0003_a_number_for_each_court_period")]

    operations = [
        migrations.AddField(
            model_name="courtorder",
            name="not_followed",
            field=models.CharField(blank=True, default="", max_length=400),
        ),
    ]
