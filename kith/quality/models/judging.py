"""What chairs and reviewing officers say of the assessments and reports they were given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.quality.judging.rules import OCCASIONS
from kith.quality.models.marked import Marked, told_once
from kith.work.models import Step


class ReportNote(Marked, Guarded):
    """How good one assessment or report was at a conference or review, in few taps; hidden with its children.

    ``team`` wrote it. Insert only: a later one is another note.
    """

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    step = models.ForeignKey(Step, models.PROTECT, related_name="report_notes")
    team = models.ForeignKey(Team, models.PROTECT, related_name="report_notes")
    occasion = models.CharField(max_length=12, choices=list(OCCASIONS.items()))
    held_on = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="report_notes")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["step", "by", "held_on"], name="report_note_once"),
            models.CheckConstraint(
                condition=Q(occasion__in=list(OCCASIONS)), name="report_note_occasion_is_known"
            ),
            models.CheckConstraint(
                condition=Q(not_met=[]) | ~Q(words=""), name="report_note_lacking_has_words"
            ),
            models.CheckConstraint(condition=~Q(asked={}), name="report_note_was_asked"),
            told_once("report_note_marked_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["held_on"], name="report_note_held")]

    def __str__(self) -> str:
        return f"report note {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the assessment or report."""
        return self.step.people_ids()
