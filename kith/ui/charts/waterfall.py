"""A backlog from then to now: what joined it and what left it in each stretch between. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from kith.ui.charts.scale import Scale, round_marks


@dataclass(frozen=True, slots=True)
class Move:
    """How many joined and how many left in one stretch."""

    words: str
    joined: int
    left: int
    joined_href: str = ""
    left_href: str = ""


def waterfall(
    start: int, moves: Sequence[Move], end: int, width: int = 640, height: int = 300
) -> dict[str, Any] | None:
    """Places of the bars; None where nobody was ever there.

    Raises ValueError where the start, what joined and what left do not make the end, or less than nobody is left.
    """
    levels = list(accumulate((move.joined - move.left for move in moves), initial=start))
    if levels[-1] != end or min(levels) < 0:
        raise ValueError("what joined and what left does not lead from the start to the end")
    if not start and not any(move.joined for move in moves):
        return None
    top, bottom, left, right = 26, height - 52, 10, width - 10
    highest = max(level + move.joined for level, move in zip(levels, moves, strict=False)) if moves else start
    up = Scale(0, round_marks(0, max(highest, start, 1))[-1], bottom, top)
    slot = (right - left) / (len(moves) + 2)
    bar = round(min(slot * 0.86, 54), 1)

    return {
        "width": width,
        "height": height,
        "top": top,
        "bottom": bottom,
        "left": left,
        "right": right,
        "bar": bar,
        "start": _total(start, left + slot / 2, bar, up),
        "end": _total(end, right - slot / 2, bar, up),
        "moves": [
            _move(move, level, left + slot * (place + 1.5), bar, up)
            for place, (move, level) in enumerate(zip(moves, levels, strict=False))
        ],
    }


def _total(value: int, middle: float, bar: float, up: Scale) -> dict[str, Any]:
    """The whole bar of the start or of the end."""
    return {
        "value": value,
        "x": round(middle - bar / 2, 1),
        "middle": round(middle, 1),
        "y": up.at(value),
        "height": round(up.start - up.at(value), 1),
    }


def _move(move: Move, level: int, middle: float, bar: float, up: Scale) -> dict[str, Any]:
    """Two half bars: up from the level what joined, down from there what left."""
    peak, after = up.at(level + move.joined), up.at(level + move.joined - move.left)
    return {
        "move": move,
        "middle": round(middle, 1),
        "level": level + move.joined - move.left,
        "half": round(bar / 2 - 1, 1),
        "joined_x": round(middle - bar / 2, 1),
        "left_x": round(middle + 1, 1),
        "joined_y": peak,
        "joined_height": round(up.at(level) - peak, 1),
        "left_height": round(after - peak, 1),
        "left_bottom": after,
    }
