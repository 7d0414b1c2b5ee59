"""Finished work that nobody signs off, and what chance picked to be read."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.work.models.steps import Step

VERDICTS = {"agree": "Agrees", "concerns": "Has concerns"}


class SampledWork(Guarded):
    """One draw: a piece of work was finished that is read once in ``one_in`` times, and chance chose it or not.

    The seed is kept, so that anybody can work the draw out again (``sampling.rules.is_drawn``). Work that was not
    drawn has its row too: the share that was drawn can be counted. What the reader found stands in the same row.
    """

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    step = models.OneToOneField(Step, models.PROTECT, related_name="sampled")
    one_in = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    is_drawn = models.BooleanField()
    drawn_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=list(VERDICTS.items()), blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(one_in__gte=2), name="sampled_work_one_in_some"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True, verdict="")
                | (Q(read_at__isnull=False, read_by__isnull=False, is_drawn=True) & ~Q(verdict="")),
                name="sampled_work_read_whole",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="concerns") | ~Q(words=""), name="sampled_work_concern_has_words"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["drawn_at"],
                condition=Q(is_drawn=True, read_at__isnull=True),
                name="sampled_work_unread",
            )
        ]

    def __str__(self) -> str:
        return f"sampled work {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the step."""
        return self.step.people_ids()
