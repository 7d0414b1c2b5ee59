"""Facts on record that a step shows, said to be right while it is written and kept as they stood when it ended."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import Person
from kith.work.models.steps import Step


class StepFact(Guarded):
    """One fact of a step: that somebody said it is right or changed it, or how it stood at the end. Insert only.

    ``confirmed_by`` and ``confirmed_at`` of a fact kept at the end: who had said last that it is right, if anybody.
    """

    HOW: ClassVar = [
        ("right", "said to be right"),
        ("changed", "changed"),
        ("kept", "as it stood when the step was completed"),
    ]

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"
    known_by = "kith_known_steps"

    step = models.ForeignKey(Step, models.PROTECT, related_name="facts")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    words = models.TextField()
    source = models.CharField(max_length=240)
    how = models.CharField(max_length=10, choices=HOW)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(how__in=["right", "changed", "kept"]), name="step_fact_how_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="step_fact_confirmed_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["step", "how"], name="step_fact_of_step")]

    def __str__(self) -> str:
        return f"fact {self.pk}"
