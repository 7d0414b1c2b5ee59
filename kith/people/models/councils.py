"""Moves between councils: who answers for a child from which day."""

from typing import ClassVar

from django.db import models

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models.persons import Person


class CouncilMove(Guarded):
    """A person came from another council, or went to one, on a day."""

    WAYS: ClassVar = [("in", "came from"), ("out", "moved to")]

    person = models.ForeignKey(Person, models.PROTECT, related_name="council_moves")
    way = models.CharField(max_length=3, choices=WAYS)
    council = models.CharField(max_length=120)
    moved_on = models.DateField()
    words = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "way", "moved_on"], name="council_move_once_a_day")
        ]

    def __str__(self) -> str:
        return f"council move {self.pk}"
