"""What a reader of a family's copy may hear, and the copies that were given."""

from collections.abc import Mapping
from datetime import date

from kith.access.models import Worker
from kith.people.boundaries.rules import Line
from kith.people.models import Boundary, Relationship
from kith.people.outputs.rules import Reader
from kith.work.copies.content import Hearing
from kith.work.models import Step, StepCopy
from kith.work.steps.queries import first_name

NOTHING = "told_nothing"


def hearing(viewer: Worker, reader: Reader, names: Mapping[int, str], asked: int, today: date) -> Hearing:
    """Of which children a reader hears. ``names``: the children of the step; ``asked``: one of them, or 0 for all.

    A relative hears of the children they are related to, a child of all who were written of together, nobody of one of
    whom they are told nothing. Everybody (reader 0) hears all. Two queries for a reader, none for everybody.
    """
    wanted = {asked} if asked else set(names)
    if not reader.id:
        return Hearing(wanted)
    silenced = _silenced(viewer, reader.id, today)
    related = _related(viewer, reader.id, names)
    apart = {child: name for child, name in names.items() if child not in related}
    unheard = {**apart, **silenced}
    about = wanted - set(unheard)
    return Hearing(about, tuple(unheard.values()), own_only=any(child in silenced for child in names))


def _silenced(viewer: Worker, reader: int, today: date) -> dict[int, str]:
    """Whoever it is of whom a reader is told nothing: number and first name."""
    rows = Boundary.objects.seen_by(viewer).filter(other=reader, kind=NOTHING).select_related("person")
    lines = [(row, Line(row.kind, "", "", row.started_on, row.until_on, row.ended_on)) for row in rows]
    return {row.person_id: first_name(row.person) for row, line in lines if line.holds(today)}


def _related(viewer: Worker, reader: int, names: Mapping[int, str]) -> set[int]:
    if reader in names:
        return set(names)
    rows = Relationship.objects.seen_by(viewer).filter(
        person=reader, other__in=list(names), ended_on__isnull=True
    )
    return set(rows.values_list("other_id", flat=True))


def copies_of(viewer: Worker, step: Step) -> list[StepCopy]:
    """What was given of a step, newest first."""
    rows = StepCopy.objects.seen_by(viewer).filter(step=step).select_related("by").defer("content")
    return list(rows.order_by("-at", "-pk"))


def copy_of(viewer: Worker, step: Step, number: int) -> StepCopy | None:
    """One that was given, with its file."""
    rows = StepCopy.objects.seen_by(viewer).filter(step=step, pk=number)
    return rows.select_related("by", "file").first()
