"""When a looked-after child is to be visited next.

Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28 as made: within a week of the start
of every placement; then every six weeks in its first year; after that every three months where it is meant to last
to 18, else every six weeks (28(2)). With a parent before the assessment is finished: weekly until the first review,
then every six weeks (28(3)). With a relative or friend approved for the time being, or with a parent under an interim
care order: weekly until the first review, then every four weeks (28(4)). With a parent under a care order: within a
week of the order, then every six weeks (28(5)). The regulation as amended in 2015 was not read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kith.core.period import add_months

FIRST, WEEKLY = "care_visit_first", "care_visit_weekly"
FOUR_WEEKS, SIX_WEEKS, THREE_MONTHS = "care_visit_4_weeks", "care_visit_6_weeks", "care_visit_3_months"
CODES = (FIRST, WEEKLY, FOUR_WEEKS, SIX_WEEKS, THREE_MONTHS)  # how long each is stands in the pack
PARENTS = "P1"
INTERIM, CARE_ORDER = "C1", "C2"


@dataclass(frozen=True, slots=True)
class Lives:
    """What says how often a child is visited: the placement and the legal status that hold, and their beginnings.

    ``reviewed_on`` is the day of the first review of this time in care. A temporary stay elsewhere and the return from
    it begin no placement anew: ``placed_on`` is the first day of the one the child comes back to.
    """

    kind: str
    placed_on: date
    status: str = ""
    status_since: date | None = None
    visits: str = ""
    is_lasting: bool = False
    reviewed_on: date | None = None

    @property
    def part(self) -> str:
        """Which paragraph of regulation 28 holds."""
        if self.kind == PARENTS and self.visits == "unassessed_parent":
            return "(3)"
        if self.visits == "temporary_carer" or (self.kind == PARENTS and self.status == INTERIM):
            return "(4)"
        return "(5)" if self.kind == PARENTS and self.status == CARE_ORDER else "(2)"

    @property
    def began(self) -> date:
        """The day the first week runs from: of the placement, or of a care order made while with a parent."""
        if self.part == "(5)" and self.status_since and self.status_since > self.placed_on:
            return self.status_since
        return self.placed_on


@dataclass(frozen=True, slots=True)
class Next:
    """The clock of the pack that runs now, the day it runs from, and what happened on that day, in words."""

    code: str
    since: date
    event: str


def next_visit(lives: Lives, seen: Collection[date]) -> Next:
    """Which clock runs for a child; ``seen`` are the days it was seen on such visits, in any order."""
    began = lives.began
    since_then = [on for on in seen if on >= began]
    if not since_then:
        what = "the start of the placement" if began == lives.placed_on else "the care order"
        return Next(FIRST, began, what)
    last = max(since_then)
    return Next(_interval(lives, last), last, "the last visit")


def _interval(lives: Lives, last: date) -> str:
    if lives.part in ("(3)", "(4)") and lives.reviewed_on is None:
        return WEEKLY
    if lives.part == "(4)":
        return FOUR_WEEKS
    if lives.part == "(2)" and lives.is_lasting and last >= add_months(lives.placed_on, 12):
        return THREE_MONTHS
    return SIX_WEEKS


def met_on(code: str, from_on: date, seen: Collection[date]) -> date | None:
    """The first visit that a running clock counts; the visit it runs from itself is none, but the first week's may be
    made on the day the placement begins.
    """
    return min((on for on in seen if on > from_on or (on == from_on and code == FIRST)), default=None)
