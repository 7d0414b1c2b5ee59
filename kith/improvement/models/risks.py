"""Risks and issues of a plan: what may go wrong and how likely, and what has gone wrong and who sees to it."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from kith.access.models import Worker
from kith.improvement.models.plans import LONGEST_TITLE, ImprovementPlan, PlanTheme

LOWEST, HIGHEST = 1, 5
STEPS = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]


class PlanRisk(models.Model):
    """What may go wrong in a plan or one of its projects: how likely, how bad, what is done about it, who owns it.

    Likelihood and impact are those of the last score. `review_on` is the day it is next looked at. `carried_from` is
    the risk of an earlier plan that it goes on with. It names no child.
    """

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="risks")
    theme = models.ForeignKey(PlanTheme, models.PROTECT, null=True, blank=True, related_name="risks")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    mitigation = models.TextField()
    owner = models.CharField(max_length=LONGEST_TITLE)
    likelihood = models.PositiveSmallIntegerField(validators=STEPS)
    impact = models.PositiveSmallIntegerField(validators=STEPS)
    scored_on = models.DateField()
    review_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_why = models.TextField(blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_risk_numbered_once"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(mitigation="") & ~Q(owner=""), name="plan_risk_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__range=(LOWEST, HIGHEST), impact__range=(LOWEST, HIGHEST)),
                name="plan_risk_is_scored",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_why="")
                | (Q(closed_on__isnull=False) & ~Q(closed_why="")),
                name="plan_risk_closed_for_a_reason",
            ),
            models.CheckConstraint(condition=~Q(carried_from=F("id")), name="plan_risk_carried_from_another"),
        ]

    def __str__(self) -> str:
        return f"risk {self.number}"


class RiskScore(models.Model):
    """How likely and how bad a risk was thought to be from a day on, and why. Insert only; the last one holds."""

    risk = models.ForeignKey(PlanRisk, models.PROTECT, related_name="scores")
    likelihood = models.PositiveSmallIntegerField(validators=STEPS)
    impact = models.PositiveSmallIntegerField(validators=STEPS)
    scored_on = models.DateField()
    why = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="risk_score_says_why"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(LOWEST, HIGHEST), impact__range=(LOWEST, HIGHEST)),
                name="risk_score_is_one",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["risk", "-scored_on", "-id"], name="risk_score_newest")]

    def __str__(self) -> str:
        return f"risk score {self.pk}"


class PlanIssue(models.Model):
    """What has gone wrong in a plan or one of its projects, who sees to it by when, and how it was settled.

    `carried_from` is the issue of an earlier plan that it goes on with.
    """

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="issues")
    theme = models.ForeignKey(PlanTheme, models.PROTECT, null=True, blank=True, related_name="issues")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    owner = models.CharField(max_length=LONGEST_TITLE)
    raised_on = models.DateField()
    due_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_issue_numbered_once"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(owner=""), name="plan_issue_is_whole"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, answer="")
                | (Q(settled_on__isnull=False) & ~Q(answer="")),
                name="plan_issue_settled_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(carried_from=F("id")), name="plan_issue_carried_from_another"
            ),
        ]

    def __str__(self) -> str:
        return f"issue {self.number}"
