"""Adults told of at the front door stand on the contact beside the children."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0014_own_threshold"), ("people", "0009_sealed_and_close")]

    operations = [
        migrations.CreateModel(
            name="ContactAdult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name_told", models.CharField(blank=True, max_length=160)),
                ("kin_told", models.CharField(blank=True, max_length=40)),
                ("born_told", models.CharField(blank=True, max_length=60)),
                ("phone_told", models.CharField(blank=True, max_length=30)),
                ("is_new", models.BooleanField(default=False)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adults",
                        to="frontdoor.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_adults",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "position"), name="contact_adult_position_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("contact", "person"),
                        name="contact_adult_once",
                    ),
                ]
            },
        ),
    ]
