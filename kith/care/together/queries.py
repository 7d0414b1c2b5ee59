"""A child in care with brothers and sisters who are in care too, for what is recorded of several at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kith.access.models import Worker
from kith.care.models import CarePeriod
from kith.care.period.queries import child_of
from kith.care.rules import Child
from kith.core import Refused
from kith.core.reading_words import isolated
from kith.people.models import Person
from kith.work.visits.queries import together


@dataclass(frozen=True, slots=True)
class InCare:
    """A child and the time in care that holds or was the last."""

    person: Person
    period: CarePeriod

    @property
    def child(self) -> Child:
        """The child as rules know it."""
        return child_of(self.person)

    @property
    def called(self) -> str:
        """The first name."""
        return self.child.called

    @property
    def born_on(self) -> date | None:
        """The day of birth, where it is known to the day."""
        return self.child.born_on

    @property
    def started_on(self) -> date:
        """The day care began."""
        return self.period.standing.started_on

    @property
    def ended_on(self) -> date | None:
        """The day care ended."""
        return self.period.standing.ended_on


def in_care(viewer: Worker, number: int, on: date) -> list[InCare]:
    """The child with the time in care that holds on a day, else the last; then brothers and sisters in care on it.

    Empty for a child that was never in care or is not known. Two queries and those of the family.
    """
    people = together(viewer, number, on)
    if not people:
        people = list(Person.objects.seen_by(viewer).filter(pk=number))
    rows = CarePeriod.objects.seen_by(viewer).filter(standing__person__in=[one.pk for one in people])
    latest: dict[int, CarePeriod] = {}
    for row in rows.select_related("standing__person").order_by("standing__started_on"):
        latest[row.standing.person_id] = row
    own = latest.get(number)
    if own is None:
        return []
    others = [
        InCare(one, latest[one.pk])
        for one in people
        if one.pk != number and one.pk in latest and latest[one.pk].standing.ended_on is None
    ]
    return [InCare(own.standing.person, own), *others]


def chosen(among: Sequence[InCare], ticked: Collection[str]) -> list[InCare]:
    """Those whose box was ticked; where only one can be meant, that one. Raises ``Refused`` for none."""
    if len(among) == 1:
        return list(among)
    found = [one for one in among if str(one.person.pk) in ticked]
    if not found:
        raise Refused("Tick at least one child.", "children")
    return found


def choices(among: Sequence[InCare]) -> list[tuple[int, str]]:
    """The children as boxes to tick."""
    return [(one.person.pk, isolated(one.called)) for one in among]
