"""What the outcomes of other work set going in care, under the names that packs know."""

from collections.abc import Sequence
from datetime import date

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.care.period.queries import KIND, TO_BEGIN
from kith.work.models import Standing, Step
from kith.work.timescales.actions import start


def care_to_begin(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """It was decided that these children are looked after: that the start is recorded is due soon, on its own page.

    Nothing for a child who is looked after already.
    """
    rows = Standing.objects.unguarded(EVERY_ROW).filter(person__in=people, kind=KIND, ended_on=None)
    held = set(rows.values_list("person_id", flat=True))
    for person in people:
        if person not in held:
            start(by, code=TO_BEGIN, person=person, from_on=on, event="the decision")
