"""Boards that oversee plans: who sits on them, their meetings, the papers locked for those, and what they decide."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.improvement.boards.words import CAME, DECISIONS, PARTS, SEATS
from kith.improvement.models.plans import LONGEST_TITLE, ImprovementPlan, PlanAction
from kith.performance.models import Publication


class Board(models.Model):
    """A board, panel or committee. `measures` are the codes of figures it wants beside those of its plans' actions."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=LONGEST_TITLE, unique=True)
    about = models.TextField(blank=True)
    plans = models.ManyToManyField(ImprovementPlan, through="BoardPlan", related_name="boards")
    measures = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="board_has_a_name")]

    def __str__(self) -> str:
        return self.name


class BoardPlan(models.Model):
    """That a board oversees a plan."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="overseen")
    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="overseen")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["board", "plan"], name="board_plan_once")]

    def __str__(self) -> str:
        return f"board plan {self.pk}"


class BoardMember(models.Model):
    """Somebody who sits on a board for a time: a worker, or somebody outside by name and agency.

    `ended_on` is the day after the last one.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="members")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="seats")
    name = models.CharField(max_length=LONGEST_TITLE, blank=True)
    agency = models.CharField(max_length=LONGEST_TITLE, blank=True)
    seat = models.CharField(max_length=10, choices=list(SEATS.items()))
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, name="", agency="")
                | (Q(worker__isnull=True) & ~Q(name="") & ~Q(agency="")),
                name="board_member_is_somebody",
            ),
            models.CheckConstraint(condition=Q(seat__in=list(SEATS)), name="board_member_seat_is_known"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=models.F("started_on")),
                name="board_member_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["board", "worker", "name", "agency"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="board_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"board member {self.pk}"

    @property
    def called(self) -> str:
        """The name of the one who sits there."""
        return self.worker.name if self.worker else self.name

    @property
    def of(self) -> str:
        """What they are, or the agency they come from."""
        return self.worker.job_title if self.worker else self.agency


class BoardMeeting(models.Model):
    """A meeting of a board on a day. Nothing of it changes once its paper is locked but who came.

    `locks_on` is the day on which the paper locks by itself, as `locks_by` has set; `trouble` why it did not.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    locks_on = models.DateField(null=True, blank=True)
    locks_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    trouble = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["board", "held_on"], name="board_meeting_once_a_day"),
            models.CheckConstraint(
                condition=Q(locks_on__isnull=True, locks_by__isnull=True)
                | Q(locks_on__isnull=False, locks_by__isnull=False, locks_on__lte=models.F("held_on")),
                name="board_meeting_locks_by_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"board meeting {self.pk}"

    @property
    def locked(self) -> "BoardPaper | None":
        """Its paper, once that is locked."""
        return getattr(self, "paper", None)


class BoardAttendance(models.Model):
    """That somebody who sits on a board came to a meeting, or sent apologies."""

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="attendance")
    member = models.ForeignKey(BoardMember, models.PROTECT, related_name="attendance")
    came = models.CharField(max_length=10, choices=list(CAME.items()))
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "member"], name="board_attendance_once"),
            models.CheckConstraint(condition=Q(came__in=list(CAME)), name="board_attendance_is_known"),
        ]

    def __str__(self) -> str:
        return f"board attendance {self.pk}"


class BoardGuest(models.Model):
    """Somebody who does not sit on a board and comes to one of its meetings: name and body as told, no account."""

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="guests")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_TITLE)
    body = models.CharField(max_length=LONGEST_TITLE)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "place"], name="board_guest_in_order"),
            models.UniqueConstraint(fields=["meeting", "name", "body"], name="board_guest_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(body=""), name="board_guest_is_somebody"),
        ]

    def __str__(self) -> str:
        return f"board guest {self.pk}"


class AgendaItem(models.Model):
    """What a meeting is to speak about, and who brings it. A row that is taken off keeps its place and is not shown."""

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="agenda")
    title = models.CharField(max_length=LONGEST_TITLE)
    brought_by = models.CharField(max_length=LONGEST_TITLE, blank=True)
    is_off = models.BooleanField(default=False)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_words")]

    def __str__(self) -> str:
        return f"agenda item {self.pk}"


class BoardCommentary(models.Model):
    """What somebody writes for the paper of a meeting, about one part of it. Each writes rows of their own.

    Nobody writes over another: what is taken back stays and is not shown.
    """

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="commentary")
    part = models.CharField(max_length=10, choices=list(PARTS.items()))
    words = models.TextField()
    is_off = models.BooleanField(default=False)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="board_commentary_has_words"),
            models.CheckConstraint(condition=Q(part__in=list(PARTS)), name="board_commentary_part_is_known"),
        ]

    def __str__(self) -> str:
        return f"board commentary {self.pk}"


class BoardPaper(models.Model):
    """The paper of a meeting as it was locked, word for word. Insert only, one a meeting. It names no child.

    `stood_on` is the day at whose end the plans stood so; `month_on` the first day of the month of its figures;
    `ratings` each action with its rating, `risks` each risk with its score, to tell the next paper what moved;
    `figures` the published figures in it. With `by_itself` it locked on the day that `by` had set.
    """

    meeting = models.OneToOneField(BoardMeeting, models.PROTECT, related_name="paper")
    stood_on = models.DateField()
    month_on = models.DateField()
    content = models.JSONField()
    ratings = models.JSONField(default=dict)
    risks = models.JSONField(default=dict)
    figures = models.ManyToManyField(Publication, through="PaperFigure", related_name="board_papers")
    by_itself = models.BooleanField(default=False)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    locked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"board paper {self.pk}"

    @property
    def locked_by(self) -> str:
        """Who locked it, or that it did by itself, as one says after 'Locked'."""
        return f"by itself, as {self.by.name} had set" if self.by_itself else f"by {self.by.name}"


class PaperFigure(models.Model):
    """A published figure that stands in a paper, in its order. Insert only."""

    paper = models.ForeignKey(BoardPaper, models.PROTECT, related_name="rows")
    figure = models.ForeignKey(Publication, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "figure"], name="paper_figure_once"),
            models.UniqueConstraint(fields=["paper", "place"], name="paper_figure_in_order"),
        ]

    def __str__(self) -> str:
        return f"paper figure {self.pk}"


class BoardDecision(models.Model):
    """What a meeting decided, and what it did to the plan: nothing, a note, its agreement, or a new action.

    Insert only. Whatever it did stands in the history of the action too.
    """

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=list(DECISIONS.items()))
    words = models.TextField()
    action = models.ForeignKey(
        PlanAction, models.PROTECT, null=True, blank=True, related_name="board_decisions"
    )
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="board_decision_has_words"),
            models.CheckConstraint(
                condition=Q(kind="noted", action__isnull=True)
                | (Q(kind__in=["note", "agreed", "new"]) & Q(action__isnull=False)),
                name="board_decision_is_about_an_action",
            ),
        ]

    def __str__(self) -> str:
        return f"board decision {self.pk}"
