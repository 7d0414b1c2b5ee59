"""What may not pass between two people: contact by order or agreement, and what one is told about the other."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models.persons import ENDS_AFTER_START, Person


class Boundary(Guarded):
    """Between ``person`` (as a rule a child) and ``other``, for a time that may have an end to come.

    ``until_on`` is the last day it holds, as the order says; ``ended_on`` the day on which it was ended before that.
    ``words`` say by what, or of what ``other`` may be told.
    """

    KINDS: ClassVar = [
        ("no_contact", "no contact"),
        ("supervised", "contact only with somebody there"),
        ("letters", "only letters and cards"),
        ("told_nothing", "is told nothing about them"),
        ("told_part", "is told only what is said here"),
    ]

    person = models.ForeignKey(Person, models.PROTECT, related_name="boundaries")
    other = models.ForeignKey(Person, models.PROTECT, related_name="boundaries_of_others")
    kind = models.CharField(max_length=12, choices=KINDS)
    words = models.CharField(max_length=200)
    started_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="boundary_ends_after_start"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("started_on")),
                name="boundary_holds_a_day",
            ),
            models.CheckConstraint(condition=~Q(person=F("other")), name="boundary_is_between_two"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(ended_on__isnull=True, until_on__isnull=True),
                name="boundary_once",
            ),
        ]

    def __str__(self) -> str:
        return f"boundary {self.pk}"

    def people_ids(self) -> list[int]:
        """Both."""
        return [self.person_id, self.other_id]
