"""Which figures may leave the service: decided for an indicator and a period once, for every team, area and everyone.

Each file that leaves asks here, whatever place it is about, so that a figure is hidden in all of them or in none.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from kith.core.period import Period
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Figure, Place
from kith.performance.hidden_places import hidden_places
from kith.performance.outward import Cells, hidden_cells, is_small_itself, told_cells
from kith.performance.queries import Readings
from kith.performance.tree import Tree

# indicator, first day, day after the last, and the whole that the place is part of
Key = tuple[str, date, date, int]


class Leaving:
    """What may leave of what was read. With the eyes of the reader, as the files.

    `read` gives what was read for every place. It is asked when the first figure is to leave, so that a page of one
    team, of which nothing leaves, need not read the others.
    """

    def __init__(self, read: Callable[[], Readings], of: Tree) -> None:
        self._read, self._of = read, of
        self._wholes = _wholes(of)
        self._whole_of = {place: whole for whole, parents in self._wholes.items() for place in parents}
        self._decided: dict[Key, Mapping[Any, list[bool]]] = {}

    @cached_property
    def _readings(self) -> Readings:
        return self._read()

    def is_hidden(self, figure: Figure) -> bool:
        """Whether a figure may not leave, in any file."""
        return is_small_itself(figure) or any(self._marks(figure.indicator, figure.period, figure.place))

    def cells(self, figure: Figure) -> Cells:
        """Counted, among and value as they may leave: all of them, or none. A population is no secret."""
        return hidden_cells(figure) if self.is_hidden(figure) else told_cells(figure)

    def _marks(self, indicator: Indicator, period: Period, place: Place) -> list[bool]:
        whole = self._whole_of[place.id]
        key = (indicator.code, period.starts, period.ends, whole)
        if key not in self._decided:
            parents = self._wholes[whole]
            counts = {one: self._readings.counts(indicator, period, self._place(one)) for one in parents}
            self._decided[key] = hidden_places(parents, counts)
        return self._decided[key][place.id]

    def _place(self, number: int) -> Place:
        return EVERYWHERE if number == EVERYWHERE.id else self._of.places[number]


def _wholes(of: Tree) -> dict[int, dict[int, int | None]]:
    """Every place with what it is part of, under the whole it belongs to: ours, or another council on record."""
    found: dict[int, dict[int, int | None]] = {EVERYWHERE.id: {EVERYWHERE.id: None}}
    for place in sorted(of.places):
        top = of.way_up(place)[-1]
        ours = of.own is None or top in of.own
        whole = EVERYWHERE.id if ours else top
        above = of.parents.get(place)
        parent = above if above in of.places else (EVERYWHERE.id if ours else None)
        found.setdefault(whole, {})[place] = parent
    return found
