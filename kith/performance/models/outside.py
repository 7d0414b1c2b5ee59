"""What others count, read in from files: comparators, and how many children live where."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

KINDS = ("england", "neighbours", "authority")
PLACES = ("authority", "area", "ward")
OLDEST = 17


class ComparatorFigure(models.Model):
    """Somebody else's figure of one year: England's, the statistical neighbours' or a named council's.

    Read in from a file (``manage.py read_comparators``); what the practice says of a later year goes before it.
    """

    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    who = models.CharField(max_length=80)
    year = models.CharField(max_length=7)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    source = models.CharField(max_length=300)
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "who", "year"], name="comparator_once"),
            models.UniqueConstraint(
                fields=["code", "kind", "year"], condition=~Q(kind="authority"), name="comparator_one_average"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="comparator_kind"),
            models.CheckConstraint(condition=Q(year__regex=r"^\d{4}-\d{2}$"), name="comparator_year"),
            models.CheckConstraint(condition=Q(value__gte=0), name="comparator_not_negative"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(who=""), name="comparator_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"comparator {self.pk}"


class PopulationCount(models.Model):
    """Children of some ages who live in a place in the middle of a year, as somebody estimates.

    Read in from a file (``manage.py read_population``). The ages of one place and year never overlap, so that they can
    be added up.
    """

    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    age_from = models.PositiveSmallIntegerField()
    age_to = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=PLACES), name="population_place"),
            models.CheckConstraint(
                condition=Q(age_from__lte=F("age_to"), age_to__lte=OLDEST), name="population_ages"
            ),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2200), name="population_year"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(code=""), name="population_has_a_source"),
            ExclusionConstraint(
                name="population_ages_apart",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("year", RangeOperators.EQUAL),
                    (
                        Func(
                            Func(F("age_from"), function="int4", template="%(expressions)s::int4"),
                            Func(F("age_to"), function="int4", template="%(expressions)s::int4"),
                            Value("[]"),
                            function="int4range",
                            output_field=IntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"population {self.pk}"
