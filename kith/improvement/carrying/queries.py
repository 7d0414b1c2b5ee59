"""What stands beside actions that are carried on."""

from collections.abc import Collection

from django.db.models import Q
from django.db.models.functions import Coalesce

from kith.improvement.carrying.rules import Wait
from kith.improvement.models import ImprovementPlan, PlanAction, PlanDependency
from kith.improvement.queries import carried_on, unfinished_in
from kith.improvement.words import CLOSED


def carried_in(plan: ImprovementPlan) -> dict[int, PlanAction]:
    """The actions that a plan carries on, by the earlier one. One query."""
    rows = plan.actions.exclude(carried_from=None).select_related("theme")
    return {row.carried_from_id or 0: row for row in rows}


def waits(carried: Collection[int], now: Collection[int]) -> list[Wait]:
    """What carried actions wait for, as far as one of the two is carried on now. One query where they wait for none."""
    rows = PlanDependency.objects.filter(Q(action__in=now) | Q(needs__in=now), action__in=carried)
    rows = rows.select_related("needs__plan").order_by("pk")
    later = carried_on(row.needs_id for row in rows if row.needs_id)
    return [_wait(row, later.get(row.needs_id or 0)) for row in rows]


def _wait(row: PlanDependency, later: PlanAction | None) -> Wait:
    if row.needs is None:
        return Wait(row.action_id, outside=row.outside, is_met=row.met_on is not None)
    is_closed = (later or row.needs).rating in CLOSED
    place = f"{row.needs.number} of {row.needs.plan.name}"
    return Wait(row.action_id, row.needs_id, is_closed, place=place)


def left_in(plan: ImprovementPlan) -> set[int]:
    """The projects of a plan in which something unfinished is left that no plan carries on. One query."""
    return set(unfinished_in(plan).values_list(Coalesce("theme__parent", "theme"), flat=True))
