"""Programmes, their plans, and the numbered outline of a plan: themes or projects, sections, actions."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kith.access.models import Worker
from kith.improvement.words import DUE, RATINGS

LONGEST_TITLE = 200
LONGEST_NUMBER = 20


class Programme(models.Model):
    """Plans that follow one another or stand side by side, under one name."""

    name = models.CharField(max_length=LONGEST_TITLE, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="programme_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ImprovementPlan(models.Model):
    """A plan of numbered actions. `inspected_on` is the day that immediate, three and six months count from.

    `predecessor` is the plan whose unfinished actions it carries on. With `asks_those_affected` no action is green
    without feedback of those affected. It names no child.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="plans")
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=LONGEST_TITLE, unique=True)
    about = models.TextField(blank=True)
    started_on = models.DateField()
    inspected_on = models.DateField(null=True, blank=True)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    asks_those_affected = models.BooleanField(default=False)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="improvement_plan_has_a_name"),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("id")),
                name="improvement_plan_follows_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanTheme(models.Model):
    """A theme or project of a plan, or with a `parent` a section of one. `outline` is its number, to order by.

    Scope, outcomes, impact and its first and last day are what a project is set up with.
    """

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="themes")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="sections")
    number = models.CharField(max_length=LONGEST_NUMBER)
    outline = ArrayField(models.PositiveIntegerField())
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    lead = models.CharField(max_length=LONGEST_TITLE, blank=True)
    scope = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "outline"], name="plan_theme_numbered_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="plan_theme_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]+(\.[0-9]+)*$"), name="plan_theme_number_is_one"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="plan_theme_is_in_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class LeadBody(models.Model):
    """A body that leads actions: the council, health, the safeguarding board."""

    name = models.CharField(max_length=LONGEST_TITLE, unique=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="lead_body_has_a_name")]

    def __str__(self) -> str:
        return self.name


class PlanAction(models.Model):
    """One numbered action: what, who leads, until when, how it is rated, and the days of its four proofs.

    `due_kind` says how its day was set; none means that no end is set. Nothing is proved without all four proofs:
    the record store holds to that itself. `carried_from` is the action of an earlier plan that it goes on with.
    """

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="actions")
    theme = models.ForeignKey(PlanTheme, models.PROTECT, related_name="actions")
    number = models.CharField(max_length=LONGEST_NUMBER)
    outline = ArrayField(models.PositiveIntegerField())
    words = models.TextField()
    lead_officer = models.CharField(max_length=LONGEST_TITLE, blank=True)
    bodies = models.ManyToManyField(LeadBody, through="ActionLead", related_name="actions")
    due_kind = models.CharField(max_length=12, blank=True, choices=list(DUE.items()))
    due_on = models.DateField(null=True, blank=True)
    rating = models.CharField(max_length=6, blank=True, choices=list(RATINGS.items()))
    rated_on = models.DateField(null=True, blank=True)
    measure = models.CharField(max_length=40, blank=True)
    lead_said_on = models.DateField(null=True, blank=True)
    measure_moved_on = models.DateField(null=True, blank=True)
    affected_agreed_on = models.DateField(null=True, blank=True)
    board_agreed_on = models.DateField(null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "outline"], name="plan_action_numbered_once"),
            models.CheckConstraint(condition=~Q(words=""), name="plan_action_says_what"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]+(\.[0-9]+)*$"), name="plan_action_number_is_one"
            ),
            models.CheckConstraint(
                condition=Q(rating__in=["", *RATINGS]), name="plan_action_rating_is_known"
            ),
            models.CheckConstraint(
                condition=Q(rating="", rated_on__isnull=True) | (~Q(rating="") & Q(rated_on__isnull=False)),
                name="plan_action_rated_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(due_kind="", due_on__isnull=True)
                | (Q(due_kind__in=list(DUE)) & Q(due_on__isnull=False)),
                name="plan_action_due_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(rating="proved")
                | Q(
                    lead_said_on__isnull=False,
                    measure_moved_on__isnull=False,
                    affected_agreed_on__isnull=False,
                    board_agreed_on__isnull=False,
                ),
                name="plan_action_proved_four_times",
            ),
            models.CheckConstraint(
                condition=Q(measure_moved_on__isnull=True) | ~Q(measure=""),
                name="plan_action_moves_a_measure",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plan", "rating", "due_on"], name="plan_action_by_rating"),
        ]

    def __str__(self) -> str:
        return f"plan action {self.pk}"


class ActionLead(models.Model):
    """One of the bodies that lead an action, in the order in which they are named."""

    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="leads")
    body = models.ForeignKey(LeadBody, models.PROTECT, related_name="leads")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "body"], name="action_lead_once"),
            models.UniqueConstraint(fields=["action", "place"], name="action_lead_in_order"),
        ]

    def __str__(self) -> str:
        return f"action lead {self.pk}"
