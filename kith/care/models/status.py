"""Under which law a child is looked after, from a day to a day."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.models import Worker, days
from kith.care.models.period import CarePeriod, OfAPeriod


class LegalStatus(OfAPeriod):
    """The legal status of a child for a part of a time in care.

    Inside the period one follows another without gap or overlap: the first begins with the period, the last ends with
    it. The database holds it so (``care_whole``, checked at the end of each transaction). None begins and ends on one
    day (rule 355). ``started_at`` is the moment, where hours count: police protection.
    """

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="statuses")
    code = models.CharField(max_length=2)
    started_on = models.DateField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="legal_status_lasts_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(code__in=["V3", "V4"]) & Q(code__regex=r"^[A-Z][1-9]$"),
                name="legal_status_is_no_short_break",
            ),
            ExclusionConstraint(
                name="legal_status_one_at_a_time",
                expressions=[("period", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["code", "started_on"], name="legal_status_code")]

    def __str__(self) -> str:
        return f"legal status {self.pk}"
