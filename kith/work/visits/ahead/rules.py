"""Whether a visit can be planned as told."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from kith.core import clock
from kith.work.visits.rules import LONGEST_PLACE, Problem

FARTHEST = timedelta(days=366)
LONGEST_REASON = 200


def problems_with_plan(
    *,
    planned_at: datetime,
    today: date,
    kind: str,
    kinds: Collection[str],
    place: str,
    children: Collection[int],
    names: Mapping[int, str],
) -> list[Problem]:
    """Everything that stops a visit from being planned."""
    on = clock.london(planned_at).date()
    problems = []
    if on < today:
        problems.append(("on", "That day is over. Record the visit instead."))
    if on > today + FARTHEST:
        problems.append(("on", "That is more than a year ahead. Check the year."))
    if kind not in kinds:
        problems.append(("kind", "Choose what kind it will be."))
    if len(place) > LONGEST_PLACE:
        problems.append(("place", f"Say where in at most {LONGEST_PLACE} letters."))
    if not children:
        problems.append(("children", "Choose at least one child."))
    elif any(child not in names for child in children):
        problems.append(("children", "One of these children is not known."))
    return problems


def problem_with_reason(reason: str) -> str | None:
    """Why a planned visit cannot be taken out with this reason; None when it can."""
    if not reason.strip():
        return "Say why the visit is not made."
    return f"Say why in at most {LONGEST_REASON} letters." if len(reason) > LONGEST_REASON else None
