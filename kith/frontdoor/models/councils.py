"""Other councils: children whose case goes there or comes from there, and their children who live here."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.people.models import ENDS_AFTER_START, Person
from kith.work.models import Involvement

CAME, WENT = "in", "out"
ANSWERS = {"accepted": "They take the case", "declined": "They do not take it"}
STAYS = {
    "foster": "With foster carers",
    "home": "In a children’s home",
    "kin": "With relatives or friends",
    "parents": "With their parents",
    "own": "On their own, with support",
    "school": "At a residential school",
    "other": "Somewhere else",
}


class CouncilTransfer(Guarded):
    """A case on its way to or from another council: told, answered, moved.

    Going out, the other council answers and our case ends with the day it moved. Coming in, the day we were told starts
    the clock of the transfer-in conference for a child who is on a plan there.
    """

    hidden_by = "kith_hidden_council_transfers"
    hidden_column = "id"

    way = models.CharField(max_length=3, choices=[(CAME, "came from"), (WENT, "moved to")])
    council = models.CharField(max_length=120)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    told_on = models.DateField()
    whom = models.CharField(max_length=200)
    words = models.TextField()
    answer = models.CharField(max_length=8, blank=True, choices=list(ANSWERS.items()))
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answer_words = models.CharField(max_length=400, blank=True)
    conference_on = models.DateField(null=True, blank=True)
    moved_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    answered_recorded_at = models.DateTimeField(null=True, blank=True)
    moved_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(council="") & ~Q(whom="") & ~Q(words=""), name="council_transfer_says_what"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (Q(answered_on__gte=F("told_on")) & ~Q(answer="") & ~Q(answered_by="")),
                name="council_transfer_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(moved_on__isnull=True) | Q(way=CAME) | Q(answer="accepted"),
                name="council_transfer_moves_when_accepted",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["told_on"], condition=Q(moved_on__isnull=True), name="council_transfer_open")
        ]

    def __str__(self) -> str:
        return f"council transfer {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen: neither moved nor declined."""
        return self.moved_on is None and self.answer != "declined"

    def people_ids(self) -> list[int]:
        """The children it is about."""
        rows = CouncilTransferChild.objects.unguarded("a rule needs every row, and shows none")
        return list(rows.filter(transfer=self).order_by("pk").values_list("person_id", flat=True))


class CouncilTransferChild(Guarded):
    """A child whose case goes to or comes from another council, and whether they were on a protection plan."""

    hidden_by = "kith_hidden_council_transfers"
    hidden_column = "transfer_id"

    transfer = models.ForeignKey(CouncilTransfer, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="council_transfers")
    involvement = models.ForeignKey(Involvement, models.PROTECT, null=True, blank=True, related_name="+")
    on_plan = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["transfer", "person"], name="council_transfer_child_once")
        ]

    def __str__(self) -> str:
        return f"council transfer child {self.pk}"


class StayHere(Guarded):
    """A child of another council who lives here, as they told us. No case of ours, and in none of our figures."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="stays_here")
    council = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=list(STAYS.items()))
    told_on = models.DateField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    whom = models.CharField(max_length=200)
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="stay_here_ends_after_start"),
            models.CheckConstraint(condition=~Q(council="") & ~Q(whom=""), name="stay_here_says_whose"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True), name="stay_here_once_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["council"], condition=Q(ended_on__isnull=True), name="stay_here_now")
        ]

    def __str__(self) -> str:
        return f"stay here {self.pk}"
