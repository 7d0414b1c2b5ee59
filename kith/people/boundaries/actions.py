"""Recording that two people may not meet, or what one is told of the other, and ending that."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.boundaries import rules
from kith.people.models import Boundary, Person

THERE = "This is on record already. End it first, if it changes."


@action(May.EDIT_PERSON)
def set_boundary(
    by: Worker,
    person: Person,
    other: Person,
    *,
    kind: str,
    words: str,
    started_on: date,
    today: date,
    until_on: date | None = None,
) -> Boundary:
    """Say what may not pass between two people, from a day to the last one an order names, if it names one."""
    words = " ".join(words.split())
    if person.pk == other.pk:
        raise Refused("That is the same person. Choose the other one.", "boundary_other")
    if wrong := rules.obstacle(kind, words, started_on, until_on, today):
        raise Refused.several(wrong)
    held = Boundary.objects.seen_by(by).filter(person=person, other=other, kind=kind, ended_on__isnull=True)
    if held.exclude(until_on__lt=started_on).exists():
        raise Refused(THERE, "boundary")
    try:
        with transaction.atomic():
            return Boundary.objects.create(
                person=person, other=other, kind=kind, words=words, started_on=started_on,
                until_on=until_on, recorded_at=clock.now(), by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(THERE, "boundary") from None


@action(May.EDIT_PERSON)
def end_boundary(by: Worker, boundary: Boundary, *, today: date) -> Boundary:
    """It does not hold any more, or it is right that it ran out; it stays in the past."""
    if boundary.ended_on:
        raise Refused("This has ended already.")
    last = boundary.until_on if boundary.until_on and boundary.until_on < today else today
    boundary.ended_on, boundary.ended_recorded_at = max(last, boundary.started_on), clock.now()
    boundary.save(update_fields=["ended_on", "ended_recorded_at"])
    return boundary
