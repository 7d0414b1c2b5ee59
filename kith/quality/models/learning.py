"""The learning log: what was learned from where, and which teams have talked about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Team, Worker
from kith.quality.learning.rules import SOURCES


class LearningEntry(models.Model):
    """One thing that was learned. No child is named in it. Insert only.

    ``recommendation`` names the recommendation it belongs to, by its number or in words.
    """

    source = models.CharField(max_length=12, choices=list(SOURCES.items()))
    learned_on = models.DateField()
    learned = models.CharField(max_length=400)
    change = models.TextField()
    recommendation = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(source__in=list(SOURCES)), name="learning_source_is_known"),
            models.CheckConstraint(
                condition=~Q(learned="") & ~Q(change=""), name="learning_says_what_and_what_for"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-learned_on"], name="learning_latest")]

    def __str__(self) -> str:
        return f"learning {self.pk}"


class LearningTalk(models.Model):
    """That a team has talked about something learned on a day, and what it does about it. Insert only."""

    entry = models.ForeignKey(LearningEntry, models.PROTECT, related_name="talks")
    team = models.ForeignKey(Team, models.PROTECT, related_name="learning_talks")
    talked_on = models.DateField()
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "team"], name="learning_talk_once")]

    def __str__(self) -> str:
        return f"learning talk {self.pk}"
