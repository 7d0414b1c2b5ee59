"""Stores the times in care and on a plan of a record set: each whole, with its placements and its legal status."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from kith.care.models import CarePeriod, LegalStatus, Placement
from kith.core import clock
from kith.performance.papers.record_sets import Standings
from kith.performance.papers.rows import store
from kith.protection.models import PlanCategory, ProtectionPlan
from kith.work.models import Standing

CARE_ORDER, FOSTER_CARE, COUNCIL, RETURNED, NEGLECT, ABUSE = "C2", "U6", "PR1", "E4A", "NEG", "N1"
MOVED = "CARPL"


def store_times(
    of: Standings,
    children: Sequence[int],
    cases: Sequence[int],
    since: list[date],
    until: list[date] | None,
    by: int,
) -> None:
    """A time for each child since its day, and with `until` up to its day there."""
    ends: dict[str, Any] = {}
    if until:
        ends = {"ended_on": until, "ended_recorded_at": [_at(day) for day in until]}
    told = {"recorded_at": [_at(day) for day in since], "by_id": by}
    reason = {"end_reason": RETURNED} if until else {}
    times = store(
        Standing, of.whole, person_id=list(children), involvement_id=list(cases), kind=of.kind, started_on=since,
        **told, **ends, **reason,
    )  # fmt: skip
    if of.kind == "protection":
        store(ProtectionPlan, of.whole, standing_id=times, first_category=NEGLECT, category=NEGLECT)
        store(PlanCategory, of.whole, plan_id=times, category=NEGLECT, since_on=since, **told)
        return
    store(CarePeriod, of.whole, standing_id=times, need=ABUSE)
    store(LegalStatus, of.whole, period_id=times, code=CARE_ORDER, started_on=since, **told, **ends)
    if of.moved:
        _three_homes(of.whole, times, since, of.moved, by)
        return
    store(
        Placement,
        of.whole,
        period_id=times,
        kind=FOSTER_CARE,
        provider=COUNCIL,
        started_on=since,
        **told,
        **ends,
    )


def _three_homes(number: int, times: list[int], since: list[date], moved: tuple[date, date], by: int) -> None:
    """The first home since the time began, the second and the third since the two days."""
    second, third = moved
    same = {"period_id": times, "kind": FOSTER_CARE, "provider": COUNCIL, "by_id": by}
    first = {"ended_on": second, "ended_recorded_at": _at(second), "end_reason": MOVED}
    store(Placement, number, started_on=since, recorded_at=[_at(day) for day in since], **same, **first)
    then = {"ended_on": third, "ended_recorded_at": _at(third), "end_reason": MOVED}
    store(Placement, number, started_on=second, recorded_at=_at(second), **same, **then)
    store(Placement, number, started_on=third, recorded_at=_at(third), **same)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=clock.LONDON)
