"""What an action delivers and waits for, as it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.improvement.deliverables import rules
from kith.improvement.models import ActionFeedback, Deliverable, ImprovementPlan, PlanAction, PlanDependency
from kith.improvement.queries import carried_on
from kith.improvement.words import CLOSED


def of_action(action: PlanAction) -> list[Deliverable]:
    """What an action delivers, by the day it is due. One query."""
    return list(action.deliverables.order_by("due_on", "title"))


def still_open(action: PlanAction) -> list[str]:
    """The titles of what an action has not delivered yet. One query."""
    return list(
        action.deliverables.filter(closed_on=None).order_by("due_on", "title").values_list("title", flat=True)
    )


def said_of(deliverable: Deliverable) -> list[tuple[str, bool]]:
    """What those affected said of a deliverable, or of its action with all it delivers, in order: (who, agrees)."""
    about = Q(deliverable=deliverable) | Q(action=deliverable.action_id, deliverable=None)
    return list(ActionFeedback.objects.filter(about).order_by("pk").values_list("who", "agrees"))


def needs(plan: ImprovementPlan) -> Mapping[int, set[int]]:
    """Which actions of a plan wait for which. One query."""
    found: dict[int, set[int]] = {}
    rows = PlanDependency.objects.filter(action__plan=plan).exclude(needs=None)
    for waiting, needed in rows.values_list("action", "needs"):
        found.setdefault(waiting, set()).add(needed)
    return found


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing an action waits for: its words, how it stands, and the action it is, if it is one."""

    row: PlanDependency
    mark: str
    standing: str


def waits_for(action: PlanAction, today: date) -> list[Waits]:
    """What an action waits for. One query where it waits for no other action."""
    rows = action.waits_for.select_related("needs").order_by("needs__outline", "outside", "pk")
    later = carried_on(row.needs_id for row in rows if row.needs_id)
    return [_waits(row, action, later.get(row.needs_id or 0), today) for row in rows]


def _waits(row: PlanDependency, action: PlanAction, later: PlanAction | None, today: date) -> Waits:
    if row.needs is None:
        return Waits(row, *(("done", "there") if row.met_on else ("soon", "not there yet")))
    if later is not None:
        return Waits(
            row, *rules.standing_later(later.rating in CLOSED, f"{later.number} of {later.plan.name}")
        )
    is_closed = row.needs.rating in CLOSED
    return Waits(row, *rules.standing(is_closed, row.needs.due_on, action.due_on, today))


def needed_by(action: PlanAction) -> list[PlanAction]:
    """The actions that wait for this one. One query."""
    return list(PlanAction.objects.filter(waits_for__needs=action).order_by("outline"))
