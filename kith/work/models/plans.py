"""Plans made with families: goals in their words, who does what by when, what came of it, and the copy they are given.

One set of tables for every kind of plan. What is told once and never changed (progress, agreement, reviews, changes,
copies) can only be added to; of everything else each change is kept in ``PlanChange``.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.documents.models import StoredFile
from kith.people.models import ENDS_AFTER_START, Family, Person
from kith.work.models.steps import Step, people_of

RESULTS = {
    "worked": "It worked",
    "partly": "It helped in part",
    "not": "It did not help",
    "too_early": "Too early to say",
}
GOAL_ENDS = {
    "reached": "Reached",
    "not_wanted": "Not wanted any more",
    "replaced": "Another goal took its place",
}
OWNERS = {"family": "Family", "worker": "Our worker", "agency": "Somebody of another agency"}
REVIEW_DECISIONS = {"go_on": "The plan goes on", "change": "The plan changes", "end": "The plan ends"}
HANDED = {"hand": "Handed over", "post": "By post", "email": "By e-mail", "read": "Read together"}
RESULT_WHOLE = Q(result="", result_on__isnull=True) | (
    Q(result__in=list(RESULTS)) & Q(result_on__isnull=False)
)


class OfAPlan(Guarded):
    """Base of what belongs to a plan and is hidden with it."""

    hidden_by = "kith_hidden_plans"
    hidden_column = "plan_id"
    known_by = "kith_known_plans"

    class Meta:
        abstract = True


class FamilyPlan(Guarded):
    """What a family and those who help it have agreed on for one or several children, from a day to a day."""

    hidden_by = "kith_hidden_plans"
    hidden_column = "id"
    known_by = "kith_known_plans"

    kind = models.CharField(max_length=40)
    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="plans")
    team = models.ForeignKey(Team, models.PROTECT, related_name="plans")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="plans")
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="plans")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)
    worries = models.TextField(blank=True)
    danger = models.CharField(max_length=400, blank=True)
    going_well = models.TextField(blank=True)
    if_well = models.TextField(blank=True)
    if_harder = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    review_words = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="family_plan_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="", ended_recorded_at__isnull=True)
                | (Q(ended_on__isnull=False, ended_recorded_at__isnull=False) & ~Q(end_reason="")),
                name="family_plan_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gte=F("started_on")),
                name="family_plan_reviewed_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker"], condition=Q(ended_on__isnull=True), name="family_plan_now"),
            models.Index(fields=["kind", "started_on"], name="family_plan_kind"),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it holds."""
        return self.ended_on is None

    def people_ids(self) -> list[int]:
        """The children it is for."""
        return people_of(self.children)


class PlanChild(Guarded):
    """A child that a plan is for, and what the child says."""

    known_by = "kith_known_plans"
    known_column = "plan_id"

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="plans")
    own_words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "person"], name="plan_child_once")]

    def __str__(self) -> str:
        return f"plan child {self.pk}"


class PlanGoal(OfAPlan):
    """What needs to be different, in the family's words. A goal that is closed stays."""

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="goals")
    words = models.CharField(max_length=400)
    whose = models.CharField(max_length=80, blank=True)
    started_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_how = models.CharField(max_length=12, blank=True, choices=list(GOAL_ENDS.items()))
    result = models.CharField(max_length=12, blank=True, choices=list(RESULTS.items()))
    result_on = models.DateField(null=True, blank=True)
    result_words = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="plan_goal_has_words"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_how="")
                | Q(closed_on__gte=F("started_on"), closed_how__in=list(GOAL_ENDS)),
                name="plan_goal_closed_whole",
            ),
            models.CheckConstraint(condition=RESULT_WHOLE, name="plan_goal_result_whole"),
        ]

    def __str__(self) -> str:
        return f"plan goal {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the plan."""
        return self.plan.people_ids()


class PlanTask(OfAPlan):
    """Something that somebody has promised to do, towards a goal, by a day or again and again.

    ``help`` is the kind of help of the code list, ``result`` whether it worked: what works for whom is counted
    by these.
    """

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="tasks")
    goal = models.ForeignKey(PlanGoal, models.PROTECT, null=True, blank=True, related_name="tasks")
    words = models.CharField(max_length=400)
    owner_kind = models.CharField(max_length=8, choices=list(OWNERS.items()))
    owner = models.CharField(max_length=80)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="plan_tasks")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    help = models.CharField(max_length=20, blank=True)
    started_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=60, blank=True)
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = models.CharField(max_length=400, blank=True)
    result = models.CharField(max_length=12, blank=True, choices=list(RESULTS.items()))
    result_on = models.DateField(null=True, blank=True)
    result_words = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(owner=""), name="plan_task_has_an_owner"),
            models.CheckConstraint(
                condition=Q(owner_kind="worker") | Q(worker__isnull=True), name="plan_task_worker_is_ours"
            ),
            models.CheckConstraint(
                condition=Q(owner_kind="family") | Q(person__isnull=True), name="plan_task_person_is_family"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | ~Q(due_words=""), name="plan_task_says_by_when"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                name="plan_task_done_or_dropped",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_why="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_why="")),
                name="plan_task_dropped_with_a_reason",
            ),
            models.CheckConstraint(condition=RESULT_WHOLE, name="plan_task_result_whole"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["worker", "due_on"],
                condition=Q(done_on__isnull=True, dropped_on__isnull=True),
                name="plan_task_open_by_worker",
            ),
            models.Index(fields=["help", "result"], name="plan_task_what_works"),
        ]

    def __str__(self) -> str:
        return f"plan task {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.dropped_on is None

    def people_ids(self) -> list[int]:
        """The children of the plan."""
        return self.plan.people_ids()


class PlanProgress(OfAPlan):
    """What came of a goal or a task so far, as of a day. Insert only."""

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="progress")
    goal = models.ForeignKey(PlanGoal, models.PROTECT, null=True, blank=True, related_name="progress")
    on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="plan_progress_has_words")
        ]

    def __str__(self) -> str:
        return f"plan progress {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the plan."""
        return self.plan.people_ids()


class PlanAgreement(OfAPlan):
    """Whether somebody agreed with the plan as it stood on a day, in their words. Insert only."""

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="agreements")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=80)
    agrees = models.BooleanField()
    words = models.CharField(max_length=400, blank=True)
    on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(who=""), name="plan_agreement_of_somebody"),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""), name="plan_agreement_against_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"plan agreement {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the plan."""
        return self.plan.people_ids()


class PlanReview(OfAPlan):
    """That the plan was looked at together: when, by whom, what came of it, what was decided. Insert only."""

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="reviews")
    on = models.DateField()
    present = models.CharField(max_length=400)
    words = models.TextField()
    decision = models.CharField(max_length=8, choices=list(REVIEW_DECISIONS.items()))
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(present=""), name="plan_review_has_words"),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("on")), name="plan_review_next_is_later"
            ),
            models.CheckConstraint(
                condition=Q(decision="end", next_on__isnull=True)
                | (Q(next_on__isnull=False) & ~Q(decision="end")),
                name="plan_review_goes_on_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"plan review {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the plan."""
        return self.plan.people_ids()


class PlanChange(OfAPlan):
    """One change of a plan, its goals, its tasks or what a child says: what stood there before. Insert only."""

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="changes")
    part = models.CharField(max_length=8)
    row = models.BigIntegerField()
    field = models.CharField(max_length=20)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "version"], name="plan_change_version")]

    def __str__(self) -> str:
        return f"plan change {self.pk}"


class FamilyCopy(OfAPlan):
    """The one page that somebody was given: its very words, the printed file, to whom, when, how. Insert only."""

    known_by = ""  # what was handed to somebody else stays closed to who sees own families alone

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="copies")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.CharField(max_length=120)
    how = models.CharField(max_length=8, choices=list(HANDED.items()))
    content = models.JSONField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    reading_age = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(to=""), name="family_copy_for_somebody")]

    def __str__(self) -> str:
        return f"family's copy {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the plan."""
        return self.plan.people_ids()
