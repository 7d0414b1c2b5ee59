"""What stands in the way of audits, and what puts a child into a group, for tests: rows written directly."""

from datetime import date
from typing import Any

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import clock
from kith.people.models import Conflict, Person
from kith.work.models import Standing
from tests import make


def on_a_plan(child: Person, *, since: date = date(2026, 7, 1), until: date | None = None) -> Standing:
    """That a child is on a child protection plan."""
    case = child.involvements.unguarded(EVERY_ROW).get()
    ended: dict[str, Any] = (
        {"ended_on": until, "end_reason": "over", "ended_recorded_at": clock.now()} if until else {}
    )
    return Standing.objects.create(
        person=child, kind="protection", involvement=case, started_on=since, by=make.system(),
        recorded_at=clock.now(), **ended,
    )  # fmt: skip


def related(worker: Worker, child: Person) -> Conflict:
    """That a worker is related to a child."""
    return Conflict.objects.create(
        person=child, worker=worker, words="aunt", started_at=clock.now(), by=make.system()
    )
