"""For whom a step may be started by hand, and what kinds there are."""

from collections.abc import Sequence
from datetime import date

from kith.access import practice
from kith.access.models import Worker
from kith.people.models import Person
from kith.practice import StepKind
from kith.work.models import Involvement, StepChild
from kith.work.steps.queries import first_name
from kith.work.visits.queries import together


def kinds_by_hand(on: date) -> list[StepKind]:
    """The kinds of steps that a worker may start without another step leading to them."""
    return [kind for kind in practice.on(on).steps.values() if kind.by_hand]


def open_children(viewer: Worker, person: int, on: date) -> list[Person]:
    """A person and the brothers and sisters who are open to us; empty for who is not known."""
    family = together(viewer, person, on)
    rows = Involvement.objects.seen_by(viewer).filter(person__in=family, ended_on__isnull=True)
    held = set(rows.values_list("person_id", flat=True))
    return [one for one in family if one.pk in held or one.pk == person]


def names_not_open(viewer: Worker, people: Sequence[Person]) -> list[str]:
    """First names of those of these people who have no open involvement."""
    rows = Involvement.objects.seen_by(viewer).filter(person__in=people, ended_on__isnull=True)
    held = set(rows.values_list("person_id", flat=True))
    return [first_name(one) for one in people if one.pk not in held]


def open_since(viewer: Worker, people: Sequence[int]) -> date | None:
    """When the first of the open involvements of these people began."""
    rows = Involvement.objects.seen_by(viewer).filter(person__in=people, ended_on__isnull=True)
    return rows.order_by("started_on").values_list("started_on", flat=True).first()


def had_one(viewer: Worker, kind: str, people: Sequence[int], since: date) -> bool:
    """Whether there was a step of the kind about one of these people since a day."""
    rows = StepChild.objects.seen_by(viewer).filter(person__in=people, step__kind=kind)
    return rows.filter(step__started_on__gte=since).exclude(step__state="cancelled").exists()
