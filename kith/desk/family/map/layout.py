"""The whole map: places of people, lines, marks on lines, and areas of those who live together. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from kith.desk.family.map import lines, order, places
from kith.desk.family.map.generations import generations
from kith.desk.family.map.kin import Home, Kin, Someone, Tie, read

MARGIN = 26
LONGEST = 15
SHAPES = {"M": "square", "F": "circle"}
SLASHES = {"parted": 1, "divorced": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody on the map: the middle of the sign, its shape, two lines of name."""

    who: Someone
    x: float
    y: float
    line: int
    shape: str
    letter: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """First and family name, cut where they are long."""
        return _cut(self.who.first or self.who.last), _cut(self.who.last if self.who.first else "")


@dataclass(frozen=True, slots=True)
class Area:
    """People of one home who stand side by side."""

    x: float
    y: float
    width: float
    height: float
    letter: str


@dataclass(frozen=True, slots=True)
class Map:
    """Everything to draw."""

    width: float
    height: float
    people: tuple[Place, ...]
    strokes: tuple[lines.Stroke, ...]
    slashes: tuple[str, ...]
    areas: tuple[Area, ...]
    homes: tuple[tuple[str, Home], ...]
    kin: Kin = field(repr=False)

    @property
    def paths(self) -> list[tuple[str, str]]:
        """What each line means, and its path."""
        return [(stroke.way, path(stroke.points)) for stroke in self.strokes]

    @property
    def crossings(self) -> int:
        """How many lines cross."""
        return lines.crossings(self.strokes)


def draw(people: Collection[Someone], ties: Iterable[Tie], homes: Sequence[Home] = ()) -> Map:
    """Lay out a family. ``homes``: who lives where; those of one home share a letter and stand near each other."""
    kin = read(people, ties)
    line_of = generations(kin)
    made = order.graph(kin, line_of)
    there = [Home(home.words, tuple(one for one in home.people if one in kin.people)) for home in homes]
    there = sorted((home for home in there if home.people), key=lambda home: -len(home.people))
    order.arrange(made, kin, there)
    at = {one: x + MARGIN + places.CARD / 2 for one, x in places.places(made).items()}
    laid = lines.plan(made, kin, at, MARGIN)
    strokes = tuple(lines.strokes(made, kin, at, laid))
    letters = [(letter, home) for letter, home in zip(_letters(len(there)), there, strict=True)]
    placed = tuple(_placed(kin, made, at, laid, letters))
    return Map(
        width=round(max(at.values(), default=0) + places.CARD / 2 + MARGIN),
        height=round(laid.bottom + MARGIN),
        people=placed,
        strokes=strokes,
        slashes=tuple(_slashes(strokes)),
        areas=tuple(_areas(made, placed)),
        homes=tuple(letters),
        kin=kin,
    )


def _letters(number: int) -> list[str]:
    """A, B … Z, then A2, B2 …"""
    return [f"{ascii_uppercase[n % 26]}{n // 26 + 1 if n >= 26 else ''}" for n in range(number)]


def _placed(
    kin: Kin,
    made: order.Graph,
    at: Mapping[int, float],
    laid: lines.Plan,
    letters: Sequence[tuple[str, Home]],
) -> Iterable[Place]:
    letter_of = {one: letter for letter, home in letters for one in home.people}
    for line, people in enumerate(made.lines):
        for one in people:
            if one > 0:
                who = kin.people[one]
                shape = "triangle" if who.is_unborn else SHAPES.get(who.sex, "diamond")
                yield Place(who, at[one], laid.tops[line] + lines.HALF, line, shape, letter_of.get(one, ""))


def _areas(made: order.Graph, placed: Sequence[Place]) -> Iterable[Area]:
    """Round those of one home who stand side by side; one alone is marked by the letter."""
    of = {place.who.id: place for place in placed}
    for people in made.lines:
        run: list[Place] = []
        for one in [*people, 0]:
            place = of.get(one)
            if place and place.letter and (not run or run[-1].letter == place.letter):
                run.append(place)
                continue
            if run:
                yield _round(run)
            run = [place] if place and place.letter else []


def _round(run: Sequence[Place]) -> Area:
    half = places.CARD / 2 + 5
    top = run[0].y - lines.HALF - 7
    height = lines.SIGN + lines.NAMES + 12
    return Area(run[0].x - half, top, run[-1].x - run[0].x + 2 * half, height, run[0].letter)


def _slashes(strokes: Iterable[lines.Stroke]) -> Iterable[str]:
    """One stroke through the line of those who have parted, two for those divorced."""
    for stroke in strokes:
        number = SLASHES.get(stroke.way, 0)
        across = max(
            zip(stroke.points, stroke.points[1:], strict=False), key=lambda pair: abs(pair[0][0] - pair[1][0])
        )
        x = across[0][0] + (across[1][0] - across[0][0]) * 0.25
        for place in range(number):
            left = x + place * 6
            yield path(((left - 4, across[0][1] + 8), (left + 4, across[0][1] - 8)))


def path(points: Sequence[lines.Point]) -> str:
    """A path through points."""
    return "".join(f"{'L' if number else 'M'}{x:g} {y:g}" for number, (x, y) in enumerate(points))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
