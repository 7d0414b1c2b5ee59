"""Child in need plans as law counts them, and when each was reviewed. What a plan says is a ``FamilyPlan``."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.work.models import FamilyPlan, Standing, Step

DECISIONS = {
    "go_on": "The plan goes on",
    "step_up": "Stepped up: strategy discussion",
    "step_down": "Stepped down: the plan ends, early help goes on",
    "end": "The plan ends",
}
ENDING = ("step_down", "end")


class OfAStanding(Guarded):
    """Base of what is hidden with the standing it belongs to."""

    hidden_by = "kith_hidden_standings"

    class Meta:
        abstract = True


class InNeedPlan(OfAStanding):
    """That a child has a child in need plan: its days are the standing's, what it says is the family's plan."""

    hidden_column = "standing_id"

    standing = models.OneToOneField(Standing, models.PROTECT, primary_key=True, related_name="in_need_plan")
    family_plan = models.ForeignKey(
        FamilyPlan, models.PROTECT, null=True, blank=True, related_name="in_need_plans"
    )
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="in_need_plans")

    def __str__(self) -> str:
        return f"in need plan {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.standing.person_id]


class InNeedReview(OfAStanding):
    """That a child's plan was reviewed on a day, and what was decided. The database keeps it after the first day of
    the plan and not after its last."""

    hidden_column = "plan_id"

    plan = models.ForeignKey(InNeedPlan, models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    decision = models.CharField(max_length=12, choices=list(DECISIONS.items()))
    next_on = models.DateField(null=True, blank=True)
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="in_need_reviews")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "held_on"], name="in_need_review_once_a_day"),
            models.CheckConstraint(
                condition=Q(decision__in=list(DECISIONS)), name="in_need_review_decision_is_known"
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")),
                name="in_need_review_next_is_later",
            ),
        ]

    def __str__(self) -> str:
        return f"in need review {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.plan.standing.person_id]
