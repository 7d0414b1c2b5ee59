"""What was chosen from the threshold guide for a contact, and the guide's very words at the time."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.frontdoor.thresholds.rules import KINDS, STAGES


class KeptGuide(models.Model):
    """The threshold guide as it was shown, stored once by content hash. Names nobody."""

    hash = models.CharField(max_length=64, primary_key=True)
    pack = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"threshold guide {self.version}"


class Threshold(Guarded):
    """The level chosen for a contact: by its writer with the recommendation, by the manager with the decision.

    ``line`` is empty where it holds for all children; a child who differs has a row of its own beside it.
    """

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    contact = models.ForeignKey("frontdoor.Contact", models.PROTECT, related_name="thresholds")
    stage = models.CharField(max_length=12, choices=list(STAGES.items()))
    line = models.ForeignKey(
        "frontdoor.ContactChild", models.PROTECT, null=True, blank=True, related_name="thresholds"
    )
    guide = models.ForeignKey(KeptGuide, models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact", "stage", "line"], nulls_distinct=False, name="threshold_once_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=True) | Q(stage="decided"), name="threshold_own_is_decided"
            ),
            models.CheckConstraint(condition=Q(stage__in=list(STAGES)), name="threshold_stage_known"),
        ]

    def __str__(self) -> str:
        return f"threshold {self.pk}"


class ThresholdTick(Guarded):
    """One line of the guide, or one item of its checklist, that somebody ticked; and the words it was found in."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    threshold = models.ForeignKey(Threshold, models.PROTECT, related_name="ticks")
    contact = models.ForeignKey("frontdoor.Contact", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=list(KINDS.items()))
    code = models.CharField(max_length=60)
    found_in = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["threshold", "kind", "code"], name="threshold_tick_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="threshold_tick_kind_known"),
            models.CheckConstraint(condition=~Q(code=""), name="threshold_tick_of_something"),
        ]

    def __str__(self) -> str:
        return f"threshold tick {self.pk}"
