"""The family's copy of an assessment, a report or a decision, as somebody was given it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.documents.models import StoredFile
from kith.people.models import Person
from kith.work.models.plans import HANDED
from kith.work.models.steps import Step, people_of


class StepCopy(Guarded):
    """The one page that somebody was given of a finished step: its words, the file, to whom, how, when. Insert only.

    ``person`` is whom of the family it was made for, if it was made for one of them.
    """

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    step = models.ForeignKey(Step, models.PROTECT, related_name="copies")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.CharField(max_length=120)
    how = models.CharField(max_length=8, choices=list(HANDED.items()))
    content = models.JSONField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    reading_age = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(to=""), name="step_copy_for_somebody")]

    def __str__(self) -> str:
        return f"step copy {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the step."""
        return people_of(self.step.children)
