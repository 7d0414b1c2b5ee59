"""Targets on a chart: lines that step where a target changes, bands where it is a range, and the way to a deadline."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from kith.ui.charts.scale import Scale, Values, known, line_path, round_marks

# A picture of months: its size, and the edges of what is drawn in it; words stand at its right.
FRAME = {"width": 640, "height": 250, "left": 44, "right": 508, "top": 16, "bottom": 220}

Aim = tuple[float | None, float | None]  # what the figure may not be under, and what it may not be over
Aims = Sequence[Aim | None]


def edges(aims: Aims) -> list[float]:
    """Every value that a target has, for the ends of a scale."""
    return [edge for aim in aims if aim for edge in aim if edge is not None]


def pieces(aims: Aims, across: Scale, up: Scale) -> list[dict[str, Any]]:
    """A piece for each run of points with one target: where it begins and ends, its lines, its band if it is a range.

    Pieces that follow each other meet half-way between two points, with a line down or up where the target steps.
    """
    found: list[dict[str, Any]] = []
    last = len(aims) - 1
    for aim, run in groupby(range(len(aims)), key=lambda index: aims[index]):
        if aim is None:
            continue
        places = list(run)
        x, end = _border(across, places[0], 0), _border(across, places[-1] + 1, last + 1)
        heights = [None if edge is None else up.at(edge) for edge in aim]
        lines = [height for height in heights if height is not None]
        piece = {"x": x, "width": round(end - x, 1), "lines": lines, "band": _band(heights), "from": None}
        before = aims[places[0] - 1] if places[0] else None
        if found and before and len(lines) == 1 == len(found[-1]["lines"]):
            piece["from"] = found[-1]["lines"][0]
        found.append(piece)
    return found


def _border(across: Scale, index: int, edge: int) -> float:
    """Half-way between a point and the one before it; at the edge of the series, the end of the scale."""
    if index == edge:
        return across.start if index == 0 else across.end + 6
    return round((across.at(index - 1) + across.at(index)) / 2, 1)


def _band(heights: Sequence[float | None]) -> tuple[float, float] | None:
    """Top and height of a range."""
    low, high = heights
    return None if low is None or high is None else (high, round(low - high, 1))


def toward(
    values: Values,
    labels: Sequence[str],
    aims: Aims,
    pace: Values,
    deadline_at: int,
    *,
    share: bool = True,
) -> dict[str, Any] | None:
    """A figure on its way to a deadline: what was, the target, and where the present pace would lead.

    The first four are equally long, and the deadline stands at an index of them; `values` are None in the months
    ahead, `pace` in those that are past.
    """
    if not len(values) == len(labels) == len(aims) == len(pace):
        raise ValueError("what was, the labels, the target and the pace are as long as each other")
    if not 0 <= deadline_at < len(values):
        raise ValueError("the deadline stands at one of the months")
    figures = known(values)
    if not figures:
        return None
    held = [*figures, *edges(aims), *known(pace)]
    marks = [mark for mark in round_marks(min(held), max(held)) if not share or mark <= 100]
    across = Scale(0, max(len(values) - 1, 1), FRAME["left"], FRAME["right"])
    up = Scale(marks[0], max(marks[-1], max(held)), FRAME["bottom"], FRAME["top"])
    places = [None if value is None else (across.at(i), up.at(value)) for i, value in enumerate(values)]
    way = [None if value is None else (across.at(i), up.at(value)) for i, value in enumerate(pace)]
    return {
        **FRAME,
        "marks": [{"value": mark, "y": up.at(mark)} for mark in marks],
        "aims": pieces(aims, across, up),
        "path": line_path(places),
        "points": [place for place in places if place],
        "pace": line_path(way),
        "deadline": across.at(deadline_at),
        "months": [(across.at(i), label) for i, label in enumerate(labels) if label],
    }
