"""Saying that care goes on although a court said what may end it."""

from collections.abc import Sequence

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.ending import queries
from kith.core import Refused, clock
from kith.work.timescales.actions import drop

LONGEST = 400


@action(May.RECORD_CARE)
def goes_on(by: Worker, people: Sequence[int], *, why: str) -> int:
    """The care of these children does not end by what the court said, and why; gives for how many orders."""
    if not 0 < len(why.strip()) <= LONGEST:
        raise Refused(f"Say why care goes on, in at most {LONGEST} letters.", "why_not")
    rows = list(queries.rows(by, people))
    if not rows:
        raise Refused("Of none of these children is an end of care waited for.", "waiting")
    for row in rows:
        drop(by, row, on=max(clock.today(), row.from_on), why=why.strip())
    return len(rows)
