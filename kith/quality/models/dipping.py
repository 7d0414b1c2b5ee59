"""Samples of finished work that nobody signs off, and of supervision: how they were drawn, and what readers found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.quality.dipping.rules import OCCASIONS
from kith.quality.models.marked import Marked, told_once
from kith.work.models import Step, Supervision


class DipSample(models.Model):
    """The sample of a month: its seed, what it was drawn from and what was taken, so that it can be drawn again.

    ``occasion`` is told work or supervision; ``given`` and ``taken`` are the numbers of its rows. Insert only.
    """

    occasion = models.CharField(max_length=12, choices=list(OCCASIONS.items()))
    month = models.DateField()
    seed = models.CharField(max_length=32)
    given = models.JSONField()
    taken = models.JSONField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "month"], name="dip_sample_once_a_month"),
            models.CheckConstraint(
                condition=Q(occasion__in=list(OCCASIONS)), name="dip_sample_occasion_is_known"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="dip_sample_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"dip sample {self.pk}"


class Reading(Marked):
    """Base of one thing that was drawn: to be read, then read by somebody who did not make it."""

    read_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        abstract = True


def read_whole(name: str) -> models.CheckConstraint:
    """Read by somebody at a moment with the list that was asked, or not at all."""
    return models.CheckConstraint(
        condition=Q(
            read_by__isnull=True, read_at__isnull=True, asked={}, met=[], partly=[], not_met=[], words=""
        )
        | Q(read_by__isnull=False, read_at__isnull=False) & ~Q(asked={}),
        name=name,
    )


def with_words(name: str) -> models.CheckConstraint:
    """What is not met is said in words."""
    return models.CheckConstraint(condition=Q(partly=[], not_met=[]) | ~Q(words=""), name=name)


class DipReading(Reading, Guarded):
    """A piece of work that was drawn, hidden with its children."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    sample = models.ForeignKey(DipSample, models.PROTECT, related_name="readings")
    step = models.ForeignKey(Step, models.PROTECT, related_name="dip_readings")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "step"], name="dip_reading_once"),
            read_whole("dip_reading_read_whole"),
            with_words("dip_reading_lacking_has_words"),
            told_once("dip_reading_marked_once"),
        ]

    def __str__(self) -> str:
        return f"dip reading {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the piece of work."""
        return self.step.people_ids()


class SupervisionReading(Reading):
    """A supervision that was drawn. What was said of children is read on their records, by right."""

    sample = models.ForeignKey(DipSample, models.PROTECT, related_name="supervision_readings")
    supervision = models.ForeignKey(Supervision, models.PROTECT, related_name="readings")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "supervision"], name="supervision_reading_once"),
            read_whole("supervision_reading_read_whole"),
            with_words("supervision_reading_lacking_has_words"),
            told_once("supervision_reading_marked_once"),
        ]

    def __str__(self) -> str:
        return f"supervision reading {self.pk}"
