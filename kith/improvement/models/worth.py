"""What a plan is worth and what it costs: benefits with baseline and measure, budget and savings lines."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from kith.access.models import Team, Worker
from kith.improvement.models.plans import LONGEST_TITLE, ImprovementPlan, PlanTheme
from kith.improvement.words import MONEY

NOT_LESS = [MinValueValidator(0)]
FIRST_YEAR, LAST_YEAR = 1990, 2060


class PlanBenefit(models.Model):
    """What is to be better when a plan or project is done: a measure, where it stood on a day, where it is to stand."""

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="benefits")
    theme = models.ForeignKey(PlanTheme, models.PROTECT, null=True, blank=True, related_name="benefits")
    words = models.TextField()
    owner = models.CharField(max_length=LONGEST_TITLE)
    measure = models.CharField(max_length=40)
    baseline = models.DecimalField(max_digits=12, decimal_places=2)
    baseline_on = models.DateField()
    target = models.DecimalField(max_digits=12, decimal_places=2)
    target_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(owner="") & ~Q(measure=""), name="plan_benefit_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(target_on__gt=models.F("baseline_on")), name="plan_benefit_comes_after"
            ),
        ]

    def __str__(self) -> str:
        return f"benefit {self.pk}"


class MoneyLine(models.Model):
    """A budget or savings line of a plan, of one financial year and, where it is one team's, of that team.

    A budget is planned, committed and spent; a saving is planned and made (`spent`). `measure` is the activity shown
    beside it.
    """

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="money")
    theme = models.ForeignKey(PlanTheme, models.PROTECT, null=True, blank=True, related_name="money")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=6, choices=list(MONEY.items()))
    title = models.CharField(max_length=LONGEST_TITLE)
    year = models.PositiveSmallIntegerField()  # in which the financial year begins
    planned = models.DecimalField(max_digits=12, decimal_places=2, validators=NOT_LESS)
    committed = models.DecimalField(max_digits=12, decimal_places=2, default=0, validators=NOT_LESS)
    spent = models.DecimalField(max_digits=12, decimal_places=2, default=0, validators=NOT_LESS)
    measure = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "kind", "title", "year", "team"],
                nulls_distinct=False,
                name="money_line_once",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="money_line_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=list(MONEY)), name="money_line_kind_is_known"),
            models.CheckConstraint(
                condition=Q(planned__gte=0, committed__gte=0, spent__gte=0), name="money_line_not_less"
            ),
            models.CheckConstraint(
                condition=~Q(kind="saving") | Q(committed=0), name="money_line_saving_commits_nothing"
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="money_line_of_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"money line {self.pk}"
