"""Ward and deprivation of a postcode, where the list that is read in has them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0008_steps_to_adoption"),
    ]

    operations = [
        migrations.AddField(
            model_name="postcode",
            name="decile",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="postcode",
            name="ward",
            field=models.CharField(blank=True, db_default="", default="", max_length=9),
        ),
        migrations.AddConstraint(
            model_name="postcode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decile__isnull", True),
                    models.Q(("decile__gte", 1), ("decile__lte", 10)),
                    _connector="OR",
                ),
                name="postcode_decile",
            ),
        ),
    ]
