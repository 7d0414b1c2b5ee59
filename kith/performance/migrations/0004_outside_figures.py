"""What others count: their figures by year, and how many children live where."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("performance", "0003_what_people_say_about_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparatorFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=10)),
                ("who", models.CharField(max_length=80)),
                ("year", models.CharField(max_length=7)),
                ("value", models.DecimalField(decimal_places=4, max_digits=16)),
                ("source", models.CharField(max_length=300)),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "who", "year"), name="comparator_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "authority"), _negated=True),
                        fields=("code", "kind", "year"),
                        name="comparator_one_average",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("england", "neighbours", "authority"))),
                        name="comparator_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__regex", "^\\d{4}-\\d{2}$")), name="comparator_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="comparator_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("who", ""), _negated=True)
                        ),
                        name="comparator_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PopulationCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=80)),
                ("year", models.PositiveSmallIntegerField()),
                ("age_from", models.PositiveSmallIntegerField()),
                ("age_to", models.PositiveSmallIntegerField()),
                ("people", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("authority", "area", "ward"))),
                        name="population_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("age_from__lte", models.F("age_to")), ("age_to__lte", 17)),
                        name="population_ages",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1990), ("year__lte", 2200)), name="population_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("code", ""), _negated=True)
                        ),
                        name="population_has_a_source",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("kind", "="),
                            ("code", "="),
                            ("year", "="),
                            (
                                models.Func(
                                    models.Func(
                                        models.F("age_from"),
                                        function="int4",
                                        template="%(expressions)s::int4",
                                    ),
                                    models.Func(
                                        models.F("age_to"), function="int4", template="%(expressions)s::int4"
                                    ),
                                    models.Value("[]"),
                                    function="int4range",
                                    output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="population_ages_apart",
                    ),
                ],
            },
        ),
    ]
