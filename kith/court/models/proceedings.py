"""Proceedings before a court: the application, who has a part, hearings, and what the court wants by a day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import ENDS_AFTER_START, Person
from kith.work.models import Step
from kith.work.models.steps import people_of

LONGEST = 400


class Proceedings(Guarded):
    """One application to a court about children, from the day of the application to the day the court is done with it.

    The case number never stands in an address.
    """

    hidden_by = "kith_hidden_proceedings"
    hidden_column = "id"

    kind = models.CharField(max_length=24)
    court = models.CharField(max_length=120)
    case_number = models.CharField(max_length=40, blank=True)
    applied_on = models.DateField()
    issued_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(issued_on__gte=F("applied_on")),
                name="issued_after_the_application",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="", ended_recorded_at__isnull=True)
                | (Q(ended_on__gte=F("applied_on"), ended_recorded_at__isnull=False) & ~Q(end_reason="")),
                name="proceedings_end_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"proceedings {self.pk}"

    def people_ids(self) -> list[int]:
        """The children it is about."""
        return people_of(self.children)


class CourtParty(Guarded):
    """Somebody who has a part in proceedings: a parent, a guardian, who speaks for a child; on record or by name."""

    hidden_by = "kith_hidden_proceedings"
    hidden_column = "proceedings_id"

    proceedings = models.ForeignKey(Proceedings, models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    part = models.CharField(max_length=24)
    spoken_for_by = models.CharField(max_length=160, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="court_party_ends_after_start"),
            models.CheckConstraint(
                condition=(Q(person__isnull=False) & Q(name="")) | (Q(person__isnull=True) & ~Q(name="")),
                name="court_party_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"court party {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the proceedings."""
        return self.proceedings.people_ids()


class Hearing(Guarded):
    """A day in court: ahead, held, or taken off the list. ``words`` is what was said and decided."""

    hidden_by = "kith_hidden_proceedings"
    hidden_column = "proceedings_id"

    proceedings = models.ForeignKey(Proceedings, models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=24)
    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    was_held = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    told_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(was_held__isnull=True, told_recorded_at__isnull=True)
                | (Q(was_held__isnull=False, told_recorded_at__isnull=False) & ~Q(words="")),
                name="hearing_told_with_words",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["on"], name="hearing_day")]

    def __str__(self) -> str:
        return f"hearing {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the proceedings."""
        return self.proceedings.people_ids()


class Direction(Guarded):
    """Something that a court wants by a day: a statement, a chronology, a care plan; from us or from somebody else."""

    hidden_by = "kith_hidden_proceedings"
    hidden_column = "proceedings_id"

    proceedings = models.ForeignKey(Proceedings, models.PROTECT, related_name="directions")
    hearing = models.ForeignKey(Hearing, models.PROTECT, null=True, blank=True, related_name="directions")
    kind = models.CharField(max_length=24)
    words = models.CharField(max_length=LONGEST, blank=True)
    from_whom = models.CharField(max_length=120, blank=True)
    directed_on = models.DateField()
    due_on = models.DateField()
    filed_on = models.DateField(null=True, blank=True)
    filed_recorded_at = models.DateTimeField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = models.CharField(max_length=LONGEST, blank=True)
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("directed_on")), name="direction_due_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True, filed_recorded_at__isnull=True)
                | Q(filed_on__gte=F("directed_on"), filed_recorded_at__isnull=False, dropped_on__isnull=True),
                name="direction_filed_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_why="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_why="")),
                name="direction_dropped_with_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"],
                condition=Q(filed_on__isnull=True, dropped_on__isnull=True),
                name="direction_running",
            )
        ]

    def __str__(self) -> str:
        return f"direction {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the proceedings."""
        return self.proceedings.people_ids()
