"""The visits a worker means to make: of a day, or of a family."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.people.models import Person
from kith.work.models import PlannedVisit, PlannedVisitChild
from kith.work.steps.queries import first_name


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned visit as a list shows it, its children eldest first."""

    number: int
    at: datetime
    kind: str
    place: str
    children: list[Person]

    @property
    def family(self) -> str:
        """The family names of its children, as a family is called."""
        names = list(dict.fromkeys(one.family_name for one in self.children if one.family_name))
        return f"{'–'.join(names)} family" if names else first_name(self.children[0])

    @property
    def ids(self) -> list[int]:
        """The record numbers of its children."""
        return [one.pk for one in self.children]


@prepared
def _planned(worker: Worker, since: datetime, until: datetime) -> QuerySet[Any, Any]:
    rows = PlannedVisit.objects.seen_by(worker).filter(
        worker=worker.pk, visit__isnull=True, cancelled_at__isnull=True
    )
    rows = rows.filter(planned_at__gte=since, planned_at__lt=until).order_by("planned_at", "pk")
    return rows.values_list("pk", "planned_at", "kind", "place")


@prepared
def _children(worker: Worker, planned: Sequence[int]) -> QuerySet[Any, Any]:
    rows = PlannedVisitChild.objects.seen_by(worker).filter(planned__in=planned)
    return rows.values_list("planned_id", "person_id")


def between(worker: Worker, first: date, last: date) -> list[Planned]:
    """What the worker has planned from one day to another, both included, the earliest first. Three queries."""
    since, until = (
        datetime.combine(day, time(), tzinfo=clock.LONDON) for day in (first, last + timedelta(days=1))
    )
    return _with_children(worker, _planned(worker, since, until))


def of_children(worker: Worker, people: Sequence[int], today: date) -> list[Planned]:
    """What the worker has planned for these children from today on."""
    ahead = between(worker, today, today + timedelta(days=400))
    return [one for one in ahead if set(one.ids) & set(people)]


def _with_children(worker: Worker, rows: list[Any]) -> list[Planned]:
    told: dict[int, list[Person]] = defaultdict(list)
    pairs = _children(worker, [number for number, *_ in rows]) if rows else []
    people = Person.objects.seen_by(worker).filter(pk__in={person for _, person in pairs})
    held = {one.pk: one for one in people.order_by("born_on", "pk")} if pairs else {}
    order = list(held)
    for number, person in sorted(pairs, key=lambda pair: order.index(pair[1]) if pair[1] in held else -1):
        if person in held:
            told[number].append(held[person])
    return [
        Planned(number, at, kind, place, told[number]) for number, at, kind, place in rows if told[number]
    ]
