"""Which families a worker is to visit, the latest visit first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.access.models import Worker
from kith.desk.my_work.queries import FamilyRow
from kith.desk.queries import ChildName
from kith.work.visits.clocks import NextVisit
from kith.work.visits.due import next_visits


@dataclass(frozen=True, slots=True)
class FamilyVisit:
    """A family with children to be seen: the clock that runs out first, and whom it and the others are about."""

    name: str
    person_id: int
    first: NextVisit
    children: list[tuple[ChildName, NextVisit]]

    @property
    def late(self) -> list[ChildName]:
        """The children whose visit is late."""
        return [child for child, due in self.children if due.mark == "late"]

    @property
    def who(self) -> str:
        """Whom the clock is about: those late, or else those whose visit is due first."""
        due = self.late or [child for child, due in self.children if due.on == self.first.on]
        return ", ".join(f"{child.first} {child.age}".strip() for child in due)


def to_be_made(worker: Worker, families: Sequence[FamilyRow], today: date) -> list[FamilyVisit]:
    """The families of a caseload whose visit is late or soon, the latest first. Three queries."""
    due = next_visits(worker, [child.person_id for row in families for child in row.children], today)
    found = []
    for row in families:
        children = [(child, due[child.person_id]) for child in row.children if child.person_id in due]
        if children:
            first = min((one for _, one in children), key=lambda one: one.on)
            found.append(FamilyVisit(row.name, children[0][0].person_id, first, children))
    return sorted((one for one in found if one.first.mark), key=lambda one: (one.first.on, one.name))
