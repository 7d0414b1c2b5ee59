"""What was entered on the wrong person: what became of it, said by whom."""

from typing import ClassVar

from django.db import models

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models.persons import Person


class Correction(Guarded):
    """Something was taken off the record of ``person``, where it never belonged. Insert only.

    ``number`` is that of the visit, note or alert. ``moved`` says that it stands on another record since; whose is
    said by nobody here, since who reads this record need not know. ``before`` is the row as it was.
    """

    KINDS: ClassVar = [("visit", "visit"), ("note", "note"), ("alert", "alert")]

    person = models.ForeignKey(Person, models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=8, choices=KINDS)
    number = models.BigIntegerField()
    happened_on = models.DateField()
    moved = models.BooleanField()
    before = models.JSONField(default=dict)
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"correction {self.pk}"
