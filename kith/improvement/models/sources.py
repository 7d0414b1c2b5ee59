"""Where actions come from: inspections, reviews, plans of boards, listening events, and what each recommends."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.improvement.models.plans import LONGEST_TITLE, PlanAction
from kith.improvement.words import MONTHS, SOURCES


class ImprovementSource(models.Model):
    """Somebody's look at the service that led to recommendations. `held_on` is the day their limits count from."""

    kind = models.CharField(max_length=12, choices=list(SOURCES.items()))
    title = models.CharField(max_length=LONGEST_TITLE)
    held_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="improvement_source_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind__in=list(SOURCES)), name="improvement_source_kind_is_known"
            ),
            models.UniqueConstraint(fields=["kind", "title", "held_on"], name="improvement_source_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Recommendation(models.Model):
    """One recommendation of a source, registered once. `within` says by when it is to be met, where the source does."""

    source = models.ForeignKey(ImprovementSource, models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    within = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "number"], name="recommendation_numbered_once"),
            models.CheckConstraint(condition=~Q(words=""), name="recommendation_has_words"),
            models.CheckConstraint(
                condition=Q(within__in=["", *MONTHS]), name="recommendation_within_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"


class RecommendationAnswer(models.Model):
    """That an action answers a recommendation: read from either side."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="answers")
    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="answers")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "action"], name="recommendation_answered_once"),
        ]

    def __str__(self) -> str:
        return f"recommendation answer {self.pk}"
