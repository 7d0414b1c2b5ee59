"""The clocks on the way to adoption: started, met and dropped as part of the actions that record what happens."""

from collections.abc import Sequence
from datetime import date

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.care.adopting import rules
from kith.care.models import AdoptionDecision, AdoptionMatch, AdoptionStep, CarePeriod
from kith.work.timescales.actions import drop, meet, running_one, start


def happened(by: Worker, period: CarePeriod, what: str, on: date) -> None:
    """Something happened on the way: what waits for it is met; what runs from it starts, met already where it came."""
    person, standing = period.standing.person_id, period.standing
    for code in rules.met_by(what):
        meet(by, code=code, person=person, on=on)
    known = known_of(period)
    for code in rules.started_by(what):
        event = rules.CLOCKS[code].event
        begun = start(by, code=code, person=person, from_on=on, event=event, standing=standing)
        came_on = rules.came_already(code, on, known)
        if begun is not None and begun.from_on == on and came_on is not None:
            meet(by, code=code, person=person, on=came_on)


def over(by: Worker, period: CarePeriod, codes: Sequence[str], *, on: date, why: str) -> None:
    """What these clocks wait for is not to come any more."""
    for code in codes:
        if row := running_one(by, code=code, person=period.standing.person_id):
            drop(by, row, on=max(on, row.from_on), why=why)


def known_of(period: CarePeriod) -> list[tuple[str, date]]:
    """What is on record of the way of a time in care, and when it happened; not what was reversed or ended."""
    steps = AdoptionStep.objects.unguarded(EVERY_ROW).filter(period=period)
    decisions = AdoptionDecision.objects.unguarded(EVERY_ROW).filter(period=period, ceased_on=None)
    matches = AdoptionMatch.objects.unguarded(EVERY_ROW).filter(decision__in=decisions, ended_on=None)
    return [
        *steps.values_list("kind", "happened_on"),
        *((rules.DECISION, on) for on in decisions.values_list("decided_on", flat=True)),
        *((rules.MATCH, on) for on in matches.values_list("matched_on", flat=True)),
    ]
