"""What several actions of care do besides: keep what stood on record before, and open the work that goes with it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models

from kith.access import practice
from kith.access.models import Worker
from kith.care.models import CareCorrection, CarePeriod
from kith.core import clock
from kith.work.models import Step
from kith.work.opening.actions import open_step
from kith.work.steps.queries import already_open, holder_of

NEW = timedelta(days=92)  # what is written down later than this opens no work any more


def keep_before(by: Worker, period: CarePeriod, part: str, row: models.Model, why: str) -> CareCorrection:
    """Keep a row as it is now, before it changes or goes; part of the action that changes it."""
    return CareCorrection.objects.create(
        period=period, part=part, number=row.pk, before=_values(row), why=why.strip(), by=by, at=clock.now()
    )


def _values(row: models.Model) -> dict[str, Any]:
    found = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: _told(value) for name, value in found.items()}


def _told(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def open_work(
    by: Worker, kind: str, people: Sequence[int], on: date, *, worker: Worker | None = None
) -> Step | None:
    """Open the piece of work that goes with something of that day, once for all these children.

    It is given to ``worker``, by default to who holds them. None where the practice of the day has none, it is open
    already, nobody's team holds the children, or the day is long past.
    """
    holder = holder_of(people)
    if holder is None or on < clock.today() - NEW or already_open(kind, people):
        return None
    if kind not in practice.on(on, holder[0].pk).steps:
        return None
    return open_step(
        by,
        kind=kind,
        people=people,
        team=holder[0],
        worker=worker or holder[1],
        started_on=on,
        clock_from_on=None,
    )
