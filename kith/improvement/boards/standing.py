"""How the actions of plans stood at the end of a day: what was said of them up to it, and nothing later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from kith.improvement.models import (
    ActionLead,
    ActionNote,
    ActionRating,
    ImprovementPlan,
    PlanAction,
    PlanTheme,
)
from kith.improvement.rules import Counts, is_late
from kith.performance.figure import end_of


@dataclass(frozen=True, slots=True)
class Stood:
    """An action at the end of a day: its rating, since when and why, its newest note, whether it was late."""

    row: PlanAction
    rating: str
    rated_on: date | None
    why: str
    note: str
    is_late: bool
    carried: str = ""  # the number and plan under which a later plan carries it on

    @property
    def top(self) -> PlanTheme:
        """The theme or project it belongs to."""
        return self.row.theme.parent or self.row.theme

    @property
    def officer(self) -> str:
        """Who leads it: its own lead officer, or that of its section or theme."""
        return self.row.lead_officer or self.row.theme.lead or self.top.lead

    @property
    def bodies(self) -> str:
        """The bodies that lead it, as appendix B writes them."""
        return " / ".join(one.body.name for one in self.row.leads.all())


def stood(plans: Sequence[ImprovementPlan], on: date) -> list[Stood]:
    """Every action of these plans that was there on a day, plan by plan in the order of their numbers. Four queries.

    An action was there when it had been written down, or when a rating says so of a day before that.
    """
    rows = (
        PlanAction.objects.filter(plan__in=plans, plan__started_on__lte=on)
        .select_related("plan", "theme__parent", "carried_to__plan")
        .prefetch_related(Prefetch("leads", ActionLead.objects.select_related("body").order_by("place")))
        .order_by("plan__name", "plan", "outline")
    )
    rated = (
        ActionRating.objects.filter(action__plan__in=plans, rated_on__lte=on)
        .order_by("action", "-rated_on", "-pk")
        .distinct("action")
    )
    ratings = {one.action_id: one for one in rated}
    noted = (
        ActionNote.objects.filter(action__plan__in=plans, noted_on__lte=on)
        .order_by("action", "-noted_on", "-pk")
        .distinct("action")
    )
    notes = {one.action_id: one.words for one in noted}
    end = end_of(on)
    return [
        _stood(row, ratings.get(row.pk), notes.get(row.pk, ""), on, _carried(row, end))
        for row in rows
        if row.recorded_at < end or row.pk in ratings
    ]


def _carried(row: PlanAction, end: datetime) -> str:
    """Where a later plan had carried an action on by then; empty where none had."""
    after = getattr(row, "carried_to", None)
    return f"{after.number} of {after.plan.name}" if after and after.recorded_at < end else ""


def _stood(row: PlanAction, rated: ActionRating | None, note: str, on: date, carried: str) -> Stood:
    rating = rated.rating if rated else ""
    return Stood(
        row=row,
        rating=rating,
        rated_on=rated.rated_on if rated else None,
        why=rated.why if rated else "",
        note=note,
        is_late=is_late(rating, row.due_on, on, is_carried=bool(carried)),
        carried=carried,
    )


def counts_of(actions: Iterable[Stood]) -> Counts:
    """What these actions count by rating."""
    told = dict.fromkeys(("red", "amber", "green", "proved", "unrated", "late"), 0)
    for one in actions:
        told[one.rating or "unrated"] += 1
        told["late"] += one.is_late
    return Counts(**told)
