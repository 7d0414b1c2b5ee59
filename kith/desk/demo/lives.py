"""What the parts of the demonstration may know of an invented case as it was made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # planning asks the parts, and the parts make spans of this
    from kith.desk.demo.households import Child, Household
    from kith.desk.demo.parts.care import Story
    from kith.desk.demo.planning import Planned, Spell
    from kith.desk.demo.staffing import Staffing


@dataclass(frozen=True, slots=True)
class Span:
    """How a child stood with the service: from a day to a day; ``ended_on`` is None while it goes on.

    ``then`` is what it was decided should follow.
    """

    person: int
    kind: str
    started_on: date
    ended_on: date | None = None
    then: str = ""


@dataclass(frozen=True, slots=True)
class Cared:
    """A child's time in care as it was told: its standing, its laws and its homes."""

    child: Child
    standing: int
    told: Story


@dataclass(slots=True)
class Life:
    """A case of an invented family that was made.

    ``cases`` gives the case of each child, ``made`` the work done with the number of its step. ``last_on`` is the last
    day on which anything may have happened: yesterday, or the day the case ended. ``spans`` is what parts made so far.
    """

    house: Household
    children: list[Child]
    cases: dict[int, int]
    spell: Spell
    staff: Staffing
    last_on: date
    is_open: bool
    made: list[tuple[Planned, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    cared: list[Cared] = field(default_factory=list)

    @property
    def goes_on_in_the_story(self) -> bool:
        """Whether it is open with the team whose open work the story tells: nothing that waits is put beside that."""
        return self.is_open and self.staff.is_of_the_story(self.spell.held.team)

    def done(self, kind: str) -> list[tuple[Planned, int]]:
        """The work of a kind that was begun in this case, with the numbers of its steps."""
        return [(planned, step) for planned, step in self.made if planned.kind == kind]

    def is_free(
        self, person: int, kinds: Collection[str], started_on: date, ended_on: date | None = None
    ) -> bool:
        """Whether a child stands in none of these ways on any day from one to the other, both of them counted."""
        return not any(
            span.person == person
            and span.kind in kinds
            and (ended_on is None or span.started_on <= ended_on)
            and (span.ended_on is None or started_on <= span.ended_on)
            for span in self.spans
        )
