"""What a team has set itself: targets of its own, and what it does to meet them by when."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.models import Team, Worker, days

LONGEST = 300


class TeamTarget(models.Model):
    """A target of one team for one measure, for a time: it stands before the authority's. No two of one day.

    `value` is the floor, the ceiling, or the lower end of a range up to `high`; `ended_on` is the day after its last.
    """

    KINDS: ClassVar = [("floor", "at least"), ("ceiling", "at most"), ("range", "between")]

    team = models.ForeignKey(Team, models.PROTECT, related_name="targets")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=KINDS)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    high = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    tolerance = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=LONGEST)
    set_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="team_targets")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="team_target_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(deadline_on__isnull=True) | Q(deadline_on__gte=F("started_on")),
                name="team_target_deadline_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind="range", high__gte=F("value"))
                | Q(kind__in=["floor", "ceiling"], high__isnull=True),
                name="team_target_ends_fit_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, tolerance__gte=0), name="team_target_from_nought"
            ),
            ExclusionConstraint(
                name="team_target_one_a_day",
                expressions=[
                    ("team", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"team target {self.pk}"


class TeamAction(models.Model):
    """What somebody of a team does towards a target by a day, and what came of it.

    One that is carried over stays as it was; `carried_from` of the new one leads to it.
    """

    target = models.ForeignKey(TeamTarget, models.PROTECT, related_name="actions")
    what = models.CharField(max_length=LONGEST)
    who = models.ForeignKey(Worker, models.PROTECT, related_name="team_actions")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=LONGEST, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_into"
    )
    added_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what=""), name="team_action_says_something"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(outcome=""), name="team_action_outcome_when_done"
            ),
            models.CheckConstraint(
                condition=~Q(carried_from=F("id")), name="team_action_not_carried_from_itself"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["target", "due_on"], name="team_action_target_due")]

    def __str__(self) -> str:
        return f"team action {self.pk}"
