"""Visits, notes, and the notices that tell a worker something."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import Person
from kith.work.models.steps import FormVersion, Step, people_of


class Visit(Guarded):
    """A visit made or tried, about one or several children.

    ``sent_key`` is the number a phone gave it before it was sent, so that it arrives once. ``told``: what was answered
    for all children together beside that, by question of ``form``.
    """

    hidden_by = "kith_hidden_visits"
    hidden_column = "id"

    kind = models.CharField(max_length=40)
    visited_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="visits")
    recorded_at = models.DateTimeField()
    sent_key = models.UUIDField(null=True, blank=True, unique=True)
    form = models.ForeignKey(FormVersion, models.PROTECT, null=True, blank=True, related_name="+")
    told = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by", "-visited_at"], name="visit_by")]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    def people_ids(self) -> list[int]:
        """The children visited."""
        return people_of(self.children)


class VisitChild(Guarded):
    """How one child was on a visit: seen, seen alone, or why not.

    ``visited_at`` is the visit's: when a child was seen stays known where the visit, with its words about all the
    children, is hidden for the sake of another. ``bedroom_seen`` is counted, so it is a column; ``told`` is what was
    answered about this child alone, and goes where the row goes.
    """

    BEDROOM: ClassVar = [("yes", "bedroom seen"), ("no", "bedroom not seen"), ("unknown", "not known")]
    SEEN: ClassVar = [("alone", "seen alone"), ("seen", "seen"), ("not_seen", "not seen")]

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="visits", db_index=False)
    visited_at = models.DateTimeField()
    seen = models.CharField(max_length=10, choices=SEEN)
    not_seen_reason = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    bedroom_seen = models.CharField(max_length=10, blank=True, choices=BEDROOM)
    told = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "person"], name="visit_child_once"),
            models.CheckConstraint(
                condition=Q(bedroom_seen__in=["", "yes", "no", "unknown"]),
                name="visit_child_bedroom_seen_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(seen="not_seen") | ~Q(not_seen_reason=""),
                name="visit_child_not_seen_has_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "visited_at"], name="visit_child_when")]

    def __str__(self) -> str:
        return f"visit child {self.pk}"


class PlannedVisit(Guarded):
    """A visit that somebody means to make: when, whom, and what became of it."""

    hidden_by = "kith_hidden_planned_visits"
    hidden_column = "id"

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="planned_visits")
    planned_at = models.DateTimeField()
    kind = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, blank=True, related_name="planned")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["worker", "planned_at"],
                condition=Q(cancelled_at__isnull=True, visit__isnull=True),
                name="planned_visit_ahead",
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | (Q(visit__isnull=True) & ~Q(cancel_reason="")),
                name="planned_visit_made_or_cancelled",
            )
        ]

    def __str__(self) -> str:
        return f"planned visit {self.pk}"

    def people_ids(self) -> list[int]:
        """The children to be visited."""
        return people_of(self.children)


class PlannedVisitChild(Guarded):
    """A child that is to be visited."""

    planned = models.ForeignKey(PlannedVisit, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="planned_visits")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["planned", "person"], name="planned_visit_child_once")
        ]

    def __str__(self) -> str:
        return f"planned visit child {self.pk}"


class Note(Guarded):
    """Something worth keeping that is no visit: a call, a message, a management decision."""

    hidden_by = "kith_hidden_notes"
    hidden_column = "id"

    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    words = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="notes")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"

    def people_ids(self) -> list[int]:
        """The children the note is about."""
        return people_of(self.children)


class NoteChild(Guarded):
    """A child that a note is about, with what is told of this one alone."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="notes")
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["note", "person"], name="note_child_once")]

    def __str__(self) -> str:
        return f"note child {self.pk}"


class Notice(models.Model):
    """A line for one worker: something was decided, finished or given to them.

    ``leads_to`` is the name of the page it leads to, with ``leads_number``, where that is neither a step nor a record.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="notices")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    words = models.CharField(max_length=400)
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="notices")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    leads_to = models.CharField(max_length=60, blank=True, default="")
    leads_number = models.PositiveBigIntegerField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(leads_to="", leads_number__isnull=True)
                | ~Q(leads_to="") & Q(leads_number__isnull=False),
                name="notice_leads_to_a_numbered_page",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker", "-at"], name="notice_worker"),
            models.Index(fields=["worker"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
