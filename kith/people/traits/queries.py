"""What is known of a person by lists, and who has parental responsibility, now and before."""

from dataclasses import dataclass
from datetime import date

from kith.access.models import Worker
from kith.people import queries as people_queries
from kith.people.models import ParentalResponsibility, Trait
from kith.people.queries import COLUMNS, Cell


def traits(viewer: Worker, person: int) -> list[Trait]:
    """Everything said of a person by lists, the present first, newest first. One query."""
    rows = Trait.objects.seen_by(viewer).filter(person=person)
    return sorted(rows, key=lambda one: (one.kind, one.ended_on is not None, -one.pk))


@dataclass(frozen=True, slots=True)
class Responsible:
    """Somebody with parental responsibility."""

    id: int
    holder: Cell
    how: str
    started_on: date
    ended_on: date | None


def responsible(viewer: Worker, person: int, on: date) -> list[Responsible]:
    """Who has or had parental responsibility for a person. One query."""
    columns = [f"holder__{name}" for name in COLUMNS]
    rows = ParentalResponsibility.objects.seen_by(viewer).filter(person=person).order_by("ended_on", "pk")
    words = dict(ParentalResponsibility.HOW)
    return [
        Responsible(
            row["id"],
            people_queries.cell({name: row[f"holder__{name}"] for name in COLUMNS}, on),
            words[row["how"]],
            row["started_on"],
            row["ended_on"],
        )
        for row in rows.values("id", "how", "started_on", "ended_on", *columns)
    ]
