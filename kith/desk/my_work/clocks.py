"""What law and practice ask for the children one holds: conferences, reviews, core groups ... most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.desk.my_work.queries import FamilyRow
from kith.desk.queries import ChildName
from kith.work.timescales.queries import Running


@dataclass(frozen=True, slots=True)
class FamilyClock:
    """One thing that is to happen for children of one family by one day."""

    family: str
    first: Running
    children: list[ChildName]

    @property
    def who(self) -> str:
        """The children it is about, with their ages."""
        return ", ".join(f"{child.first} {child.age}".strip() for child in self.children)


def marked(families: Sequence[FamilyRow], running: Mapping[int, Sequence[Running]]) -> list[FamilyClock]:
    """The clocks that are late or soon: brothers and sisters with one day are one line. No query."""
    found: dict[tuple[str, str, object], FamilyClock] = {}
    for row in families:
        for child in row.children:
            for one in running.get(child.person_id, ()):
                if one.mark:
                    key = (row.name, one.code, one.due_on)
                    found.setdefault(key, FamilyClock(row.name, one, [])).children.append(child)
    return sorted(found.values(), key=lambda one: (one.first.due_on, one.family, one.first.title))
