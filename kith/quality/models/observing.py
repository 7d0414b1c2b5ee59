"""Observations of practice: who saw whom at work, what was good and what to develop; and standards that were read."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.models import Team, Worker
from kith.quality.models.marked import Marked, told_once
from kith.quality.observing.rules import KINDS


class PracticeObservation(Marked):
    """That somebody observed a worker on a day at one kind of practice. No child is named in it.

    ``own_words`` are those of the worker observed, written once. Read by the two, and by the line of the worker.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="observed")
    observer = models.ForeignKey(Worker, models.PROTECT, related_name="observations")
    team = models.ForeignKey(Team, models.PROTECT, related_name="observations")
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    observed_on = models.DateField()
    good = models.TextField()
    develop = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    own_words = models.TextField(blank=True)
    own_words_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(worker=F("observer")), name="observation_by_somebody_else"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="observation_kind_is_known"),
            models.CheckConstraint(condition=~Q(good=""), name="observation_says_what_was_good"),
            models.CheckConstraint(
                condition=Q(not_met=[]) & Q(partly=[]) | ~Q(develop=""),
                name="observation_says_what_to_develop",
            ),
            models.CheckConstraint(
                condition=Q(own_words="", own_words_at__isnull=True)
                | ~Q(own_words="") & Q(own_words_at__isnull=False),
                name="observation_own_words_with_their_moment",
            ),
            models.UniqueConstraint(
                fields=["worker", "observer", "observed_on", "kind"], name="observation_once"
            ),
            told_once("observation_marked_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["team", "observed_on"], name="observation_of_a_team")]

    def __str__(self) -> str:
        return f"observation {self.pk}"


class StandardReading(models.Model):
    """That a worker has read one edition of the standards of a form. Insert only."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="standards_read")
    form = models.CharField(max_length=60)
    edition = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "form", "edition"], name="standard_read_once")
        ]

    def __str__(self) -> str:
        return f"standard reading {self.pk}"
