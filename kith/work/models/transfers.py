"""Children on their way to another team, or to another worker of their team, until they are accepted there."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.work.models.involvements import Involvement
from kith.work.models.steps import Step


class Transfer(Guarded):
    """One child offered to another team or worker. The child stays where it is until ``decision`` is accepted.

    Between two workers of one team both teams are the same and both workers are named; a manager may decide it
    without the answer (``decided``).

    Rows with the same ``together`` are brothers and sisters offered and answered together.
    """

    hidden_by = "kith_hidden_involvements"
    hidden_column = "involvement_id"

    DECISIONS: ClassVar = [
        ("accepted", "Accepted"),
        ("declined", "Declined"),
        ("withdrawn", "Taken back"),
        ("decided", "Decided by a manager without the answer"),
    ]

    together = models.UUIDField()
    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="transfers")
    from_team = models.ForeignKey(Team, models.PROTECT, related_name="transfers_out")
    from_worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    to_team = models.ForeignKey(Team, models.PROTECT, related_name="transfers_in")
    to_worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=400)
    checks = ArrayField(models.CharField(max_length=20), default=list)
    summary = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    meets_on = models.DateField(null=True, blank=True)
    meets_with = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=DECISIONS, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["involvement"], condition=Q(decision=""), name="transfer_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None, decided_at=None, decided_by=None)
                | (~Q(decision="") & Q(decided_on__gte=F("asked_on"), decided_at__isnull=False)),
                name="transfer_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=("declined", "decided")) | ~Q(words=""),
                name="transfer_declined_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(from_team=F("to_team"))
                | (Q(from_worker__isnull=False, to_worker__isnull=False) & ~Q(from_worker=F("to_worker"))),
                name="transfer_goes_elsewhere",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["to_team"], condition=Q(decision=""), name="transfer_to_now"),
            models.Index(fields=["from_team"], condition=Q(decision=""), name="transfer_from_now"),
            models.Index(fields=["together"], name="transfer_together"),
        ]

    def __str__(self) -> str:
        return f"transfer {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the involvement."""
        return [self.involvement.person_id]
