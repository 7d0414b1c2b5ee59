"""Child protection plans to read: those of a child with all that belongs to them, and those that hold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.people.models import Person
from kith.protection.models import (
    ConferenceChild,
    CoreGroup,
    EarlierRegistration,
    PlanCategory,
    ProtectionPlan,
    TemporaryPlan,
)
from kith.protection.plan import rules
from kith.work.models import FamilyPlan, Standing
from kith.work.steps.queries import first_name
from kith.work.visits.queries import together

KIND, TEMPORARY, REVIEW = "protection", "temporary_protection", "review"
CATEGORIES = "category_of_abuse"


@dataclass(frozen=True, slots=True)
class Whole:
    """A plan with its days, categories by day, reviews, core groups (day, step), and how many came before it."""

    plan: ProtectionPlan
    standing: Standing
    categories: Sequence[tuple[date, str]]
    reviews: Sequence[ConferenceChild]
    groups: Sequence[tuple[date, int | None]]
    number_of_previous: int

    @property
    def is_open(self) -> bool:
        """Whether it holds."""
        return self.standing.ended_on is None


def category_words(code: str) -> str:
    """A category of abuse in words."""
    return practice.current().lists[CATEGORIES].label(code)


def is_category(code: str) -> bool:
    """Whether a code is a category of abuse of any time."""
    return practice.current().lists[CATEGORIES].has(code)


def categories(on: date) -> dict[str, str]:
    """The categories that may be given on a day, in words by code."""
    return dict(practice.on(on).lists[CATEGORIES].choices(on))


def _beside(model: Any, viewer: Worker, *columns: str) -> ArraySubquery:
    """Rows that belong to a plan as a column beside it, the latest first."""
    rows = model.objects.seen_by(viewer).filter(plan=OuterRef("pk")).order_by(f"-{columns[0]}")
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in columns})))


def plans_of(viewer: Worker, person: int, old: Sequence[EarlierRegistration]) -> list[Whole]:
    """Every plan of a child, the newest first; ``old`` are the child's old registrations. Two queries at most."""
    rows = ProtectionPlan.objects.seen_by(viewer).filter(standing__person=person)
    beside = {
        "by_day": _beside(PlanCategory, viewer, "since_on", "category"),
        "met": _beside(CoreGroup, viewer, "held_on", "step_id"),
    }
    plans = list(rows.annotate(**beside).select_related("standing").order_by("-standing__started_on"))
    if not plans:
        return []
    reviews = ConferenceChild.objects.seen_by(viewer).filter(
        person=person, kind=REVIEW, held_on__isnull=False
    )
    held = list(reviews.order_by("-held_on", "-pk"))
    before = [(one.started_on, one.ended_on) for one in old]
    spans = [(plan.standing.started_on, plan.standing.ended_on) for plan in plans]
    return [_whole(plan, held, spans, before) for plan in plans]


def _whole(
    plan: Any,
    held: Sequence[ConferenceChild],
    spans: Sequence[rules.Span],
    before: Sequence[rules.Span],
) -> Whole:
    standing: Standing = plan.standing
    return Whole(
        plan,
        standing,
        rules.categories_in_order(
            [(date.fromisoformat(row["since_on"]), row["category"]) for row in plan.by_day]
        ),
        [one for one in held if _counts(standing, one)],
        [(date.fromisoformat(row["held_on"]), row["step_id"]) for row in plan.met],
        rules.number_of_previous(standing.started_on, spans, before),
    )


def _counts(standing: Standing, review: ConferenceChild) -> bool:
    days = [review.held_on] if review.held_on else []
    return bool(rules.reviews_that_count(standing.started_on, standing.ended_on, days))


def registrations_of(viewer: Worker, person: int) -> list[EarlierRegistration]:
    """What old papers say of plans before this record, the oldest first. One query."""
    rows = EarlierRegistration.objects.seen_by(viewer).filter(person=person).select_related("by")
    return list(rows.order_by("started_on", "pk"))


def temporary_of(viewer: Worker, person: int) -> list[TemporaryPlan]:
    """Another council's plans under which the child stayed here, the newest first. One query."""
    rows = TemporaryPlan.objects.seen_by(viewer).filter(standing__person=person)
    return list(rows.select_related("standing").order_by("-standing__started_on"))


def number_of_previous(viewer: Worker, plan: ProtectionPlan) -> int:
    """How many plans of this council came before this one (return item N00106). Two queries."""
    person, started_on = plan.standing.person_id, plan.standing.started_on
    plans = ProtectionPlan.objects.seen_by(viewer).filter(standing__person=person)
    spans = list(plans.values_list("standing__started_on", "standing__ended_on"))
    old = [(one.started_on, one.ended_on) for one in registrations_of(viewer, person)]
    return rules.number_of_previous(started_on, spans, old)


def open_of(viewer: Worker, people: Collection[int]) -> dict[int, ProtectionPlan]:
    """Child -> the plan that holds, with its standing. One query."""
    rows = ProtectionPlan.objects.seen_by(viewer).filter(
        standing__person__in=people, standing__ended_on__isnull=True
    )
    return {row.standing.person_id: row for row in rows.select_related("standing", "family_plan")}


def plan_on(viewer: Worker, person: int, on: date) -> ProtectionPlan | None:
    """The plan of a child that held on a day, its last day with it."""
    rows = ProtectionPlan.objects.seen_by(viewer).filter(
        standing__person=person, standing__started_on__lte=on
    )
    found = rows.select_related("standing", "family_plan").order_by("-standing__started_on").first()
    if found is None or (found.standing.ended_on is not None and found.standing.ended_on < on):
        return None
    return found


def review_days(viewer: Worker, person: int) -> list[date]:
    """The days of the review conferences about a child that were held. One query."""
    rows = ConferenceChild.objects.seen_by(viewer).filter(person=person, kind=REVIEW, held_on__isnull=False)
    return [day for day in rows.values_list("held_on", flat=True) if day is not None]


def group_days(viewer: Worker, plan: int) -> list[date]:
    """The days on which the core group of a plan met. One query."""
    return list(CoreGroup.objects.seen_by(viewer).filter(plan=plan).values_list("held_on", flat=True))


def family_plan_of(viewer: Worker, person: int) -> int | None:
    """The open plan made with the family that is a child protection plan."""
    rows = FamilyPlan.objects.seen_by(viewer).filter(
        kind=KIND, ended_on__isnull=True, children__person=person
    )
    return rows.order_by("-pk").values_list("pk", flat=True).first()


def other_open_plans(viewer: Worker, family_plan: int, besides: int) -> bool:
    """Whether another child's plan still holds that this plan made with the family belongs to."""
    rows = ProtectionPlan.objects.seen_by(viewer).filter(
        family_plan=family_plan, standing__ended_on__isnull=True
    )
    return rows.exclude(pk=besides).exists()


def known(child: Person) -> rules.Child:
    """What the rules ask of the child of a plan."""
    cared = Standing.objects.unguarded(EVERY_ROW).filter(
        person=child.pk, kind="looked_after", ended_on__isnull=True
    )
    born_on = child.born_on if child.born_precision == "exact" else None
    since = cared.values_list("started_on", flat=True).first()
    return rules.Child(first_name(child), born_on, child.died_on, since)


def first_plan_on(person: int) -> date | None:
    """The first day of the first plan of a child on this record."""
    rows = Standing.objects.unguarded(EVERY_ROW).filter(person=person, kind=KIND)
    return rows.order_by("started_on").values_list("started_on", flat=True).first()


def choices(viewer: Worker, person: int, today: date) -> list[Person]:
    """The child and its brothers and sisters, eldest first."""
    return together(viewer, person, today)


def open_stays(viewer: Worker, people: Collection[int]) -> dict[int, TemporaryPlan]:
    """Child -> another council's plan under which it stays here now, with its standing. One query."""
    rows = TemporaryPlan.objects.seen_by(viewer).filter(
        standing__person__in=people, standing__ended_on__isnull=True
    )
    return {row.standing.person_id: row for row in rows.select_related("standing")}
