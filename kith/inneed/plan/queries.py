"""Child in need plans to read: those of a child, those that hold, and what is due under them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access import practice
from kith.access.models import Worker
from kith.inneed.models import InNeedPlan, InNeedReview
from kith.people.models import Person
from kith.work.models import FamilyPlan, Standing
from kith.work.steps.queries import first_name
from kith.work.visits.queries import together

KIND = "in_need"
ENDS = "in_need_end"


@dataclass(frozen=True, slots=True)
class Whole:
    """A plan with its days and its reviews, the newest first."""

    plan: InNeedPlan
    standing: Standing
    reviews: Sequence[InNeedReview]

    @property
    def is_open(self) -> bool:
        """Whether it holds."""
        return self.standing.ended_on is None


def plans_of(viewer: Worker, person: int) -> list[Whole]:
    """Every plan of a child, the newest first. Two queries."""
    rows = InNeedPlan.objects.seen_by(viewer).filter(standing__person=person)
    plans = list(rows.select_related("standing", "family_plan").order_by("-standing__started_on"))
    reviews = reviews_of(viewer, [plan.pk for plan in plans])
    return [Whole(plan, plan.standing, [one for one in reviews if one.plan_id == plan.pk]) for plan in plans]


def reviews_of(viewer: Worker, plans: Collection[int]) -> list[InNeedReview]:
    """The reviews of some plans, the newest first. One query."""
    rows = InNeedReview.objects.seen_by(viewer).filter(plan__in=plans).select_related("by")
    return list(rows.order_by("-held_on", "-pk"))


def open_of(viewer: Worker, people: Collection[int]) -> dict[int, InNeedPlan]:
    """Child -> the plan that holds, with its standing. One query."""
    rows = InNeedPlan.objects.seen_by(viewer).filter(
        standing__person__in=people, standing__ended_on__isnull=True
    )
    return {row.standing.person_id: row for row in rows.select_related("standing", "family_plan")}


def plan_on(viewer: Worker, person: int, on: date) -> InNeedPlan | None:
    """The plan of a child that held on a day, its last day with it. One query."""
    rows = InNeedPlan.objects.seen_by(viewer).filter(
        Q(standing__ended_on__isnull=True) | Q(standing__ended_on__gte=on),
        standing__person=person,
        standing__started_on__lte=on,
    )
    return rows.select_related("standing", "family_plan").order_by("-standing__started_on").first()


def family_plans_of(viewer: Worker, people: Collection[int]) -> dict[int, int]:
    """Child -> the open plan made with the family that is a child in need plan. One query."""
    rows = FamilyPlan.objects.seen_by(viewer).filter(
        kind=KIND, ended_on__isnull=True, children__person__in=people
    )
    return dict(rows.order_by("pk").values_list("children__person", "pk"))


def other_open_plans(viewer: Worker, family_plan: int, besides: int) -> bool:
    """Whether another child's plan still holds that this plan made with the family belongs to."""
    rows = InNeedPlan.objects.seen_by(viewer).filter(family_plan=family_plan, standing__ended_on__isnull=True)
    return rows.exclude(pk=besides).exists()


def choices(viewer: Worker, person: int, today: date) -> list[Person]:
    """The child and its brothers and sisters, eldest first."""
    return together(viewer, person, today)


def names_of(people: Sequence[Person]) -> dict[int, str]:
    """First names by id."""
    return {one.pk: first_name(one) for one in people}


def end_reasons(today: date) -> dict[str, str]:
    """Why a plan may end when somebody says so, in words by code."""
    return dict(practice.current().lists[ENDS].choices(today))


def end_words(code: str) -> str:
    """Why a plan ended."""
    return practice.current().lists[ENDS].label(code)
