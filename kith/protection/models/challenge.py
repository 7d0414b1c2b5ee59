"""A chair's challenge: what is not good enough about the work with a child, asked of a manager, until it is settled."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.people.models import Person
from kith.work.models.steps import people_of

LEVELS = {1: "Team manager", 2: "Head of service", 3: "Director"}
MOVES = {
    "raised": "Raised",
    "answered": "Answered",
    "escalated": "Taken further up",
    "closed": "Closed",
}
OUTCOMES = {
    "put_right": "It was put right",
    "agreed": "Another way was agreed",
    "withdrawn": "The chair withdrew it",
    "not_settled": "It is not settled, and the director has decided",
}


class Challenge(Guarded):
    """One challenge about one or several children, at a level of management, with the day its answer is due."""

    hidden_by = "kith_hidden_challenges"
    hidden_column = "id"

    reason = models.CharField(max_length=20)
    words = models.TextField()
    wanted = models.CharField(max_length=400)
    raised_by = models.ForeignKey(Worker, models.PROTECT, related_name="challenges_raised")
    raised_on = models.DateField()
    team = models.ForeignKey(Team, models.PROTECT, related_name="challenges")
    level = models.PositiveSmallIntegerField(default=1)
    asked = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="challenges_asked")
    asked_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=list(OUTCOMES.items()))
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(wanted=""), name="challenge_says_what"),
            models.CheckConstraint(condition=Q(level__in=list(LEVELS)), name="challenge_level_is_known"),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("asked_on"), asked_on__gte=models.F("raised_on")),
                name="challenge_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("asked_on")),
                name="challenge_answered_after_it_is_asked",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, outcome="")
                | Q(closed_on__gte=models.F("raised_on"), outcome__in=list(OUTCOMES)),
                name="challenge_closed_with_an_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["team", "due_on"], condition=Q(closed_on__isnull=True), name="challenge_open_of_team"
            ),
            models.Index(fields=["raised_by", "raised_on"], name="challenge_of_a_chair"),
        ]

    def __str__(self) -> str:
        return f"challenge {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is not settled."""
        return self.closed_on is None

    def people_ids(self) -> list[int]:
        """The children it is about."""
        return people_of(self.children)


class ChallengeChild(Guarded):
    """A child that a challenge is about."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="challenges")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["challenge", "person"], name="challenge_child_once")
        ]

    def __str__(self) -> str:
        return f"challenge child {self.pk}"


class ChallengeMove(Guarded):
    """One thing that happened with a challenge: at which level, on which day, in whose words. Insert only."""

    hidden_by = "kith_hidden_challenges"
    hidden_column = "challenge_id"

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=list(MOVES.items()))
    level = models.PositiveSmallIntegerField()
    on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    words = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(MOVES)), name="challenge_move_is_known"),
            models.CheckConstraint(condition=~Q(words=""), name="challenge_move_has_words"),
            models.CheckConstraint(condition=Q(level__in=list(LEVELS)), name="challenge_move_level_is_known"),
        ]

    def __str__(self) -> str:
        return f"challenge move {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the challenge."""
        return self.challenge.people_ids()
