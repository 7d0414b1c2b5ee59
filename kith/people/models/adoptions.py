"""What became of a child who was adopted: the old record is sealed, and a new one knows nothing of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models.persons import Person


class Adoption(Guarded):
    """The link between a sealed record and the new one. No worker's eyes reach it; reading it is an action.

    Insert only. ``ordered_on`` is the day of the order.
    """

    hidden_by = "kith_hidden_traces"
    hidden_column = "id"

    sealed = models.OneToOneField(Person, models.PROTECT, related_name="+")
    became = models.OneToOneField(Person, models.PROTECT, related_name="+")
    ordered_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(sealed=F("became")), name="adoption_makes_another_record")
        ]

    def __str__(self) -> str:
        return f"adoption {self.pk}"
