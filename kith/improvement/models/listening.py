"""Listening events, who said what came of them, feedback taken as the words of those affected, and plain answers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.improvement.models.plans import PlanAction
from kith.improvement.models.sources import ImprovementSource, Recommendation
from kith.improvement.models.told import ActionFeedback
from kith.improvement.words import WHO
from kith.listening.models import FeedbackAnswer


class ListeningEvent(models.Model):
    """A day on which those affected were listened to: how many of each came, and nobody's name."""

    source = models.OneToOneField(ImprovementSource, models.PROTECT, primary_key=True, related_name="event")
    children = models.PositiveSmallIntegerField(default=0)
    parents = models.PositiveSmallIntegerField(default=0)
    staff = models.PositiveSmallIntegerField(default=0)
    referrers = models.PositiveSmallIntegerField(default=0)
    foster_carers = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(children__gt=0)
                | Q(parents__gt=0)
                | Q(staff__gt=0)
                | Q(referrers__gt=0)
                | Q(foster_carers__gt=0),
                name="listening_event_somebody_came",
            ),
        ]

    def __str__(self) -> str:
        return f"listening event {self.pk}"


class Voice(models.Model):
    """Who said what became a recommendation, and in which answer where it was one. Insert only."""

    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, primary_key=True, related_name="voice"
    )
    who = models.CharField(max_length=12, choices=list(WHO.items()))
    answer = models.ForeignKey(FeedbackAnswer, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(who__in=list(WHO)), name="voice_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"


class HeardAnswer(models.Model):
    """That an answer was taken as the words of those affected of an action: once for each action. Insert only."""

    feedback = models.OneToOneField(ActionFeedback, models.PROTECT, primary_key=True, related_name="heard")
    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="+")
    answer = models.ForeignKey(FeedbackAnswer, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "answer"], name="answer_heard_once_for_an_action"),
        ]

    def __str__(self) -> str:
        return f"heard answer {self.pk}"


class PlainAnswer(models.Model):
    """What was said and what was done, in plain words for those who said it. Insert only; the newest stands."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="plain_answers")
    said = models.TextField()
    done = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(said="") & ~Q(done=""), name="plain_answer_has_words"),
        ]
        indexes: ClassVar = [models.Index(fields=["recommendation", "-id"], name="plain_answer_newest")]

    def __str__(self) -> str:
        return f"plain answer {self.pk}"
