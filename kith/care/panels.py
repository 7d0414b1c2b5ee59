"""The panels of a child's care page: each is made by one function of the feature it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.access.models import Worker
from kith.care.models import CarePeriod
from kith.care.period.queries import Held

LATEST = 5  # rows a panel shows; the rest is on the page of everything


@dataclass(frozen=True, slots=True)
class Shown:
    """What every panel is made from: who looks at which child on which day, its latest time in care and all of them,
    the newest first.
    """

    viewer: Worker
    number: int
    called: str
    held: Held | None
    today: date
    periods: Sequence[CarePeriod] = ()

    @property
    def is_now(self) -> bool:
        """Whether the child is looked after today."""
        return self.held is not None and self.held.standing.ended_on is None


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its template shows ``values``; ``beside`` puts it into the narrow column."""

    id: str
    title: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)
    aside: str = ""
    beside: bool = False


Make = Callable[[Shown], Panel | None]
