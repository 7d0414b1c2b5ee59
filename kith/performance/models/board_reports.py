"""Board reports: the dashboard as it was put before a board, and who signed it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.access.models import Team, Worker


class BoardReport(models.Model):
    """A dated paper of figures, word for word. Insert only. `figures` are the ids of its published figures.

    Its words name no child; small numbers are hidden in them, the published figures behind it are whole.
    """

    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="board_reports")
    read_on = models.DateField()
    period = models.CharField(max_length=10)
    topic = models.CharField(max_length=60, blank=True)
    content = models.JSONField()
    figures = ArrayField(models.BigIntegerField(), default=list)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="board_reports")
    frozen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "read_on", "period", "topic"], nulls_distinct=False, name="board_report_once"
            )
        ]

    def __str__(self) -> str:
        return f"board report {self.pk}"

    @property
    def signed(self) -> "BoardSignature | None":
        """Its signature, if anybody signed it."""
        return getattr(self, "signature", None)


class BoardSignature(models.Model):
    """That somebody put their name to a board report, and when. Insert only."""

    report = models.OneToOneField(BoardReport, models.PROTECT, related_name="signature")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="board_signatures")
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"board signature {self.pk}"
