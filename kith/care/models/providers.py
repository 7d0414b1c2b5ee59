"""The list of providers that Ofsted keeps, as it was read in year by year."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class ProviderList(models.Model):
    """The list of one year of the looked-after return, told by the year in which it ends; no fact of the record."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200)
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(year__gte=1992, year__lte=2200), name="provider_list_year"),
            models.CheckConstraint(condition=~Q(source=""), name="provider_list_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"list of providers {self.year}"


class ListedProvider(models.Model):
    """One line of such a list: for which kinds of placement and provider a number stands, where, from when until when.

    A number may stand on several lines. What a line leaves empty speaks against nothing. ``council`` is written as the
    list writes it.
    """

    of_year = models.ForeignKey(ProviderList, models.CASCADE, related_name="lines")
    urn = models.CharField(max_length=8)
    kinds = ArrayField(models.CharField(max_length=3), default=list)
    providers = ArrayField(models.CharField(max_length=3), default=list)
    postcode = models.CharField(max_length=8, blank=True)
    council = models.CharField(max_length=120, blank=True)
    registered_from = models.DateField(null=True, blank=True)
    registered_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(registered_until__isnull=True)
                | Q(registered_from__isnull=True)
                | Q(registered_until__gte=F("registered_from")),
                name="listed_provider_ends_after_start",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["urn", "of_year"], name="listed_provider_urn")]

    def __str__(self) -> str:
        return f"listed provider {self.pk}"
