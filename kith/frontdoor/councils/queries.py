"""Cases on the way to or from other councils, and their children who live here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.access.models import Worker
from kith.core import Refused
from kith.frontdoor.councils import rules
from kith.frontdoor.models import CouncilTransfer, CouncilTransferChild, StayHere
from kith.people.models import Person
from kith.work.models import Involvement, Standing, Timescale
from kith.work.steps.queries import first_name

EVERY_ROW = "a rule needs every row, and shows none"


def open_cases(people: Sequence[int]) -> dict[int, int]:
    """The open case of each of these children who has one."""
    rows = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=people, ended_on=None)
    return dict(rows.values_list("person_id", "pk"))


def standing_in(people: Collection[int], kind: str) -> set[int]:
    """Those of these children who stand so with the service now."""
    rows = Standing.objects.unguarded(EVERY_ROW).filter(person__in=people, kind=kind, ended_on=None)
    return set(rows.values_list("person_id", flat=True))


def open_for(people: Sequence[int]) -> bool:
    """Whether one of these children is on the way to or from another council."""
    rows = CouncilTransferChild.objects.unguarded(EVERY_ROW).filter(person__in=people)
    return rows.filter(transfer__moved_on=None).exclude(transfer__answer="declined").exists()


def locked(by: Worker, transfer: CouncilTransfer) -> CouncilTransfer:
    """The transfer as it stands now, locked. Raises ``Refused`` when nothing is left to happen."""
    row = CouncilTransfer.objects.seen_by(by).select_for_update(no_key=True).filter(pk=transfer.pk).first()
    if row is None or not row.is_open:
        raise Refused("This is done already. It is kept as it was.")
    return row


def transfer_of(viewer: Worker, number: int) -> CouncilTransfer | None:
    """A transfer the viewer may know of."""
    return CouncilTransfer.objects.seen_by(viewer).filter(pk=number).select_related("by", "team").first()


def children_of(viewer: Worker, transfer: CouncilTransfer) -> list[CouncilTransferChild]:
    """Its children with their person rows, the eldest first."""
    rows = CouncilTransferChild.objects.seen_by(viewer).filter(transfer=transfer).select_related("person")
    return list(rows.order_by("person__born_on", "person_id"))


@dataclass(slots=True)
class Line:
    """One transfer in a list."""

    number: int
    way: str
    council: str
    state: str
    children: list[tuple[int, str]]
    due_on: date | None = None


def lines(viewer: Worker, person: int | None = None) -> list[Line]:
    """Every open transfer, or all of one child; the newest first. Three queries."""
    rows = CouncilTransfer.objects.seen_by(viewer).order_by("-told_on", "-pk")
    if person is None:
        rows = rows.filter(moved_on=None).exclude(answer="declined")
    else:
        mine = CouncilTransferChild.objects.seen_by(viewer).filter(person=person)
        rows = rows.filter(pk__in=mine.values("transfer"))
    found = {
        row.pk: Line(
            row.pk, row.way, row.council,
            rules.state_words(row.way, row.answer, row.answered_on, row.moved_on, row.told_on), [],
        )
        for row in rows
    }  # fmt: skip
    inside = CouncilTransferChild.objects.seen_by(viewer).filter(transfer__in=found).select_related("person")
    of_person: dict[int, Line] = {}
    for child in inside.order_by("person__born_on", "person_id"):
        line = found[child.transfer_id]
        line.children.append((child.person_id, first_name(child.person)))
        if line.way == "in":
            of_person[child.person_id] = line
    clocks = Timescale.objects.seen_by(viewer).filter(person__in=of_person, code=rules.CLOCK)
    for one, on in clocks.filter(met_on=None, dropped_on=None).values_list("person_id", "due_on"):
        of_person[one].due_on = min(filter(None, [of_person[one].due_on, on]))
    return [line for line in found.values() if line.children]


def staying(viewer: Worker, person: int | None = None) -> list[StayHere]:
    """Children of other councils who live here now, by council; or every stay of one child."""
    rows = StayHere.objects.seen_by(viewer).select_related("person")
    if person is not None:
        return list(rows.filter(person=person).order_by("-started_on", "-pk"))
    return list(rows.filter(ended_on=None).order_by("council", "person__family_name", "pk"))


def stay_of(viewer: Worker, number: int) -> StayHere | None:
    """One stay the viewer may know of."""
    return StayHere.objects.seen_by(viewer).filter(pk=number).select_related("person").first()


def name_of(person: Any) -> str:
    """The name of a person in a list."""
    return str(person.name)


def person_of(viewer: Worker, number: int) -> Person | None:
    """A person the viewer may know of."""
    return Person.objects.seen_by(viewer).filter(pk=number).first()
