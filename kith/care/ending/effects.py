"""What orders of courts and the end of care set going here, under the names in the wiring of orders and of care."""

from datetime import date

from kith.access.models import Worker
from kith.care.ending import queries, rules
from kith.care.models import CarePeriod
from kith.care.period.queries import Held, now_of
from kith.work.timescales.actions import drop, meet, start


def order_made(by: Worker, *, person: int, kind: str, on: date) -> bool:
    """That a court made such an order: where it may end care, that the end is recorded is due soon. Whether it is."""
    held, status = _status_on(by, person, on)
    if held is None or not rules.may_end(kind, status):
        return False
    return _wait(by, held, kind, on)


def order_over(by: Worker, *, person: int, code: str, reason: str, on: date) -> bool:
    """That an order which gave the legal status ``code`` is over: as ``order_made``, where care still says it holds."""
    held, status = _status_on(by, person, on)
    if held is None or not rules.is_over(code, reason, status):
        return False
    return _wait(by, held, reason, on)


def _status_on(by: Worker, person: int, on: date) -> tuple[Held | None, str]:
    """The time in care that goes on, where it had begun by then, and its legal status now."""
    held = now_of(by, person)
    if held is None or on < held.standing.started_on:
        return None, ""
    return held, held.statuses[-1].code


def _wait(by: Worker, held: Held, about: str, on: date) -> bool:
    person, standing = held.standing.person_id, held.standing
    begun = start(
        by, code=rules.CODE, person=person, from_on=on, about=about, event="the order", standing=standing
    )
    return begun is not None


def end_with_care(by: Worker, period: CarePeriod, *, on: date, reason: str) -> None:
    """Care ended, be it before the order: what was waited for happened. Part of the action that ends care."""
    for row in queries.rows(by, [period.standing.person_id]):
        meet(by, code=rules.CODE, person=row.person_id, about=row.about, on=max(on, row.from_on))


def status_changed(by: Worker, period: CarePeriod, on: date) -> None:
    """Care goes on under another legal status; part of the action that changes it."""
    for row in queries.rows(by, [period.standing.person_id]):
        if rules.may_go_on(row.about) and on >= row.from_on:
            drop(by, row, on=max(on, row.from_on), why="Care goes on under another legal status.")
