"""Steps, the children they are about, their answers and the decisions on them."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast

from kith.access.guarded import EVERY_ROW, Guarded
from kith.access.models import Team, Worker
from kith.people.models import Family, Person
from kith.work.models.involvements import Involvement

STEP_STATES = {
    "not_started": "Not started",
    "in_progress": "In progress",
    "submitted": "Waiting for sign-off",
    "returned": "Sent back",
    "completed": "Completed",
    "cancelled": "Cancelled",
}
OPEN_STATES = ("not_started", "in_progress", "submitted", "returned")


def _day_of(moment: str) -> models.GeneratedField:
    """The day in London of a moment, kept beside it so that figures need not work it out for each row."""
    there = Func(Value("Europe/London"), moment, function="timezone", output_field=models.DateTimeField())
    day = Cast(there, models.DateField())
    return models.GeneratedField(expression=day, output_field=day.output_field, db_persist=True)


def people_of(children: Any) -> list[int]:
    """The person ids of the children of a step, visit or note, whoever asks: for the trail."""
    rows = children.unguarded(EVERY_ROW)
    return list(rows.values_list("person_id", flat=True))


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
    known_by = "kith_known_steps"
    known_people: list[int] | None = None  # set by who has read the children already

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
    review_point_held_on = models.DateField(null=True, blank=True)
    review_point_recorded_at = models.DateTimeField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(review_point_held_on__isnull=True, review_point_recorded_at__isnull=True)
                | Q(
                    review_point_on__isnull=False,
                    review_point_held_on__gte=F("started_on"),
                    review_point_recorded_at__isnull=False,
                ),
                name="step_review_point_held_after_start",
            ),
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
            models.Index(
                fields=["review_point_on"],
                condition=Q(review_point_on__isnull=False),
                name="step_review_point",
            ),
            # what was open on some day or later, and all that figures read of it
            models.Index(
                Case(When(completed_on__isnull=True, then=Value(date.max)), default=F("completed_on")),
                include=["completed_on", "id", "kind", "team", "started_on", "due_on", "cancelled_at"],
                name="step_open_until",
            ),
            # what figures and lists read of a step besides its days, without the rest of the row
            models.Index(
                fields=["id"], include=["team", "kind", "title", "cancelled_at"], name="step_in_short"
            ),
            # what lists of children read of their open steps
            models.Index(
                fields=["id"],
                include=["kind", "title", "due_on", "state"],
                condition=Q(state__in=OPEN_STATES),
                name="step_open_in_short",
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether work on it goes on."""
        return self.state in OPEN_STATES

    def people_ids(self) -> list[int]:
        """The children this step is about."""
        return people_of(self.children) if self.known_people is None else self.known_people


class StepChild(Guarded):
    """A child that a step is about, until taken out of it."""

    known_by = "kith_known_steps"
    known_column = "step_id"

    step = models.ForeignKey(Step, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="step_children")
    involvement = models.ForeignKey(
        Involvement, models.PROTECT, null=True, blank=True, related_name="step_children"
    )
    outcome = models.CharField(max_length=40, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    release_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["step", "person"], name="step_child_once")]
        indexes: ClassVar = [
            # what lists of many children read of their work, without the rows
            models.Index(
                fields=["person"],
                include=["step"],
                condition=Q(released_at__isnull=True),
                name="step_child_in_short",
            ),
        ]

    def __str__(self) -> str:
        return f"step child {self.pk}"


class Answer(Guarded):
    """The present answer to one question of a step, shared or for one child."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"
    known_by = "kith_known_steps"

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
    known_by = "kith_known_steps"

    step = models.ForeignKey(Step, models.PROTECT, related_name="answer_versions")
    question = models.CharField(max_length=60)
    child = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
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
    known_by = "kith_known_steps"

    DECISIONS: ClassVar = [
        ("signed_off", "Signed off"),
        ("returned", "Sent back"),
        ("told", "Told"),
        ("undone", "Taken back"),
    ]

    step = models.ForeignKey(Step, models.PROTECT, related_name="sign_offs")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="sign_offs_asked")
    asked_role = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=12, choices=DECISIONS, blank=True)
    words = models.TextField(blank=True)
    submitted_on = _day_of("submitted_at")
    decided_on = _day_of("decided_at")

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
        indexes: ClassVar = [models.Index(fields=["decided_on"], name="sign_off_decided_on")]

    def __str__(self) -> str:
        return f"sign-off {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the step."""
        return self.step.people_ids()
