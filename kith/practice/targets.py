"""What a figure is held against: targets, comparators, populations; each with its years and its source.

And which figures are shown together as a scorecard.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kith.practice.entries import in_force

FLOOR, CEILING, RANGE = KINDS = ("floor", "ceiling", "range")


@dataclass(frozen=True, slots=True)
class Target:
    """A value to reach (`floor`), not to exceed (`ceiling`), or to stay between (`range`: `value` up to `high`).

    Unrounded figures are compared. Within `tolerance` on the wrong side the figure is near it. `team` and
    `place` are "" for the whole authority; `place` names another authority whose published figures are shown here.
    """

    indicator: str
    value: Decimal
    kind: str
    source: str
    tolerance: Decimal = Decimal(0)
    since: date | None = None
    until: date | None = None
    deadline: date | None = None
    team: str = ""
    place: str = ""
    high: Decimal | None = None

    @property
    def lowest(self) -> Decimal | None:
        """What the figure may not be under; None for a ceiling."""
        return None if self.kind == CEILING else self.value

    @property
    def highest(self) -> Decimal | None:
        """What the figure may not be over; None for a floor."""
        return self.high if self.kind == RANGE else None if self.kind == FLOOR else self.value

    def holds_on(self, day: date) -> bool:
        """Whether it is the target on this day."""
        return in_force(self.since, self.until, day)

    def short(self, figure: Decimal) -> Decimal:
        """How far a figure is on the wrong side: below nought where there is room to spare."""
        under = self.lowest - figure if self.lowest is not None else None
        over = figure - self.highest if self.highest is not None else None
        return max(way for way in (under, over) if way is not None)

    def verdict(self, figure: Decimal | None) -> str:
        """'on', 'near' or 'below' (the wrong side of) target; '' when there were no cases."""
        if figure is None:
            return ""
        short = self.short(figure)
        if short <= 0:
            return "on"
        return "near" if short <= self.tolerance else "below"


@dataclass(frozen=True, slots=True)
class Comparator:
    """Somebody else's figure: England, the statistical neighbours, a region."""

    indicator: str
    who: str
    value: Decimal
    year: str
    source: str
    since: date | None = None
    until: date | None = None
    place: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is shown beside figures of this day."""
        return in_force(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class CaseloadLimit:
    """How many children a worker at full hours is to hold at most, and one with a protected caseload."""

    children: int
    newly_qualified: int
    source: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is the limit on this day."""
        return in_force(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class ReportLimit:
    """How many working days before a conference its reports are to be with the family: an initial one and a review."""

    initial: int
    review: int
    source: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is the limit on this day."""
        return in_force(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Indicators that are shown together, each with every field: what a board is given."""

    code: str
    title: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """Children aged 0 to 17 of an area in the middle of a year."""

    area: str
    year: int
    value: int
    source: str
