"""A statement for court as it was sent: kept word for word with its file, so that it can be read and printed again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.documents.models import StoredFile
from kith.people.models import Person
from kith.work.models.steps import Step, people_of

SENT_BY = {
    "email": "By secure e-mail",
    "post": "By post",
    "hand": "Handed over",
    "portal": "By the court’s portal",
}


class StatementCopy(Guarded):
    """What somebody was sent: its words with the chronology, the file, to whom, how, by whom, when. Insert only.

    ``person`` is whom of the family it was made for, if it was made for one of them.
    """

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    step = models.ForeignKey(Step, models.PROTECT, related_name="statement_copies")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.CharField(max_length=120)
    how = models.CharField(max_length=8, choices=list(SENT_BY.items()))
    content = models.JSONField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(to=""), name="statement_copy_for_somebody")
        ]

    def __str__(self) -> str:
        return f"statement copy {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the step."""
        return people_of(self.step.children)
