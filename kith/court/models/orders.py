"""Orders of courts, one for each child."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker, days
from kith.court.models.proceedings import LONGEST, Hearing, Proceedings
from kith.people.models import ENDS_AFTER_START, Person


class CourtOrder(Guarded):
    """An order of a court about one child, from a day until one that it names, or until another stands in its place.

    ``until_on`` is the last day the order itself names; ``ended_on`` the day it ended, whatever it named.
    ``not_followed`` says why the legal status in care could not follow when the order was written down; empty where
    it did, or had nothing to follow.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="court_orders")
    proceedings = models.ForeignKey(Proceedings, models.PROTECT, null=True, blank=True, related_name="orders")
    hearing = models.ForeignKey(Hearing, models.PROTECT, null=True, blank=True, related_name="orders")
    kind = models.CharField(max_length=24)
    court = models.CharField(max_length=120, blank=True)
    made_on = models.DateField()
    started_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=LONGEST, blank=True)
    not_followed = models.CharField(max_length=LONGEST, blank=True, default="")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="court_order_ends_after_start"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("started_on")),
                name="court_order_names_a_later_day",
            ),
            models.CheckConstraint(
                condition=Q(started_on__gte=F("made_on")), name="court_order_holds_from_when_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="", ended_recorded_at__isnull=True)
                | (Q(ended_on__isnull=False, ended_recorded_at__isnull=False) & ~Q(end_reason="")),
                name="court_order_ends_with_a_reason",
            ),
            ExclusionConstraint(
                name="court_order_one_of_a_kind",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["until_on"], name="court_order_until")]

    def __str__(self) -> str:
        return f"court order {self.pk}"
