"""The change log of a plan: what of it was changed, from what to what, when, by whom and why."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.improvement.models.plans import LONGEST_TITLE, ImprovementPlan


class PlanChange(models.Model):
    """One change of a plan itself: an end day moved, an action added, a lead changed. Insert only.

    `subject` names what was changed ('Action 1.2.5'), `field` which part of it; ratings and notes have their own rows.
    """

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="changes")
    subject = models.CharField(max_length=LONGEST_TITLE)
    field = models.CharField(max_length=LONGEST_TITLE)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(subject="") & ~Q(field=""), name="plan_change_says_of_what"),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "-id"], name="plan_change_newest")]

    def __str__(self) -> str:
        return f"plan change {self.pk}"
