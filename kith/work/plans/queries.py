"""Plans to read: one with everything in it, those of a child, those of a family, tasks a worker has promised."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.people.models import Person
from kith.work.models import (
    Answer,
    FamilyCopy,
    FamilyPlan,
    PlanAgreement,
    PlanChange,
    PlanChild,
    PlanGoal,
    PlanProgress,
    PlanReview,
    PlanTask,
)
from kith.work.plans import rules

DANGERS = ("risk:danger", "danger")  # the second in forms before risk analyses had rows
CHANGES_SHOWN = 200


def kinds(on: date) -> dict[str, str]:
    """The kinds of plan that may be begun on a day, in words by code."""
    return dict(practice.current().lists["plan_kind"].choices(on))


def title_of(kind: str) -> str:
    """What a kind of plan is called."""
    return practice.current().lists["plan_kind"].label(kind)


def plan_of(viewer: Worker, number: int) -> FamilyPlan | None:
    """A plan the viewer may know of."""
    rows = FamilyPlan.objects.seen_by(viewer).select_related("family", "team", "worker", "step")
    return rows.filter(pk=number).first()


def children_of(viewer: Worker, plan: FamilyPlan) -> list[PlanChild]:
    """The children of a plan with their person rows, oldest first."""
    rows = PlanChild.objects.seen_by(viewer).filter(plan=plan).select_related("person")
    return list(rows.order_by("person__born_on", "person_id"))


@dataclass(frozen=True, slots=True)
class Whole:
    """A plan with everything in it."""

    plan: FamilyPlan
    children: list[PlanChild]
    goals: list[PlanGoal]
    tasks: list[PlanTask]
    progress: list[PlanProgress]
    agreements: list[PlanAgreement]
    reviews: list[PlanReview]
    copies: list[FamilyCopy]

    @property
    def open_goals(self) -> list[PlanGoal]:
        """The goals that hold."""
        return [goal for goal in self.goals if goal.closed_on is None]

    @property
    def open_tasks(self) -> list[PlanTask]:
        """What is still to be done, the nearest day first, what goes on before it."""
        held = [task for task in self.tasks if task.is_open]
        return sorted(
            held, key=lambda task: (task.due_on is not None, task.due_on or task.started_on, task.pk)
        )

    @property
    def closed_goals(self) -> list[PlanGoal]:
        """The goals that were closed; they stay."""
        return [goal for goal in self.goals if goal.closed_on]

    @property
    def finished_tasks(self) -> list[PlanTask]:
        """What was done or dropped."""
        return [task for task in self.tasks if not task.is_open]

    def progress_of(self, goal: int) -> list[PlanProgress]:
        """What came of a goal, newest first."""
        return [one for one in self.progress if one.goal_id == goal]

    def reference(self, task: PlanTask) -> str:
        """Who does a task, as the list of owners names them."""
        row = task.worker_id or task.person_id
        return f"{task.owner_kind}:{row}" if row else task.owner_kind

    def helped(self, results: list[tuple[str, str]]) -> str:
        """How often what was done helped, in words."""
        return rules.results_in_words(
            [one.result for one in self.finished_tasks if one.result], dict(results)
        )

    def present_agreements(self) -> list[PlanAgreement]:
        """What each of those asked said last."""
        return list({row.who: row for row in self.agreements}.values())


def whole(viewer: Worker, plan: FamilyPlan) -> Whole:
    """Everything in a plan. Seven queries, however much it is."""

    def rows(model: Any, *order: str) -> list[Any]:
        found = model.objects.seen_by(viewer).filter(plan=plan)
        return list(found.order_by(*order, "pk"))

    return Whole(
        plan,
        children_of(viewer, plan),
        rows(PlanGoal, "started_on"),
        rows(PlanTask, "started_on"),
        list(_with_writer(PlanProgress, viewer, plan).order_by("-on", "-pk")),
        rows(PlanAgreement, "on"),
        list(_with_writer(PlanReview, viewer, plan).order_by("-on", "-pk")),
        list(_with_writer(FamilyCopy, viewer, plan).defer("content").order_by("-at", "-pk")),
    )


def _with_writer(model: Any, viewer: Worker, plan: FamilyPlan) -> Any:
    return model.objects.seen_by(viewer).filter(plan=plan).select_related("by")


def changes(viewer: Worker, plan: FamilyPlan) -> list[PlanChange]:
    """What was changed in a plan, newest first; nothing of a row that the viewer may not know of."""
    rows = PlanChange.objects.seen_by(viewer).filter(plan=plan).select_related("by")
    of_some = Q()
    for part, model in (("child", PlanChild), ("task", PlanTask)):
        known = model.objects.seen_by(viewer).filter(plan=plan)  # type: ignore[attr-defined]
        of_some |= Q(part=part) & ~Q(row__in=known.values("pk"))
    return list(rows.exclude(of_some).order_by("-at", "-pk")[:CHANGES_SHOWN])


def changes_since(viewer: Worker, plan: FamilyPlan, part: str, row: int, version: int) -> list[PlanChange]:
    """Changes of one row of a plan after a version, oldest first."""
    rows = PlanChange.objects.seen_by(viewer).filter(plan=plan, part=part, row=row, version__gt=version)
    return list(rows.select_related("by").order_by("pk"))


@prepared
def _plans_of(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    children = PlanChild.objects.seen_by(viewer).filter(person__in=people)
    plans = FamilyPlan.objects.seen_by(viewer).filter(pk__in=children.values("plan"))
    return plans.order_by("-started_on", "-pk").values(
        "id", "kind", "started_on", "ended_on", "review_on", "worker__name"
    )


def plans_of(viewer: Worker, people: Sequence[int]) -> list[dict[str, Any]]:
    """The plans of these people, open ones first, each with its title. One query."""
    rows = [row | {"title": title_of(row["kind"])} for row in _plans_of(viewer, list(people))]
    return sorted(rows, key=lambda row: row["ended_on"] is not None)


@prepared
def _open_of_children(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = PlanChild.objects.seen_by(viewer).filter(person__in=people, plan__ended_on__isnull=True)
    return rows.order_by("plan_id").values_list("person_id", "plan_id")


def open_of_children(viewer: Worker, people: Sequence[int]) -> dict[int, int]:
    """The open plan of each of these children, by child. One query."""
    return dict(_open_of_children(viewer, list(people)))


@prepared
def _promised(worker: Worker) -> QuerySet[Any, Any]:
    rows = PlanTask.objects.seen_by(worker).filter(
        worker=worker.pk, done_on__isnull=True, dropped_on__isnull=True, due_on__isnull=False,
        plan__ended_on__isnull=True,
    )  # fmt: skip
    return rows.order_by("due_on", "pk").values("id", "plan_id", "words", "due_on", "plan__family__name")[:25]


def promised(worker: Worker) -> list[dict[str, Any]]:
    """What the worker has promised under open plans, the nearest day first. One query."""
    return list(_promised(worker))


def danger_of(viewer: Worker, people: Collection[int]) -> str:
    """The danger in one sentence as the latest risk analysis about these children says it; empty without one."""
    rows = Answer.objects.seen_by(viewer).filter(
        step__children__person__in=people, step__children__released_at__isnull=True, question__in=DANGERS
    )
    rows = rows.exclude(step__state="cancelled").order_by("-saved_at", "-pk")
    return next(
        (words for words in rows.values_list("value", flat=True)[:5] if isinstance(words, str) and words), ""
    )


def person_of(viewer: Worker, number: int) -> Person | None:
    """Somebody of a family whom the viewer may know of."""
    return Person.objects.seen_by(viewer).filter(pk=number).first()


def open_alike(viewer: Worker, kind: str, people: Collection[int]) -> list[int]:
    """Open plans of this kind for any of these children."""
    rows = PlanChild.objects.seen_by(viewer).filter(
        person__in=people, plan__kind=kind, plan__ended_on__isnull=True
    )
    return sorted(set(rows.values_list("plan_id", flat=True)))


def of_step(viewer: Worker, step: int) -> FamilyPlan | None:
    """The plan that a piece of work is about."""
    return FamilyPlan.objects.seen_by(viewer).filter(step=step).order_by("pk").first()


def lacking_for_step(viewer: Worker, step: int) -> list[str]:
    """What the plan of a piece of work lacks before it can be sent."""
    plan = of_step(viewer, step)
    if plan is None:
        return ["The plan of this piece of work is not there any more."]
    held = whole(viewer, plan)
    return rules.obstacle_to_sending(len(held.goals), len(held.tasks), len(held.agreements))


def copy_of(viewer: Worker, plan: FamilyPlan, number: int) -> FamilyCopy | None:
    """One copy as it was given."""
    rows = FamilyCopy.objects.seen_by(viewer).filter(plan=plan).select_related("by", "file")
    return rows.filter(pk=number).first()
