"""Early help: the team around the children of a family, who agreed to it, who leads it, and how it was looked at again.

What brothers and sisters share stands once, with the team around them; what is counted of each child is the standing
of kind ``early_help`` and its ``EarlyHelp``.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker, days
from kith.people.models import ENDS_AFTER_START, Family, Person
from kith.work.models import FamilyPlan, Standing, Step

SOURCES = {
    "own": "Begun by those who work with the family",
    "contact": "Decided at the front door",
    "step_down": "After the work of a social worker",
}
DECISIONS = {
    "go_on": "The help goes on",
    "step_up": "A social worker is asked to look",
    "close": "The help has done what it was for",
}


class OfATeamAround(Guarded):
    """Base of what belongs to a team around children and is hidden with it."""

    hidden_by = "kith_hidden_teams_around"
    hidden_column = "around_id"
    known_by = "kith_known_teams_around"

    class Meta:
        abstract = True

    def people_ids(self) -> list[int]:
        """The children whose team it is."""
        return self.around.people_ids()  # type: ignore[attr-defined,no-any-return]


class TeamAround(Guarded):
    """The team around one child or several of a family: offered on a day, begun when somebody consents, until a day."""

    hidden_by = "kith_hidden_teams_around"
    hidden_column = "id"
    known_by = "kith_known_teams_around"

    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="teams_around")
    team = models.ForeignKey(Team, models.PROTECT, related_name="teams_around")
    source = models.CharField(max_length=12, choices=list(SOURCES.items()))
    came_from = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=400, blank=True)
    carried = models.JSONField(default=list, blank=True)
    offered_on = models.DateField()
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    outcome_words = models.CharField(max_length=400, blank=True)
    assessment = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    plan = models.ForeignKey(FamilyPlan, models.PROTECT, null=True, blank=True, related_name="+")
    stepped_to = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    started_recorded_at = models.DateTimeField(null=True, blank=True)
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(started_on__isnull=True, started_recorded_at__isnull=True)
                | Q(started_on__gte=F("offered_on"), started_recorded_at__isnull=False),
                name="team_around_begins_after_it_is_offered",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="", ended_recorded_at__isnull=True)
                | (Q(ended_on__gte=F("offered_on"), ended_recorded_at__isnull=False) & ~Q(outcome="")),
                name="team_around_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="team_around_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["team"], condition=Q(ended_on__isnull=True), name="team_around_now"),
            models.Index(fields=["started_on"], name="team_around_started"),
        ]

    def __str__(self) -> str:
        return f"team around {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is offered or goes on."""
        return self.ended_on is None

    def people_ids(self) -> list[int]:
        """The children whose team it is."""
        rows = AroundChild.objects.unguarded("a rule needs every row, and shows none").filter(around=self)
        return list(rows.order_by("pk").values_list("person_id", flat=True))


class AroundChild(OfATeamAround):
    """A child whose team it is."""

    around = models.ForeignKey(TeamAround, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="teams_around")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["around", "person"], name="around_child_once")
        ]

    def __str__(self) -> str:
        return f"around child {self.pk}"


class EarlyHelp(Guarded):
    """One child's time in early help: what is counted beside the days of its standing."""

    hidden_by = "kith_hidden_standings"
    hidden_column = "standing_id"
    known_by = "kith_known_standings"

    standing = models.OneToOneField(Standing, models.PROTECT, primary_key=True, related_name="early_help")
    around = models.ForeignKey(TeamAround, models.PROTECT, related_name="counted")
    level = models.CharField(max_length=12, blank=True)
    organisation = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"early help {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.standing.person_id]


class Consent(OfATeamAround):
    """That somebody agreed to the help and to what is shared with whom: when, how, and when it was taken back."""

    around = models.ForeignKey(TeamAround, models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=80)
    relation = models.CharField(max_length=80)
    how = models.CharField(max_length=12)
    shares = models.CharField(max_length=400)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(who="") & ~Q(relation="") & ~Q(how="") & ~Q(shares=""),
                name="consent_of_somebody_to_something",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_recorded_at__isnull=True)
                | Q(withdrawn_on__gte=F("given_on"), withdrawn_recorded_at__isnull=False),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Helper(OfATeamAround):
    """Somebody of the team around the children: from where, and what they do. With an account, they see the family."""

    around = models.ForeignKey(TeamAround, models.PROTECT, related_name="helpers")
    name = models.CharField(max_length=80)
    agency = models.CharField(max_length=20)
    organisation = models.CharField(max_length=120)
    does = models.CharField(max_length=400)
    phone = models.CharField(max_length=30, blank=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="helps")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="helper_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(agency="") & ~Q(organisation="") & ~Q(does=""),
                name="helper_does_something",
            ),
            models.UniqueConstraint(
                fields=["around", "worker"],
                condition=Q(ended_on__isnull=True, worker__isnull=False),
                name="helper_once_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["worker"],
                condition=Q(ended_on__isnull=True, worker__isnull=False),
                name="helper_now",
            )
        ]

    def __str__(self) -> str:
        return f"helper {self.pk}"


class Lead(OfATeamAround):
    """Which of the team is the lead professional, from a day to a day: one at a time."""

    around = models.ForeignKey(TeamAround, models.PROTECT, related_name="leads")
    helper = models.ForeignKey(Helper, models.PROTECT, related_name="leads")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="lead_ends_after_start"),
            ExclusionConstraint(
                name="lead_one_at_a_time",
                expressions=[("around", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
            models.UniqueConstraint(
                fields=["around"], condition=Q(ended_on__isnull=True), name="lead_one_now"
            ),
        ]

    def __str__(self) -> str:
        return f"lead {self.pk}"


class HelpReview(OfATeamAround):
    """That the team and the family looked at the help together: what came of it, what was decided. Insert only."""

    around = models.ForeignKey(TeamAround, models.PROTECT, related_name="reviews")
    on = models.DateField()
    present = models.CharField(max_length=400)
    words = models.TextField()
    decision = models.CharField(max_length=8, choices=list(DECISIONS.items()))
    level = models.CharField(max_length=12, blank=True)
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(present=""), name="help_review_has_words"),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("on")), name="help_review_next_is_later"
            ),
        ]

    def __str__(self) -> str:
        return f"help review {self.pk}"
