"""Children in care for tests: rows written directly, with the chain that belongs to a time in care."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from kith.access.models import Worker
from kith.care.models import CarePeriod, LegalStatus, Placement
from kith.core import clock
from kith.people.models import Person
from kith.work.models import Involvement, Standing
from tests import make


def in_care(
    child: Person, since: date, by: Worker | None = None, *, until: date | None = None, reason: str = "E4A",
    status: str = "C2", kind: str = "U6", placed_on: date | None = None, need: str = "N1",
) -> CarePeriod:  # fmt: skip
    """A time in care from a day on, in one legal status; ``placed_on``: of ``kind`` is a second placement, and a
    placement order (E1) holds from that day, after a care order.
    """
    by, now = by or make.system(), clock.now()
    case = (
        Involvement.objects.unguarded("a rule needs every row, and shows none").filter(person=child).first()
    )
    case = case or make.involvement(child, by.team, by if by.team else None, started_on=since)
    over = {"ended_on": until, "ended_recorded_at": now} if until else {}
    ended = {**over, "end_reason": reason} if until else {}
    standing = Standing.objects.create(
        person=child, kind="looked_after", involvement=case, started_on=since, by=by, recorded_at=now, **ended
    )
    period = CarePeriod.objects.create(standing=standing, need=need, before="Z1")
    law = {"period": period, "by": by, "recorded_at": now}
    if placed_on and status == "E1":
        until_then = {"ended_on": placed_on, "ended_recorded_at": now}
        LegalStatus.objects.create(code="C2", started_on=since, **law, **until_then)
        LegalStatus.objects.create(code=status, started_on=placed_on, **law, **over)
    else:
        LegalStatus.objects.create(code=status, started_on=since, **law, **over)
    first = {"kind": "U6" if placed_on else kind, "ended_on": placed_on or until}
    if first["ended_on"]:
        first |= {"ended_recorded_at": now}
    placed = {"period": period, "provider": "PR1", "by": by, "recorded_at": now}
    Placement.objects.create(started_on=since, **placed, **first)
    if placed_on:
        Placement.objects.create(started_on=placed_on, kind=kind, **placed, **over)
    return period


def put(table: Any, **told: Any) -> Any:
    """Write a row past every rule, as a faulty program would, and have the record store look at it at once."""
    with transaction.atomic():
        made = table.objects.create(**told)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        return made
