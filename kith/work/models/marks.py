"""What workers say of events in a chronology: how much they weigh, and what they mean."""

from typing import ClassVar

from django.db import models

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import Person


class EventMark(Guarded):
    """A worker's mark on one event about one person. The latest holds; the earlier ones stay. Insert only.

    The event is named by the fact it was made from (``kind``, ``number``, ``part``): see ``core.chronology.Event``.
    """

    WEIGHTS: ClassVar = [("key", "key event"), ("usual", "usual event")]

    person = models.ForeignKey(Person, models.PROTECT, related_name="event_marks")
    kind = models.CharField(max_length=30)
    number = models.BigIntegerField()
    part = models.CharField(max_length=20, blank=True)
    weight = models.CharField(max_length=10, choices=WEIGHTS)
    meaning = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(weight__in=["key", "usual"]), name="event_mark_weight_is_known"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "at"], name="event_mark_person")]

    def __str__(self) -> str:
        return f"event mark {self.pk}"
