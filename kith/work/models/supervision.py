"""Supervision: who supervises whom, when they talked, and how the worker is; and decisions about children."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker, days
from kith.people.models import ENDS_AFTER_START, Family, Person
from kith.work.models.steps import Step, people_of
from kith.work.models.visits import Note


class SupervisionLine(models.Model):
    """Who supervises a worker, for a time. ``first_due_on``: the first supervision of all, where there was none."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="supervision_lines")
    supervisor = models.ForeignKey(Worker, models.PROTECT, related_name="supervises")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    due_reason = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="supervision_line_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(worker=F("supervisor")), name="supervision_line_is_with_somebody_else"
            ),
            ExclusionConstraint(
                name="supervision_line_one_at_a_time",
                expressions=[("worker", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["supervisor"], condition=Q(ended_on__isnull=True), name="supervision_line_now"
            )
        ]

    def __str__(self) -> str:
        return f"supervision line {self.pk}"


class Supervision(models.Model):
    """One supervision: planned, then held or missed. No word of what was said stands here.

    ``next_due_on`` of one that was held: until when the next has to be, and by which rule.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="supervisions")
    supervisor = models.ForeignKey(Worker, models.PROTECT, related_name="supervisions_given")
    team = models.ForeignKey(Team, models.PROTECT, related_name="supervisions")
    planned_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    held_on = models.DateField(null=True, blank=True)
    held_recorded_at = models.DateTimeField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    due_reason = models.CharField(max_length=240, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    missed_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(worker=F("supervisor")), name="supervision_is_with_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, held_recorded_at__isnull=True)
                | Q(held_on__isnull=False, held_recorded_at__isnull=False, missed_at__isnull=True),
                name="supervision_held_whole",
            ),
            models.CheckConstraint(
                condition=Q(missed_at__isnull=True, missed_reason="")
                | (Q(missed_at__isnull=False) & ~Q(missed_reason="")),
                name="supervision_missed_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["worker"],
                condition=Q(held_on__isnull=True, missed_at__isnull=True),
                name="supervision_one_planned_at_a_time",
            ),
            models.UniqueConstraint(fields=["worker", "held_on"], name="supervision_held_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"supervision {self.pk}"

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come."""
        return self.held_on is None and self.missed_at is None


class PersonalNote(Guarded):
    """How a worker is and what they learn, as said in supervision. Insert only; kept from everybody but the two.

    It stands on no child's record, names no child, and the system itself does not read it.
    """

    KINDS: ClassVar = [("wellbeing", "How I am"), ("development", "What I learn and need")]

    hidden_by = "kith_workers_kept_apart"
    hidden_column = "worker_id"

    supervision = models.ForeignKey(Supervision, models.PROTECT, related_name="personal_notes")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="personal_notes")
    kind = models.CharField(max_length=12, choices=KINDS)
    words = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["supervision"], name="personal_note_of_supervision")]

    def __str__(self) -> str:
        return f"personal note {self.pk}"


class SupervisionTalk(Guarded):
    """A family talked about in a supervision: the note on its children's records is what was said."""

    hidden_by = "kith_hidden_notes"
    hidden_column = "note_id"

    supervision = models.ForeignKey(Supervision, models.PROTECT, related_name="talks")
    note = models.OneToOneField(Note, models.PROTECT, related_name="talk")

    def __str__(self) -> str:
        return f"supervision talk {self.pk}"

    def people_ids(self) -> list[int]:
        """The children talked about."""
        return self.note.people_ids()


class ManagementDecision(Guarded):
    """A decision about children by somebody who answers for it: facts, reason, what else was possible, what is done.

    ``step`` is the piece of work in which it was written at length, where it was.
    """

    hidden_by = "kith_hidden_decisions"
    hidden_column = "id"

    decided = models.TextField()
    facts = models.TextField()
    reason = models.TextField()
    alternatives = models.TextField(blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Worker, models.PROTECT, related_name="decisions")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="decisions")
    supervision = models.ForeignKey(
        Supervision, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    step = models.OneToOneField(
        Step, models.PROTECT, null=True, blank=True, related_name="management_decision"
    )
    to_do = models.CharField(max_length=400, blank=True)
    owner = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="decisions_to_do")
    do_by = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_words = models.CharField(max_length=400, blank=True)
    done_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    done_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_do="", owner__isnull=True, do_by__isnull=True)
                | (Q(owner__isnull=False, do_by__isnull=False) & ~Q(to_do="")),
                name="decision_is_done_by_somebody_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True, done_recorded_at__isnull=True)
                | (
                    Q(done_on__isnull=False, done_by__isnull=False, done_recorded_at__isnull=False)
                    & ~Q(to_do="")
                ),
                name="decision_done_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["owner", "do_by"],
                condition=Q(done_on__isnull=True, owner__isnull=False),
                name="decision_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"management decision {self.pk}"

    def people_ids(self) -> list[int]:
        """The children it is about."""
        return people_of(self.children)


class ManagementDecisionChild(Guarded):
    """A child that a management decision is about."""

    decision = models.ForeignKey(ManagementDecision, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="management_decisions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "person"], name="management_decision_child_once")
        ]

    def __str__(self) -> str:
        return f"management decision child {self.pk}"
