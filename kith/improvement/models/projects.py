"""What projects are made of beside actions: milestones, what an action delivers, and what waits for what."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.models import Worker
from kith.improvement.models.plans import LONGEST_TITLE, PlanAction, PlanTheme


class Milestone(models.Model):
    """A day by which a project is somewhere, and the day it was reached."""

    theme = models.ForeignKey(PlanTheme, models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=LONGEST_TITLE)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["theme", "title"], name="milestone_named_once"),
            models.CheckConstraint(condition=~Q(title=""), name="milestone_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class Deliverable(models.Model):
    """A thing that an action delivers. It is closed only while those affected agree that it helped: the record store
    holds to that itself.
    """

    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="deliverables")
    title = models.CharField(max_length=LONGEST_TITLE)
    owner = models.CharField(max_length=LONGEST_TITLE)
    due_on = models.DateField()
    affected_agreed_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    delivered = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "title"], name="deliverable_named_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(owner=""), name="deliverable_is_whole"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(affected_agreed_on__isnull=False),
                name="deliverable_closed_with_feedback",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(delivered=""),
                name="deliverable_says_what_was_delivered",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanDependency(models.Model):
    """That an action waits for another action, or for something outside every plan, in words."""

    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="waits_for")
    needs = models.ForeignKey(PlanAction, models.PROTECT, null=True, blank=True, related_name="needed_by")
    outside = models.CharField(max_length=LONGEST_TITLE, blank=True)
    met_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["action", "needs"], condition=Q(needs__isnull=False), name="plan_dependency_once"
            ),
            models.UniqueConstraint(
                fields=["action", "outside"], condition=~Q(outside=""), name="plan_dependency_outside_once"
            ),
            models.CheckConstraint(
                condition=Q(needs__isnull=True) | ~Q(needs=F("action")), name="plan_dependency_on_another"
            ),
            models.CheckConstraint(
                condition=Q(needs__isnull=False, outside="", met_on__isnull=True)
                | (Q(needs__isnull=True) & ~Q(outside="")),
                name="plan_dependency_is_on_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"dependency {self.pk}"
