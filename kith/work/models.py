"""Involvements, who holds them, and the steps, answers, visits and notes of the work."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker, days
from kith.people.models import ENDS_AFTER_START, Family, Person

STEP_STATES = {
    "not_started": "Not started",
    "in_progress": "In progress",
    "submitted": "Waiting for sign-off",
    "returned": "Sent back",
    "completed": "Completed",
    "cancelled": "Cancelled",
}
OPEN_STATES = ("not_started", "in_progress", "submitted", "returned")


def _people(children: Any) -> list[int]:
    """The person ids of the children of a step, visit or note, whoever asks: for the trail."""
    rows = children.unguarded("a rule needs every row, and shows none")
    return list(rows.values_list("person_id", flat=True))


class Involvement(Guarded):
    """One child's open case: from accepted referral to closure, with the reason it ended."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="involvements")
    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="involvements")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=8, blank=True)
    need = models.CharField(max_length=8, blank=True)
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="involvement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="involvement_ends_with_a_reason",
            ),
            ExclusionConstraint(
                name="involvement_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["started_on"], name="involvement_started"),
            models.Index(fields=["ended_on"], name="involvement_ended"),
        ]

    def __str__(self) -> str:
        return f"involvement {self.pk}"


class Allocation(Guarded):
    """Who holds an involvement, for a time. Without a worker it is an unallocated spell of the team."""

    hidden_by = "kith_hidden_involvements"
    hidden_column = "involvement_id"

    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="allocations")
    team = models.ForeignKey(Team, models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="allocations")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="allocation_ends_after_start"),
            ExclusionConstraint(
                name="allocation_one_at_a_time",
                expressions=[("involvement", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker"], condition=Q(ended_on__isnull=True), name="allocation_now"),
            models.Index(
                fields=["team"],
                condition=Q(ended_on__isnull=True, worker__isnull=True),
                name="unallocated_now",
            ),
            models.Index(fields=["started_on"], name="allocation_started"),
        ]

    def __str__(self) -> str:
        return f"allocation {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the involvement."""
        return [self.involvement.person_id]


class FormVersion(models.Model):
    """The very form a step was asked with, stored once by content hash."""

    hash = models.CharField(max_length=64, primary_key=True)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"form {self.hash[:8]}"


class Step(Guarded):
    """One piece of work of a kind that the pack describes, about one or several children."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "id"

    kind = models.CharField(max_length=40)
    pack = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=list(STEP_STATES.items()), default="not_started")
    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="steps")
    team = models.ForeignKey(Team, models.PROTECT, related_name="steps")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="steps")
    came_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

    started_on = models.DateField()
    clock_from_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    due_reason = models.CharField(max_length=200, blank=True)
    limit_days = models.PositiveSmallIntegerField(null=True, blank=True)
    review_point_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    opened_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    submitted_at = models.DateTimeField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=400, blank=True)
    late_reason = models.CharField(max_length=40, blank=True)
    late_words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(completed_on__gte=F("started_on")),
                name="step_completed_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state="completed", completed_on__isnull=False, completed_at__isnull=False)
                | (~Q(state="completed") & Q(completed_on__isnull=True)),
                name="step_completed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(state="cancelled"),
                name="step_cancelled_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(state__in=list(STEP_STATES)), name="step_state_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["worker", "due_on"], condition=Q(state__in=OPEN_STATES), name="step_open_by_worker"
            ),
            models.Index(
                fields=["team", "due_on"], condition=Q(state__in=OPEN_STATES), name="step_open_by_team"
            ),
            models.Index(fields=["team"], condition=Q(state="submitted"), name="step_submitted_by_team"),
            models.Index(fields=["kind", "completed_on"], name="step_kind_completed"),
            models.Index(fields=["kind", "due_on"], name="step_kind_due"),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether work on it goes on."""
        return self.state in OPEN_STATES

    def people_ids(self) -> list[int]:
        """The children this step is about."""
        return _people(self.children)


class StepChild(Guarded):
    """A child that a step is about, until taken out of it."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="step_children")
    involvement = models.ForeignKey(
        Involvement, models.PROTECT, null=True, blank=True, related_name="step_children"
    )
    outcome = models.CharField(max_length=40, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    release_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["step", "person"], name="step_child_once")]

    def __str__(self) -> str:
        return f"step child {self.pk}"


class Answer(Guarded):
    """The present answer to one question of a step, shared or for one child."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    step = models.ForeignKey(Step, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=60)
    child = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["step", "question", "child"],
                nulls_distinct=False,
                name="answer_once_for_each_question",
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerVersion(Guarded):
    """Every answer ever saved. Insert only. ``clashed`` marks words that met somebody else's."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    step = models.ForeignKey(Step, models.PROTECT, related_name="answer_versions")
    question = models.CharField(max_length=60)
    child_id = models.BigIntegerField(null=True, blank=True)
    value = models.JSONField()
    version = models.PositiveIntegerField()
    clashed = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["step", "question"], name="answer_version_question")]

    def __str__(self) -> str:
        return f"answer version {self.pk}"


class SignOff(Guarded):
    """One submission of a step and the decision on it. Waiting while ``decided_at`` is empty."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    DECISIONS: ClassVar = [("signed_off", "Signed off"), ("returned", "Sent back"), ("told", "Told")]

    step = models.ForeignKey(Step, models.PROTECT, related_name="sign_offs")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="sign_offs_asked")
    asked_role = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=12, choices=DECISIONS, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["step"], condition=Q(decided_at__isnull=True), name="sign_off_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decision="", decided_by__isnull=True)
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision="")),
                name="sign_off_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("submitted_at")),
                name="sign_off_decided_after_submission",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["decided_at"], name="sign_off_decided")]

    def __str__(self) -> str:
        return f"sign-off {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the step."""
        return self.step.people_ids()


class Visit(Guarded):
    """A visit made or tried, about one or several children."""

    hidden_by = "kith_hidden_visits"
    hidden_column = "id"

    kind = models.CharField(max_length=40)
    visited_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="visits")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by", "-visited_at"], name="visit_by")]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    def people_ids(self) -> list[int]:
        """The children visited."""
        return _people(self.children)


class VisitChild(Guarded):
    """How one child was on a visit: seen, seen alone, or why not."""

    SEEN: ClassVar = [("alone", "seen alone"), ("seen", "seen"), ("not_seen", "not seen")]

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="visits")
    seen = models.CharField(max_length=10, choices=SEEN)
    not_seen_reason = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "person"], name="visit_child_once"),
            models.CheckConstraint(
                condition=~Q(seen="not_seen") | ~Q(not_seen_reason=""),
                name="visit_child_not_seen_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"visit child {self.pk}"


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
        return _people(self.children)


class NoteChild(Guarded):
    """A child that a note is about."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="notes")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["note", "person"], name="note_child_once")]

    def __str__(self) -> str:
        return f"note child {self.pk}"


class Notice(models.Model):
    """A line for one worker: something was decided, finished or given to them."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="notices")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    words = models.CharField(max_length=400)
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="notices")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["worker", "-at"], name="notice_worker"),
            models.Index(fields=["worker"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
