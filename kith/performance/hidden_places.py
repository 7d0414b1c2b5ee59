"""Which figures of a service, its areas and its teams may not leave, decided for all together. Plain values only.

A figure leaves in more than one file: an area's on its own scorecard, its teams' in a table, everyone's in a paper. So
it is not decided file by file: whoever lays all files side by side must not work out a number that one of them hides.

The counts of places form a net in which everything flows: each count is an arc. A total flows down the places to those
that have no others below them, splits there into what counts and what does not, and flows up again; what flows into a
node flows out of it. A reader's other possible numbers differ along rings of hidden arcs, one more along the arc, one
less against it. A hidden count is safe when it lies on such a ring on which none falls below nought.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Any

from kith.performance.small_numbers import is_small

Place = Any  # whatever names a place
Arc = tuple[Place, int]  # (place, column)
Step = tuple[Arc, Hashable]  # an arc that leaves a node, and where it leads
_OUTSIDE = "outside"


def hidden_places(
    parents: Mapping[Place, Place | None],
    counts: Mapping[Place, Sequence[int]],
) -> dict[Place, list[bool]]:
    """Which counts of each place are hidden: one mark for each column and, where there are several, for their sum.

    `parents` has one place without a parent, the whole; `counts` are those of a place with all below it. What a place
    has beside those below it is nobody's figure, but a reader can work it out: it is no one's to tell when it is small.
    Raises ValueError for places whose parts come to more than they have, and for rows of different lengths.
    """
    net = _Net(parents, counts)
    if net.hidden:
        net.lay()
    for arc in sorted(net.hidden, key=lambda one: (net.order[one[0]], one[1])):
        net.protect(arc)
    return {place: [(place, column) in net.hidden for column in range(net.columns)] for place in counts}


class _Rest:
    """What a place has beside the places below it."""

    def __init__(self, of: Place) -> None:
        self.of = of


class _Net:
    """The counts as arcs between nodes, those that are hidden, and those nobody shows."""

    def __init__(self, parents: Mapping[Place, Place | None], counts: Mapping[Place, Sequence[int]]) -> None:
        if len({len(row) for row in counts.values()}) > 1:
            raise ValueError("The counts of all places are equally many.")
        self.parents: dict[Place, Place | None] = dict(parents)
        self.rows = {place: _with_total(row) for place, row in counts.items()}
        self.columns = len(next(iter(self.rows.values()), ()))
        self.below: dict[Place, list[Place]] = defaultdict(list)
        for place in counts:
            if (parent := parents[place]) is not None:
                self.below[parent].append(place)
        self.unshown: set[Place] = set()
        for place in list(self.below):
            self._add_rest(place)
        self.order = {place: number for number, place in enumerate(self.rows)}
        self.height: dict[Place, int] = {}
        self.steps: dict[Hashable, list[Step]] = defaultdict(list)
        self.safe: set[Arc] = set()
        self.hidden = {
            (place, column)
            for place, row in self.rows.items()
            for column, number in enumerate(row)
            if is_small(number)
        }

    def lay(self) -> None:
        """Lay the arcs between their nodes: needed only where something is hidden."""
        for place in self.rows:
            self.height[place] = self._height(place)
            for column in range(self.columns):
                first, last = self._ends((place, column))
                self.steps[first].append(((place, column), last))
                if self.rows[place][column]:
                    self.steps[last].append(((place, column), first))

    def protect(self, arc: Arc) -> None:
        """Hide the cheapest ring of counts through one, if it lies on none yet. All that lie on the ring are safe."""
        if arc in self.safe:
            return
        first, last = self._ends(arc)
        rings = [self._way(last, first, arc)]
        if self.rows[arc[0]][arc[1]] and (rings[0] is None or rings[0][0]):
            rings.append(self._way(first, last, arc))
        _, ring = min((ring for ring in rings if ring is not None), key=lambda ring: ring[0])
        self.hidden.update(ring)
        self.safe.update((arc, *ring))

    def _add_rest(self, place: Place) -> None:
        sums = [sum(column) for column in zip(*(self.rows[one] for one in self.below[place]), strict=True)]
        rest = [most - known for most, known in zip(self.rows[place], sums, strict=True)]
        if min(rest) < 0:
            raise ValueError("The parts of a place come to more than it has.")
        if any(rest):
            one = _Rest(place)
            self.rows[one], self.parents[one] = rest, place
            self.below[place].append(one)
            self.unshown.add(one)

    def _height(self, place: Place) -> int:
        return 1 + max((self._height(one) for one in self.below.get(place, ())), default=-1)

    def _ends(self, arc: Arc) -> tuple[Hashable, Hashable]:
        """Where an arc comes from and where it leads: the total down the places, its parts up."""
        place, column = arc
        is_total = self.columns > 1 and column == self.columns - 1
        parent = self.parents[place]
        above = _OUTSIDE if parent is None else (column, parent)
        own: Hashable = (column, place)
        if not self.below.get(place):
            own = _OUTSIDE if self.columns == 1 else ("split", place)
        return (above, own) if is_total else (own, above)

    def _way(self, start: Hashable, goal: Hashable, without: Arc) -> tuple[int, list[Arc]] | None:
        """The cheapest way through the net that does not use an arc: its cost and its arcs."""
        turn, done = count(), set()
        waiting: list[tuple[int, int, Hashable, list[Arc]]] = [(0, next(turn), start, [])]
        while waiting:
            cost, _, node, path = heappop(waiting)
            if node == goal:
                return cost, path
            if node in done:
                continue
            done.add(node)
            for arc, other in self.steps[node]:
                if arc != without and other not in done:
                    heappush(waiting, (cost + self._cost(arc), next(turn), other, [*path, arc]))
        return None

    def _cost(self, arc: Arc) -> int:
        """Few counts before many, teams before areas, parts before totals, small before large, nought late."""
        place, column = arc
        if arc in self.hidden or place in self.unshown:
            return 0
        weight = 3 ** self.height[place] * (3 if self.columns > 1 and column == self.columns - 1 else 1)
        return 10**9 * weight + (self.rows[place][column] or 10**6)


def _with_total(row: Sequence[int]) -> list[int]:
    return [*row, sum(row)] if len(row) > 1 else list(row)
