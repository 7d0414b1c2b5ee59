"""From values to places on a drawing: scales, round axis marks and paths. Pure arithmetic."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Values = Sequence[float | None]


@dataclass(frozen=True)
class Scale:
    """A straight line from values to places: `low` lies at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value, to a tenth of a unit. A scale without width puts everything in the middle."""
        if self.high == self.low:
            return round((self.start + self.end) / 2, 1)
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)


def known(values: Iterable[float | None]) -> list[float]:
    """The figures that are there."""
    return [float(value) for value in values if value is not None]


def round_marks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers (1, 2 or 5 times a power of ten apart) that reach from below `low` to above `high`."""
    if not math.isfinite(low) or not math.isfinite(high) or high < low:
        raise ValueError("an axis needs two finite ends in order")
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-9):  # as good as equal: no step could part them
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = _round_step((high - low) / max(most - 1, 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * 0.999999)


def line_path(places: Sequence[tuple[float, float] | None]) -> str:
    """The path through the places, broken where there is none."""
    parts, pen_down = [], False
    for place in places:
        if place is not None:
            parts.append(f"{'L' if pen_down else 'M'}{place[0]:g} {place[1]:g}")
        pen_down = place is not None
    return "".join(parts)


def apart(heights: Sequence[float], least: float) -> list[float]:
    """Push heights apart so that labels do not touch, keeping their order; the first stays where it is."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    pushed = list(heights)
    for before, after in pairwise(order):
        pushed[after] = round(max(pushed[after], pushed[before] + least), 1)
    return pushed
