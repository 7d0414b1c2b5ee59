"""Short breaks: agreed series in which a child stays away from home for some nights. They are never counted as care."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker, days
from kith.people.models import ENDS_AFTER_START, Person
from kith.work.models import Involvement

LONGEST_BREAK = timedelta(days=17)  # SSDA903 rule 365; regulation 48


class ShortBreakSeries(Guarded):
    """An agreed series of short breaks of one child.

    It is no standing of kind ``looked_after`` and so in no figure about looked-after children: it has no postcode, no
    review and no place in the chain of legal statuses (rules 214, 398, 399, 420). ``style``: ``V3``, each break is
    recorded, or ``V4``, only that it was agreed. ``kind`` and ``provider`` are of the placement lists.
    """

    STYLES: ClassVar = [("V3", "Each break is recorded"), ("V4", "Only the agreement is recorded")]

    person = models.ForeignKey(Person, models.PROTECT, related_name="short_breaks")
    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="short_breaks")
    style = models.CharField(max_length=2, choices=STYLES)
    need = models.CharField(max_length=2)
    kind = models.CharField(max_length=3)
    provider = models.CharField(max_length=3, blank=True)
    carer = models.CharField(max_length=120, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="short_breaks_end_after_start"),
            models.CheckConstraint(condition=Q(style__in=["V3", "V4"]), name="short_breaks_style_is_known"),
            models.CheckConstraint(condition=Q(need__regex=r"^N[1-8]$"), name="short_breaks_need_is_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=["T0", "T1", "T2", "T3", "T4", "U1", "U4"]),
                name="short_breaks_kind_fits",
            ),
            ExclusionConstraint(
                name="short_breaks_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"short breaks {self.pk}"


class ShortBreak(Guarded):
    """One break of a series whose breaks are recorded: the nights from a day to a day, seventeen days at most."""

    hidden_by = "kith_hidden_short_breaks"
    hidden_column = "series_id"

    series = models.ForeignKey(ShortBreakSeries, models.PROTECT, related_name="breaks")
    started_on = models.DateField()
    ended_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__gt=F("started_on")), name="short_break_lasts_a_night"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__lte=F("started_on") + LONGEST_BREAK), name="short_break_is_short"
            ),
            ExclusionConstraint(
                name="short_break_one_at_a_time",
                expressions=[("series", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"short break {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.series.person_id]
