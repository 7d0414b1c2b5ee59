"""How children stand with the service, from a day to a day: facts, never inferred from which work is open."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from kith.access.guarded import Guarded
from kith.access.models import Worker, days
from kith.access.models.workers import DateRange
from kith.people.models import ENDS_AFTER_START, Person
from kith.work.models.involvements import Involvement

STANDINGS = {
    "enquiry": "Section 47 enquiry",
    "in_need": "Child in need plan",
    "protection": "Child protection plan",
    "temporary_protection": "Another council's child protection plan, staying here",
    "looked_after": "Looked after",
    "care_leaver": "Care leaver",
    "private_fostering": "Privately fostered",
    "early_help": "Early help",
    "court": "Pre-proceedings or court",
}
NEEDS_CASE = ("enquiry", "in_need", "protection", "looked_after")
LASTING = ("protection", "looked_after")  # these never end on the day they begin
APART = ("in_need", *LASTING)  # two of one of these kinds may not even touch on a day
BOTH_DAYS = Value("[]")


class Standing(Guarded):
    """That a child stands so with the service: on a plan, looked after ... One row a period.

    What law counts about the period beside its days stands in a table of the app whose subject it is, one to one.
    ``ended_on`` is the day it ended. An in-need plan never overlaps a protection plan or a time in care; one may begin
    on the day the other ends (children in need census, rules 4001, 4016 and 4017, and its guide). Two plans of one
    kind, and two times in care, do not touch on a day (4014, 8940; looked-after return 431). Protection plans and times
    in care do not end on the day they begin (8840, 355). A protection plan may go on beside a time in care.
    """

    known_by = "kith_known_standings"
    known_column = "id"

    person = models.ForeignKey(Person, models.PROTECT, related_name="standings")
    kind = models.CharField(max_length=24, choices=list(STANDINGS.items()))
    involvement = models.ForeignKey(
        Involvement, models.PROTECT, null=True, blank=True, related_name="standings"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="standing_ends_after_start"),
            models.CheckConstraint(condition=Q(kind__in=list(STANDINGS)), name="standing_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_recorded_at__isnull=True, end_reason="")
                | (Q(ended_on__isnull=False, ended_recorded_at__isnull=False) & ~Q(end_reason="")),
                name="standing_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NEEDS_CASE) | Q(involvement__isnull=False),
                name="standing_in_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=LASTING) | Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="standing_lasts_a_day",
            ),
            ExclusionConstraint(
                name="standing_one_of_a_kind",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="standing_in_need_or_protection",
                expressions=[("person", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                condition=Q(kind__in=["in_need", "protection"]),
            ),
            ExclusionConstraint(
                name="standing_in_need_or_in_care",
                expressions=[("person", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                condition=Q(kind__in=["in_need", "looked_after"]),
            ),
            ExclusionConstraint(
                name="standing_apart_by_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateRange(F("started_on"), F("ended_on"), BOTH_DAYS), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind__in=APART),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "started_on"], include=["person", "ended_on"], name="standing_kind_days"
            ),
            models.Index(fields=["involvement"], name="standing_of_a_case"),
        ]

    def __str__(self) -> str:
        return f"standing {self.pk}"

    @property
    def words(self) -> str:
        """'Child protection plan'."""
        return STANDINGS[self.kind]
