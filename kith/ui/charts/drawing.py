"""The geometry of each chart, from plain values to places; `ui/components/charts.html` turns them into SVG.

Every function is pure and gives a dictionary of numbers and paths, or None where there is nothing to draw.
"""

from collections.abc import Collection, Sequence
from typing import Any

from kith.ui.charts.aims import FRAME, Aims, edges, pieces
from kith.ui.charts.aims import toward as toward
from kith.ui.charts.letters import widest
from kith.ui.charts.scale import Scale, Values, apart, known, line_path, round_marks
from kith.ui.charts.spc import read

Drawing = dict[str, Any]
HUNDRED = 100.0
GAP = 12  # between words and what they stand beside
LEAST_WAY, LEAST_BESIDE = 120, 30  # of the bars of a chart, and of the numbers beside them


def share_of(part: float, whole: float) -> float:
    """How much of a bar a part fills, in hundredths, between 0 and 100; nothing of nothing fills nothing."""
    if whole <= 0:
        return 0.0
    return round(min(max(part / whole, 0), 1) * HUNDRED, 1)


def sparkline(
    values: Values,
    target: float | None = None,
    width: int = 150,
    height: int = 38,
    ends: Sequence[float] = (),
) -> Drawing | None:
    """A small line of months with the target; `ends` fixes lowest and highest to compare several."""
    figures = known(values)
    if not figures:
        return None
    span = [*figures, *known([target]), *ends]
    across = Scale(0, max(len(values) - 1, 1), 4, width - 6)
    up = Scale(min(span), max(span), height - 5, 5)
    places = [None if value is None else (across.at(i), up.at(value)) for i, value in enumerate(values)]
    last = next(place for place in reversed(places) if place is not None)
    return {
        "width": width,
        "height": height,
        "path": line_path(places),
        "last": last,
        "target": None if target is None else up.at(target),
    }


def trend(
    values: Values,
    labels: Sequence[str],
    target: float | None = None,
    *,
    aims: Aims = (),
    steps: Sequence[tuple[int, str]] = (),
    unfinished: Collection[int] = (),
    share: bool = True,
) -> Drawing | None:
    """A line of months with what is normal for it. Needs one label a value; an empty label is not written.

    `target` holds all along; `aims` says of each month what may not be fallen short of or exceeded. `steps` are
    named changes: the index from which each holds, and its words. Points at `unfinished` are months not over.
    """
    if len(labels) != len(values) or len(aims) not in (0, len(values)):
        raise ValueError("a trend needs one label, and one target if any, for each value")
    figures = known(values)
    if not figures:
        return None
    held = list(aims) if aims else [None if target is None else (target, None)] * len(values)
    reading = read(values, [index for index, _ in steps], 0.0, HUNDRED if share else None, unfinished)
    marks = _marks(figures, reading, edges(held), share)
    across = Scale(0, max(len(values) - 1, 1), FRAME["left"], FRAME["right"])
    up = Scale(marks[0], max(marks[-1], max(figures)), FRAME["bottom"], FRAME["top"])
    places = [None if value is None else (across.at(i), up.at(value)) for i, value in enumerate(values)]
    return {
        **FRAME,
        "marks": [{"value": mark, "y": up.at(mark)} for mark in marks],
        "bands": [_band(stretch, across, up) for stretch in reading.stretches],
        "path": line_path(places),
        "points": _points(places, values, reading.beyond, unfinished),
        "months": [(across.at(i), label) for i, label in enumerate(labels) if label],
        "steps": _steps(across, steps, reading, FRAME["top"]),
        "words_at_right": _words_at_right(reading, edges(held[-1:]), up),
        "aims": pieces(held, across, up),
        "reading": reading,
    }


def _marks(figures: Sequence[float], reading: Any, aimed: Sequence[float], share: bool) -> list[float]:
    """Round values beside the chart that hold the figures, their limits and the targets."""
    limits = [edge for stretch in reading.stretches for edge in (stretch.limits.lower, stretch.limits.upper)]
    held = [*figures, *limits, *aimed]
    return [mark for mark in round_marks(min(held), max(held)) if not share or mark <= HUNDRED]


def _steps(
    across: Scale, steps: Sequence[tuple[int, str]], reading: Any, top: float
) -> list[tuple[float, float, str, str]]:
    """Each named change that parts the series: where its line and its words stand, which way they run, the words.

    Words run away from the nearer end of the chart, each lower than the one before.
    """
    parts = {stretch.first for stretch in reading.stretches[1:]}
    drawn = [(round((across.at(at - 1) + across.at(at)) / 2, 1), words) for at, words in steps if at in parts]
    middle = (across.start + across.end) / 2
    return [
        (x, top + 10 + 14 * row, "end" if x > middle else "start", words)
        for row, (x, words) in enumerate(drawn)
    ]


def _band(stretch: Any, across: Scale, up: Scale) -> Drawing:
    x, end = across.at(stretch.first) - (6 if stretch.first else 0), across.at(stretch.last - 1)
    top, bottom = up.at(stretch.limits.upper), up.at(stretch.limits.lower)
    return {
        "x": round(x, 1),
        "width": round(end - x + 6, 1),
        "y": top,
        "height": round(bottom - top, 1),
        "mean": up.at(stretch.limits.mean),
        "bottom": bottom,
    }


def _points(
    places: Sequence[Any], values: Values, beyond: frozenset[int], unfinished: Collection[int]
) -> list[Drawing]:
    return [
        {
            "x": place[0],
            "y": place[1],
            "value": value,
            "kind": "open" if index in unfinished else "beyond" if index in beyond else "dot",
        }
        for index, (place, value) in enumerate(zip(places, values, strict=True))
        if place is not None
    ]


def _words_at_right(reading: Any, aimed: Sequence[float], up: Scale) -> list[Drawing]:
    """What the lines at the right end are: the target (of a range its upper end), the average, the limits."""
    lines = [("target", max(aimed))] if aimed else []
    if reading.stretches:
        last = reading.stretches[-1].limits
        lines += [("mean", last.mean), ("upper", last.upper), ("lower", last.lower)]
    heights = apart([up.at(value) for _, value in lines], 16)
    return [{"kind": kind, "value": v, "y": y} for (kind, v), y in zip(lines, heights, strict=True)]


def bars(rows: Sequence[tuple[str, float]], width: int = 400, row_height: int = 28) -> Drawing:
    """Counts as bars from nought, one a row: pairs of words and number."""
    if any(value < 0 for _, value in rows):
        raise ValueError("a bar cannot show less than nothing")
    left = round(widest(words for words, _ in rows) + GAP)
    beside = round(max(widest(f"{value:,}" for _, value in rows) + GAP, LEAST_BESIDE))
    width = max(width, left + LEAST_WAY + beside)
    right = width - beside
    along = Scale(0, max([value for _, value in rows] or [1]) or 1, left, right)
    return {
        "width": width,
        "height": row_height * len(rows),
        "left": left,
        "way": right - left,
        "rows": [
            {"words": words, "value": value, "y": i * row_height, "width": round(along.at(value) - left, 1)}
            for i, (words, value) in enumerate(rows)
        ],
    }


def compare(
    rows: Sequence[tuple[str, float | None, str]],
    target: float | None = None,
    width: int = 440,
    row_height: int = 26,
) -> Drawing | None:
    """Places side by side as dots: (words, value, kind), kind "us", "average" or "other"; highest first."""
    ordered = sorted((row for row in rows if row[1] is not None), key=lambda row: -float(row[1] or 0))
    if not ordered:
        return None
    span = [float(row[1] or 0) for row in ordered] + known([target])
    marks = round_marks(min(span), max(span), 5)
    left, top = round(widest((words for words, _, _ in ordered), bold=True) + GAP), 24
    width = max(width, left + 2 * LEAST_WAY)
    right = width - 52
    along = Scale(marks[0], marks[-1], left, right)
    return {
        "width": width,
        "height": top + row_height * len(ordered) + 8,
        "left": left,
        "top": top,
        "bottom": top + row_height * len(ordered) + 2,
        "marks": [{"value": mark, "x": along.at(mark)} for mark in marks],
        "target": None if target is None else along.at(target),
        "rows": [
            {
                "words": words,
                "value": value,
                "kind": kind,
                "x": along.at(float(value or 0)),
                "y": top + i * row_height + row_height / 2,
            }
            for i, (words, value, kind) in enumerate(ordered)
        ],
    }


def workload(now: float, after: float, limit: float, widest: float, width: int = 200) -> Drawing:
    """A worker's weight now and after, against the limit; `widest` is the largest weight in the table."""
    along = Scale(0, max(widest, now, after, limit, 1), 0, width - 4)
    start = along.at(now)
    return {
        "width": width,
        "now": start,
        "more": round(max(along.at(after) - start, 0), 1),
        "limit": along.at(limit),
        "over": max(now, after) > limit,
    }


def together(series: Sequence[Values], target: float | None = None) -> tuple[float, float]:
    """Lowest and highest over several series, so that small multiples share one scale."""
    figures = [figure for values in series for figure in known(values)] + known([target])
    return (min(figures), max(figures)) if figures else (0.0, 1.0)
