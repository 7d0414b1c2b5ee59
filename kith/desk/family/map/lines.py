"""The lines of the map: between partners, down to children, and for ties that stand alone.

Partners side by side are joined by a straight line; others over the heads of those between. Children hang from a
bar in the space between two lines of people; each bar has a height of its own, chosen so that few lines cross.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kith.desk.family.map.kin import Kin
from kith.desk.family.map.order import Graph, drop_beside
from kith.desk.family.map.places import CARD

SIGN, TRACK = 44, 12
NAMES = 50  # under the sign: two lines of name and one of words
HALF = SIGN / 2
ASIDE = {"adopted": 9, "fostered": 9, "cared for": 9, "tie": -9, "couple": -14}  # beside the line of birth
Point = tuple[float, float]


@dataclass(slots=True)
class Bar:
    """A line across from which children hang. ``source`` is where it is held from above, None for nobody."""

    owner: int
    line: int
    source: float | None
    targets: list[tuple[float, int, str]]  # place it hangs from, person or turning point, how they came
    hangs: tuple[int, ...] = ()
    level: int = 0

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it reaches."""
        places = [place for place, _, _ in self.targets] + ([] if self.source is None else [self.source])
        return min(places), max(places)

    @property
    def is_straight(self) -> bool:
        """Whether it leads straight down to one child."""
        return self.span[1] - self.span[0] < 4


@dataclass(slots=True)
class Over:
    """A line over the heads of a line of people, from one to another."""

    owner: int
    line: int
    ends: tuple[int, int]
    way: str
    places: tuple[float, float] = (0, 0)
    level: int = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line through points. ``way``: what it means; ``owner``: what it belongs to."""

    points: tuple[Point, ...]
    way: str
    owner: int


@dataclass(slots=True)
class Plan:
    """Bars and lines over heads with their heights, and how high each line of people stands."""

    bars: list[Bar] = field(default_factory=list)
    overs: list[Over] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)  # top of the signs of each line
    bottom: float = 0

    def bar_height(self, bar: Bar) -> float:
        """Where a bar lies."""
        return self.tops[bar.line] + SIGN + NAMES + 14 + bar.level * TRACK

    def over_height(self, over: Over) -> float:
        """Where a line over heads lies."""
        return self.tops[over.line] - 13 - over.level * TRACK


def plan(made: Graph, kin: Kin, at: Mapping[int, float], top: float) -> Plan:
    """Which lines there are and at what height each runs."""
    found = Plan()
    drops = dict(_partners(made, at, found))
    found.bars = list(_bars(made, kin, at, drops))
    for line in range(len(made.lines)):
        _levels_of_bars([bar for bar in found.bars if bar.line == line and not bar.is_straight])
        _levels_over([over for over in found.overs if over.line == line])
    y = top
    for line in range(len(made.lines)):
        y += _room([over.level for over in found.overs if over.line == line])
        found.tops.append(y)
        y += SIGN + NAMES
        bars = [bar.level for bar in found.bars if bar.line == line and not bar.is_straight]
        if line + 1 < len(made.lines):
            y += 34 + _room(bars)
    found.bottom = y
    return found


def _room(levels: Sequence[int]) -> float:
    return (max(levels) + 1) * TRACK if levels else 0


def _partners(made: Graph, at: Mapping[int, float], found: Plan) -> Iterator[tuple[int, float]]:
    """Number of a union -> where its children's line comes down; lines over heads are put into the plan."""
    for line, couples in enumerate(made.couples):
        order = {one: place for place, one in enumerate(made.lines[line])}
        for one, two, owner in couples:
            yield owner, sum(at[each] for each in drop_beside(made, line, one, two)) / 2
            left, right = sorted((one, two), key=order.__getitem__)
            if order[right] - order[left] > 1:
                found.overs.append(Over(owner, line, (left, right), ""))
    for line, extra in made.level_extras:
        ends = sorted((extra.person, extra.other), key=at.__getitem__)
        found.overs.append(Over(-1 - len(found.overs), line, (ends[0], ends[1]), "tie"))
    _ends_over(found.overs, at)


def _ends_over(overs: Sequence[Over], at: Mapping[int, float]) -> None:
    """Where the lines over heads end: beside the middle of the sign, the shorter the farther out."""
    taken: dict[tuple[int, int], int] = {}
    for over in sorted(overs, key=lambda over: at[over.ends[0]] - at[over.ends[1]]):
        places = []
        for one, side in zip(over.ends, (1, -1), strict=True):
            number = taken.get((one, side), 0)
            taken[one, side] = number + 1
            places.append(at[one] + side * min(7 + 4 * number, HALF - 3))
        over.places = (places[0], places[1])


def _bars(made: Graph, kin: Kin, at: Mapping[int, float], drops: Mapping[int, float]) -> Iterator[Bar]:
    twin_of = {one: twins for twins in kin.twins for one in twins}
    for line, links in enumerate(made.links):
        bars: dict[tuple[int, tuple[int, ...]], Bar] = {}
        for link in links:
            key = (link.owner, link.sources)
            if key not in bars:
                bars[key] = Bar(
                    link.owner, line, _source(link.sources, at, drops.get(link.owner)), [], link.sources
                )
            place = at[link.target] + (0 if link.target < 0 else ASIDE.get(link.way, 0))
            twins = twin_of.get(link.target, ()) if link.way == "birth" else ()
            if twins and all(one in {each.target for each in links} for one in twins):
                place = sum(at[one] for one in twins) / len(twins)
            bars[key].targets.append((place, link.target, link.way))
        yield from bars.values()


def _source(sources: tuple[int, ...], at: Mapping[int, float], drop: float | None) -> float | None:
    if not sources:
        return None
    return at[sources[0]] if len(sources) == 1 else drop


def _levels_of_bars(bars: list[Bar]) -> None:
    """Heights: which of two bars lies above is settled by how many lines would cross."""
    order: list[Bar] = []
    for bar in sorted(bars, key=lambda bar: bar.span):
        costs = []
        for place in range(len(order) + 1):
            above = sum(_crossings(one, bar) for one in order[:place])
            costs.append(above + sum(_crossings(bar, one) for one in order[place:]))
        order.insert(costs.index(min(costs)), bar)
    for place, bar in enumerate(order):
        before = [one.level for one in order[:place] if _touch(one.span, bar.span)]
        bar.level = max(before, default=-1) + 1


def _crossings(above: Bar, below: Bar) -> int:
    """How many lines cross when one bar lies above the other."""
    if not _touch(above.span, below.span):
        return 0
    low, high = below.span
    found = sum(low < place < high for place, _, _ in above.targets)
    if below.source is not None:
        low, high = above.span
        found += low < below.source < high
        found += 4 * sum(abs(place - below.source) < 3 for place, _, _ in above.targets)
    return found


def _touch(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return one[0] < two[1] + 6 and two[0] < one[1] + 6


def _levels_over(overs: list[Over]) -> None:
    order = sorted(overs, key=lambda over: over.places[1] - over.places[0])
    for place, over in enumerate(order):
        before = [one.level for one in order[:place] if _touch(one.places, over.places)]
        over.level = max(before, default=-1) + 1


def strokes(made: Graph, kin: Kin, at: Mapping[int, float], laid: Plan) -> list[Stroke]:
    """Every line with its points."""
    found = [*_between_partners(made, kin, at, laid), *_over_heads(kin, at, laid)]
    over_of = {over.owner: over for over in laid.overs}
    for bar in laid.bars:
        found += _hanging(bar, made, kin, at, laid, over_of.get(bar.owner))
    found += [
        Stroke(((at[one], laid.tops[line]), (at[one], laid.tops[line] + SIGN + NAMES)), way, owner)
        for one, line, way, owner in _through(made)
    ]
    return found


def _through(made: Graph) -> Iterator[tuple[int, int, str, int]]:
    for line, links in enumerate(made.links):
        for link in links:
            if link.target < 0:
                yield link.target, line + 1, link.way, link.owner


def _between_partners(made: Graph, kin: Kin, at: Mapping[int, float], laid: Plan) -> Iterator[Stroke]:
    over = {each.owner for each in laid.overs}
    for line, couples in enumerate(made.couples):
        for one, two, owner in couples:
            if owner not in over:
                left, right = sorted((at[one], at[two]))
                y = laid.tops[line] + HALF
                yield Stroke(((left + HALF, y), (right - HALF, y)), kin.unions[owner].between, owner)


def _over_heads(kin: Kin, at: Mapping[int, float], laid: Plan) -> Iterator[Stroke]:
    for over in laid.overs:
        y, top = laid.over_height(over), laid.tops[over.line]
        left, right = over.places
        way = over.way or kin.unions[over.owner].between
        yield Stroke(((left, top + 2), (left, y), (right, y), (right, top + 2)), way, over.owner)


def _hanging(
    bar: Bar, made: Graph, kin: Kin, at: Mapping[int, float], laid: Plan, over: Over | None
) -> Iterator[Stroke]:
    """A bar, what holds it, and the lines down to each child."""
    y = laid.bar_height(bar)
    ways = {way for _, _, way in bar.targets}
    way = ways.pop() if len(ways) == 1 else "birth"
    below = laid.tops[bar.line + 1]
    if bar.source is not None and bar.hangs:
        start = laid.tops[bar.line] + (HALF if len(bar.hangs) == 2 else SIGN + NAMES)
        if over is not None and len(bar.hangs) == 2:
            start = laid.over_height(over)
        yield Stroke(
            ((bar.source, start), (bar.source, below if bar.is_straight and not _twins(bar, at) else y)),
            way,
            bar.owner,
        )
        if bar.is_straight and not _twins(bar, at):
            return
    if not bar.is_straight:
        yield Stroke(((bar.span[0], y), (bar.span[1], y)), way, bar.owner)
    for place, target, each in bar.targets:
        end = place if each != "birth" else at[target]
        yield Stroke(((place, y), (end, below)), each, bar.owner)


def _twins(bar: Bar, at: Mapping[int, float]) -> bool:
    return any(way == "birth" and abs(place - at[target]) > 1 for place, target, way in bar.targets)


def crossings(found: Sequence[Stroke]) -> int:
    """How many times lines of different owners cross, or lie on each other."""
    pieces = [(one, two, stroke.owner) for stroke in found for one, two in pairwise(stroke.points)]
    return sum(
        _cross(*one[:2], *two[:2])
        for number, one in enumerate(pieces)
        for two in pieces[number + 1 :]
        if one[2] != two[2]
    )


def _cross(one: Point, two: Point, three: Point, four: Point) -> bool:
    if max(one[0], two[0]) < min(three[0], four[0]) or max(three[0], four[0]) < min(one[0], two[0]):
        return False
    if max(one[1], two[1]) < min(three[1], four[1]) or max(three[1], four[1]) < min(one[1], two[1]):
        return False
    sides = (_side(one, two, three), _side(one, two, four), _side(three, four, one), _side(three, four, two))
    if sides == (0, 0, 0, 0):  # on one line: how far do they lie on each other?
        return any(
            min(max(one[axis], two[axis]), max(three[axis], four[axis]))
            - max(min(one[axis], two[axis]), min(three[axis], four[axis]))
            > 1
            for axis in (0, 1)
        )
    return sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0


def _side(one: Point, two: Point, three: Point) -> int:
    turn = (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
    return (turn > 1e-6) - (turn < -1e-6)


def card(x: float, top: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the card of somebody."""
    return x - CARD / 2, top, x + CARD / 2, top + SIGN + NAMES
