"""The lists of providers that Ofsted keeps, a row a line; no person stands in them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0005_homes_of_care_leavers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProviderList",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=200)),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1992), ("year__lte", 2200)),
                        name="provider_list_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="provider_list_has_a_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedProvider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("urn", models.CharField(max_length=8)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                (
                    "providers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("council", models.CharField(blank=True, max_length=120)),
                ("registered_from", models.DateField(blank=True, null=True)),
                ("registered_until", models.DateField(blank=True, null=True)),
                (
                    "of_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="care.providerlist",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["urn", "of_year"], name="listed_provider_urn")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("registered_until__isnull", True),
                            ("registered_from__isnull", True),
                            ("registered_until__gte", models.F("registered_from")),
                            _connector="OR",
                        ),
                        name="listed_provider_ends_after_start",
                    )
                ],
            },
        ),
    ]
