"""Holding a time in care while its chain changes; part of the actions that change it."""

from kith.access.models import Worker
from kith.care.models import CarePeriod
from kith.care.period import queries
from kith.care.period.queries import Held
from kith.core import Refused

GONE = "This time in care is not there any more."
OVER = "This time in care has ended. What it was cannot be added to."


def going_on(by: Worker, period: CarePeriod) -> Held:
    """A time in care that goes on, whole and locked. Raises ``Refused`` where it is gone or has ended."""
    held = queries.held(by, period.pk, lock=True)
    if held is None:
        raise Refused(GONE)
    if held.standing.ended_on is not None:
        raise Refused(OVER)
    return held
