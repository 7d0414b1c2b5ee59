"""The process map: steps of a practice in, boxes and lines out. Knows no Django.

Lines leave a box downwards or upwards, pass other lanes only where no box stands, and run across between the lanes. So
no line ever crosses a box, whatever the practice looks like.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kith.practice import StepKind

BOX, TALL = 158, 84
APART = 22  # boxes of one lane
LEFT, RIGHT, TOP = 112, 20, 30
TRACK, GAP = 9, 34  # lines beside each other; the least room between lanes
SPREAD, PORT = (
    24,
    12,
)  # how far from its middle a line may leave a box, clear of the next column; how far lines stand apart
BESIDE = 2 * SPREAD + 4  # middles of any two boxes, so that their lines never run on each other
CLEAR = BOX / 2 + SPREAD + 4  # a line that passes from the middle of a box
STRIDE = 26  # places that are tried
IN_LANE = 4  # groups of one step each that share a lane
HEAD = 5
LETTERS = 20  # that fit on a line of a box


@dataclass(frozen=True, slots=True)
class Box:
    """A step on the map."""

    code: str
    x: float
    y: float
    lane: int
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What may follow: the path from one box to another, and the head of its arrow."""

    start: str
    end: str
    path: str
    head: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The steps of one group."""

    title: tuple[str, ...]
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything in its place."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Way:
    """A line while its place is looked for. Channel n lies above lane n; -1 is none: straight to the neighbour."""

    start: str
    end: str
    channel: int
    from_top: bool = False
    into_bottom: bool = False
    track: int = 0
    ports: dict[str, float] = field(default_factory=dict)


def follows(steps: Mapping[str, StepKind]) -> list[tuple[str, str]]:
    """Which step may start which other one, each pair once, in the order of the practice."""
    found: dict[tuple[str, str], None] = {}
    for kind in steps.values():
        for outcome in (*kind.next, *kind.starts):
            for started in kind.started_by(outcome):
                if started in steps and started != kind.code:
                    found.setdefault((kind.code, started))
    return list(found)


def draw(steps: Mapping[str, StepKind]) -> Drawing:
    """The map of a practice."""
    groups = _lanes(steps)
    lane = {
        code: next(n for n, held in enumerate(groups) if kind.group in held) for code, kind in steps.items()
    }
    pairs = follows(steps)
    left = _places(lane, pairs)
    ways = [_way(start, end, lane, left) for start, end in pairs]
    _part_ports(ways, left)
    tracks = _part_tracks(ways, left)
    tops, bottom = _rows(len(groups), tracks)
    boxes = tuple(
        Box(code, left[code], tops[lane[code]], lane[code], wrapped(kind.title))
        for code, kind in steps.items()
    )
    places = {box.code: box for box in boxes}
    lanes = tuple(Lane(_lane_title(held), tops[row] - 22, TALL + 30) for row, held in enumerate(groups))
    width = max(left.values(), default=LEFT) + BOX + RIGHT
    return Drawing(width, bottom, lanes, boxes, tuple(_line(way, places, tops) for way in ways))


def wrapped(words: str, letters: int = LETTERS, most: int = 2) -> tuple[str, ...]:
    """Words in lines of a box; what does not fit ends in three dots."""
    lines: list[str] = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: letters - 1]}…"]
    return tuple(line if len(line) <= letters + 1 else f"{line[: letters - 1]}…" for line in lines)


def _lanes(steps: Mapping[str, StepKind]) -> list[list[str]]:
    """The groups of each lane: groups of one step that follow each other share one."""
    sizes: dict[str, int] = {}
    for kind in steps.values():
        sizes[kind.group] = sizes.get(kind.group, 0) + 1
    lanes: list[list[str]] = []
    for group, size in sizes.items():
        shared = (
            lanes and size == 1 and len(lanes[-1]) < IN_LANE and all(sizes[one] == 1 for one in lanes[-1])
        )
        if shared:
            lanes[-1].append(group)
        else:
            lanes.append([group])
    return lanes


def _lane_title(groups: Sequence[str]) -> tuple[str, ...]:
    named = ", ".join(group or "other" for group in groups)
    return wrapped(f"{named[:1].upper()}{named[1:]}", 14, 5)


def _places(lane: Mapping[str, int], pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The left edge of each box: as far left as its lane, the other middles and the passing lines allow."""
    passing = {
        (start, row)
        for start, end in pairs
        for row in range(min(lane[start], lane[end]) + 1, max(lane[start], lane[end]))
    }
    left: dict[str, float] = {}
    for code in lane:
        rooms = [(there, _room(code, other, lane, passing)) for other, there in left.items()]
        at = float(LEFT)
        while any(abs(at - there) < room for there, room in rooms):
            at += STRIDE
        left[code] = at
    return left


def _room(code: str, other: str, lane: Mapping[str, int], passing: Collection[tuple[str, int]]) -> float:
    """How far apart two boxes stand at least: further where a line of the one passes the lane of the other."""
    if lane[code] == lane[other]:
        return BOX + APART
    return CLEAR if (code, lane[other]) in passing or (other, lane[code]) in passing else BESIDE


def _way(start: str, end: str, lane: Mapping[str, int], left: Mapping[str, float]) -> _Way:
    """Down to the channel above the other's lane, up to the one below it, or straight to the next box of the lane."""
    above, below = lane[start], lane[end]
    if above == below:
        between = [
            code for code, row in lane.items() if row == above and left[start] < left[code] < left[end]
        ]
        neighbours = left[start] < left[end] and not between
        return _Way(start, end, -1 if neighbours else below + 1, into_bottom=True)
    if above < below:
        return _Way(start, end, below)
    return _Way(start, end, below + 1, from_top=True, into_bottom=True)


def _part_ports(ways: Sequence[_Way], left: Mapping[str, float]) -> None:
    """Let lines leave and enter the same side of a box beside each other, in the order of where they lead."""
    sides: dict[tuple[str, bool], list[tuple[float, int, str]]] = defaultdict(list)
    for number, way in enumerate(ways):
        if way.channel >= 0:
            sides[way.start, way.from_top].append((left[way.end], number, "start"))
            sides[way.end, not way.into_bottom].append((left[way.start], number, "end"))
    for (code, _), found in sides.items():
        room = min(PORT, 2 * SPREAD / max(len(found) - 1, 1))
        first = left[code] + BOX / 2 - room * (len(found) - 1) / 2
        for place, (_, number, side) in enumerate(sorted(found)):
            ways[number].ports[side] = round(first + room * place, 1)


def _part_tracks(ways: Sequence[_Way], left: Mapping[str, float]) -> dict[int, int]:
    """Give lines of one channel heights of their own where they overlap; how many heights each channel has."""
    used: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    for way in sorted(ways, key=lambda way: abs(left[way.end] - left[way.start])):
        if way.channel < 0:
            continue
        span = (min(way.ports.values()) - 4, max(way.ports.values()) + 4)
        tracks = used[way.channel]
        free = (
            n for n, held in enumerate(tracks) if all(span[1] < low or high < span[0] for low, high in held)
        )
        way.track = next(free, len(tracks))
        if way.track == len(tracks):
            tracks.append([])
        tracks[way.track].append(span)
    return {channel: len(tracks) for channel, tracks in used.items()}


def _rows(lanes: int, tracks: Mapping[int, int]) -> tuple[list[float], float]:
    """The top of the boxes of each lane, and where the drawing ends."""
    tops: list[float] = []
    at = float(TOP + TRACK * tracks.get(0, 0))
    for row in range(lanes):
        tops.append(at)
        at += TALL + GAP + TRACK * tracks.get(row + 1, 0)
    return tops, at - GAP + 22


def _line(way: _Way, boxes: Mapping[str, Box], tops: Sequence[float]) -> Line:
    start, end = boxes[way.start], boxes[way.end]
    if way.channel < 0:
        y = start.y + TALL / 2
        return Line(
            way.start, way.end, f"M{start.x + BOX:g} {y:g}H{end.x - HEAD:g}", _head(end.x, y, "right")
        )
    leaves = start.y if way.from_top else start.y + TALL
    enters = end.y + TALL if way.into_bottom else end.y
    across = _height(way, tops)
    x, to = way.ports["start"], way.ports["end"]
    stops = enters + HEAD if way.into_bottom else enters - HEAD
    path = f"M{x:g} {leaves:g}V{across:g}H{to:g}V{stops:g}"
    return Line(way.start, way.end, path, _head(to, enters, "up" if way.into_bottom else "down"))


def _height(way: _Way, tops: Sequence[float]) -> float:
    """Where a line runs across: above its lane, or below the last one."""
    if way.channel < len(tops):
        return tops[way.channel] - 14 - TRACK * way.track
    return tops[-1] + TALL + 14 + TRACK * way.track


def _head(x: float, y: float, way: str) -> str:
    """A small arrow whose tip is at a place."""
    if way == "right":
        return f"M{x:g} {y:g}l-7 -4v8z"
    return f"M{x:g} {y:g}l-4 {7 if way == 'up' else -7}h8z"
