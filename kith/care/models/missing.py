"""Times in which a child in care was missing, or away without leave."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from kith.access.models import Worker
from kith.care.models.period import CarePeriod, OfAPeriod


class DayInLondon(Func):
    """The day in London of a moment."""

    template = "(timezone('Europe/London', %(expressions)s))::date"
    output_field = models.DateField()


class Moments(Func):
    """From a moment until before another; without that, on and on."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class TimeMissing(OfAPeriod):
    """From when until when a child in care was missing (``M``) or away (``A``), and the talk offered on its return.

    Every time counts, however short. It begins at the later of leaving and being seen last by a responsible adult, and
    lies within care (looked-after return 577, 578, 581); times do not overlap (574). ``answer`` is what came of the
    offer of a return interview, by somebody independent, which is due 72 hours after the return.
    """

    ANSWERS: ClassVar = [("accepted", "Accepted"), ("declined", "Declined"), ("not_offered", "Not offered")]

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="times_missing")
    kind = models.CharField(max_length=1)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    started_on = models.GeneratedField(
        expression=DayInLondon("started_at"), output_field=models.DateField(), db_persist=True
    )
    ended_on = models.GeneratedField(
        expression=DayInLondon("ended_at"), output_field=models.DateField(null=True), db_persist=True
    )
    where_found = models.CharField(max_length=400, blank=True)
    answer = models.CharField(max_length=12, blank=True, choices=ANSWERS)
    answer_words = models.CharField(max_length=400, blank=True)
    answer_recorded_at = models.DateTimeField(null=True, blank=True)
    talked_at = models.DateTimeField(null=True, blank=True)
    talked_with = models.CharField(max_length=80, blank=True)
    talk_words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["M", "A"]), name="time_missing_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_recorded_at__isnull=True)
                | Q(ended_at__gt=F("started_at"), ended_recorded_at__isnull=False),
                name="time_missing_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answer_recorded_at__isnull=True)
                | (Q(ended_at__isnull=False, answer_recorded_at__isnull=False) & ~Q(answer="")),
                name="time_missing_answered_after_return",
            ),
            models.CheckConstraint(
                condition=Q(talked_at__isnull=True, talked_with="", talk_words="")
                | (Q(answer="accepted", talked_at__gte=F("ended_at")) & ~Q(talked_with="")),
                name="time_missing_talk_after_return",
            ),
            ExclusionConstraint(
                name="time_missing_one_at_a_time",
                expressions=[
                    ("period", RangeOperators.EQUAL),
                    (Moments("started_at", "ended_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["started_on"], name="time_missing_started")]

    def __str__(self) -> str:
        return f"time missing {self.pk}"
