"""Secure accommodation, and orders that deprive a child in care of liberty."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.models import Worker, days
from kith.care.models.period import CarePeriod, OfAPeriod
from kith.people.models import ENDS_AFTER_START

SECURE = ("secure_no_court", "secure")


class LibertyOrder(OfAPeriod):
    """From when until when a child was kept in secure accommodation, or deprived of liberty by order.

    ``until`` is the last day the court named, ``ended_on`` the day it ended. Of each of the two sorts one holds at a
    time (looked-after return 705, sections 25).
    """

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="liberty_orders")
    kind = models.CharField(max_length=16)
    started_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    is_approved = models.BooleanField(default=False)
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[*SECURE, "deprivation"]), name="liberty_order_kind_is_known"
            ),
            models.CheckConstraint(condition=ENDS_AFTER_START, name="liberty_order_ends_after_start"),
            models.CheckConstraint(
                condition=Q(kind="secure_no_court")
                | Q(ended_on__isnull=True)
                | Q(ended_on__gt=F("started_on")),
                name="liberty_order_lasts_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="secure_no_court") | Q(until__gt=F("started_on")), name="liberty_order_until"
            ),
            ExclusionConstraint(
                name="liberty_order_secure_one_at_a_time",
                expressions=[("period", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                condition=Q(kind__in=list(SECURE)),
            ),
            ExclusionConstraint(
                name="liberty_order_deprivation_one_at_a_time",
                expressions=[("period", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                condition=Q(kind="deprivation"),
            ),
        ]

    def __str__(self) -> str:
        return f"liberty order {self.pk}"
