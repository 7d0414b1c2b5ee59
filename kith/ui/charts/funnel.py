"""Is a team really different: shares by size against the average, with limits of what chance alone would do. Pure.

The limits are those of the binomial distribution itself, interpolated between whole numbers as in
D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005), appendix
A.1.1: 19 of 20 teams that differ by chance alone lie within the inner ones, 998 of 1,000 within the outer ones.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kith.ui.charts.letters import width_of
from kith.ui.charts.scale import Scale, apart, line_path, round_marks

INNER, OUTER = 0.025, 0.001  # on each side: 95% and 99.8%
STEPS, EVEN = 36, 0.5
HUNDRED = 100
Curves = dict[str, list[tuple[int, float]]]
LEAST_TEAMS, SHARED = 2, 3


@dataclass(frozen=True, slots=True)
class Point:
    """So many of so many in one team."""

    words: str
    part: int
    whole: int
    href: str = ""

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.part / self.whole


def limit(whole: int, average: float, tail: float) -> float:
    """The share below which a team of this size lies with the probability ``tail`` if it differs by chance alone.

    The upper limits mirror the lower ones, so that a team lies beyond one exactly where so few, or so many, of so many
    have a smaller chance than the tail.
    """
    if whole < 1 or not 0 <= average <= 1 or not 0 < tail < 1:
        raise ValueError("a limit needs a size, an average between 0 and 1, and a probability")
    if average in (0.0, 1.0):
        return average
    if tail > EVEN:
        return 1 - limit(whole, 1 - average, 1 - tail)
    passed, kept = 0.0, 0.0
    for count in range(whole + 1):
        kept, passed = passed, passed + _chance(count, whole, average)
        if passed >= tail:
            share = (count - (passed - tail) / (passed - kept)) / whole
            return min(max(share, 0.0), 1.0)
    return 1.0


def _chance(count: int, whole: int, average: float) -> float:
    """The probability of just so many of so many."""
    ways = math.lgamma(whole + 1) - math.lgamma(count + 1) - math.lgamma(whole - count + 1)
    return math.exp(ways + count * math.log(average) + (whole - count) * math.log1p(-average))


def standing(part: int, whole: int, average: float) -> str:
    """Where a team lies: "inside"; "low" or "high" beyond the inner limits, "very low" or "very high" the outer."""
    share = part / whole
    for tail, word in ((OUTER, "very "), (INNER, "")):
        if share < limit(whole, average, tail):
            return f"{word}low"
        if share > limit(whole, average, 1 - tail):
            return f"{word}high"
    return "inside"


def funnel(points: Sequence[Point], width: int = 640, height: int = 320) -> dict[str, Any] | None:
    """Places of teams and curves; None below two teams with cases. Teams of none at all must be left out before."""
    if any(point.whole < 1 for point in points):
        raise ValueError("a team without cases has no share")
    if len(points) < LEAST_TEAMS:
        return None
    average = sum(point.part for point in points) / sum(point.whole for point in points)
    left, right, top, bottom = 48, width - 110, 14, height - 46
    marks = round_marks(0, max(point.whole for point in points), 5)
    across = Scale(0, marks[-1], left, right)
    curves = _limits(average, marks[-1])
    heights = _heights(points, curves, marks[-1])
    up = Scale(heights[0], heights[-1], bottom, top)
    drawn = [_point(point, average, across, up) for point in points]
    for one, words in zip(drawn, short_names([point.words for point in points]), strict=True):
        one["words"] = words
    beside = _words_at_right(curves, average, up, bottom)
    _put_words(drawn, right, [(right + 6, y - 8, width, y + 7) for y in beside.values()])
    return {
        "width": width,
        "height": height,
        "left": left,
        "right": right,
        "top": top,
        "bottom": bottom,
        "average": average,
        "average_y": up.at(average * 100),
        "marks": [{"value": mark, "y": up.at(mark)} for mark in heights],
        "sizes": [{"value": mark, "x": across.at(mark)} for mark in marks],
        "curves": {name: _curve(curve, across, up, heights) for name, curve in curves.items()},
        "words": beside,
        "points": drawn,
    }


def _limits(average: float, largest: float) -> Curves:
    """Each limit for sizes up to the largest, closer together where they bend."""
    sizes = sorted({max(round(largest * (n / STEPS) ** 2), 1) for n in range(1, STEPS + 1)})
    tails = {"lower": INNER, "upper": 1 - INNER, "lowest": OUTER, "highest": 1 - OUTER}
    return {name: [(size, limit(size, average, tail)) for size in sizes] for name, tail in tails.items()}


def _heights(points: Sequence[Point], curves: Curves, largest: float) -> list[float]:
    """Round percentages that hold every team, and the limits except where they open wide."""
    edges = [share for curve in curves.values() for size, share in curve if size >= largest / 12]
    held = [100 * share for share in [*edges, *(point.share for point in points)]]
    return [mark for mark in round_marks(min(held), max(held)) if 0 <= mark <= HUNDRED]


def _curve(
    curve: Sequence[tuple[int, float]], across: Scale, up: Scale, heights: Sequence[float]
) -> str:  # fmt: skip
    """The line of one limit, as far as it lies within the picture."""
    return line_path([
        (across.at(size), up.at(share * 100)) if heights[0] <= share * 100 <= heights[-1] else None
        for size, share in curve
    ])  # fmt: skip


def _words_at_right(curves: Curves, average: float, up: Scale, lowest: float) -> dict[str, float]:
    """Heights of the words beside the average and the lower limits, apart from each other."""
    names = ("average", "lower", "lowest")
    shares = [average, *(curves[name][-1][1] for name in names[1:])]
    heights = apart([min(up.at(share * HUNDRED), lowest) for share in shares], 15)
    return dict(zip(names, heights, strict=True))


def _point(point: Point, average: float, across: Scale, up: Scale) -> dict[str, Any]:
    where = standing(point.part, point.whole, average)
    return {
        "point": point,
        "x": across.at(point.whole),
        "y": up.at(point.share * 100),
        "standing": where,
        "beyond": where != "inside",
        "far": where.startswith("very"),
    }


def short_names(names: Sequence[str]) -> list[str]:
    """Names without the first words that three or more of them share: "Safeguarding North A" becomes "North A"."""
    split = [name.split() for name in names]
    found = []
    for words in split:
        sharing = {n: sum(other[:n] == words[:n] for other in split) for n in range(2, len(words))}
        most = max(sharing, key=lambda n: (sharing[n], n), default=0)
        found.append(" ".join(words[most:] if sharing.get(most, 0) >= SHARED else words))
    return found if len(set(found)) == len(set(names)) else list(names)


def _put_words(drawn: Sequence[dict[str, Any]], right: float, also: Sequence[tuple[float, ...]]) -> None:
    """Beside each team its name, where nothing else stands.

    Where there is no such place, a team inside the limits goes without: its point and the table still name it.
    """
    taken = [*also, *((one["x"] - 7, one["y"] - 7, one["x"] + 7, one["y"] + 7) for one in drawn)]
    for one in sorted(drawn, key=lambda each: (not each["far"], not each["beyond"])):
        wide = width_of(one["words"], 12, bold=one["far"])
        places = [
            (one["x"] + 9, one["y"] + 4), (one["x"] - 9 - wide, one["y"] + 4),
            (one["x"] + 6, one["y"] - 9), (one["x"] + 6, one["y"] + 17),
            (one["x"] - wide - 6, one["y"] - 9), (one["x"] - wide - 6, one["y"] + 17),
            (one["x"] - wide / 2, one["y"] - 12), (one["x"] - wide / 2, one["y"] + 20),
        ]  # fmt: skip
        boxes = [(x, y - 11, x + wide, y + 3) for x, y in places]
        within = [place for place, box in enumerate(boxes) if box[0] >= 2 and box[2] <= right + 100] or [0]
        free = [place for place in within if not any(_touch(boxes[place], other) for other in taken)]
        if not free and not one["beyond"]:
            one["words"] = ""
        best = (free or within)[0]
        if not one["words"]:
            one["words_x"], one["words_y"] = one["x"], one["y"]
            continue
        taken.append(boxes[best])
        one["words_x"], one["words_y"] = (round(value, 1) for value in places[best])


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
