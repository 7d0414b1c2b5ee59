"""How long steps take: for each the middle, the stretch in which eight of ten lie, and the limit. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kith.ui.charts.letters import widest
from kith.ui.charts.scale import Scale, round_marks

FEW = 5  # of fewer cases nothing is drawn: a middle of four says nothing
ROW, TOP = 34, 26


@dataclass(frozen=True, slots=True)
class Span:
    """One step: lengths at a tenth, at half and at nine tenths of the cases, and the limit where there is one.

    ``over`` of ``cases`` took longer than their limit.
    """

    words: str
    cases: int
    low: float = 0
    middle: float = 0
    high: float = 0
    limit: float | None = None
    over: int = 0
    href: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether there are cases enough to draw."""
        return self.cases >= FEW


def tenths(tally: Mapping[int, int]) -> tuple[float, float, float]:
    """The lengths within which one, five and nine tenths of the cases lie; of an even number, half-way at the middle.

    The outer two are lengths that occurred. Raises ValueError without cases.
    """
    cases = sum(tally.values())
    if not cases:
        raise ValueError("without cases there is no length")
    return (
        float(_at(tally, -(-cases // 10))),
        (_at(tally, (cases + 1) // 2) + _at(tally, cases // 2 + 1)) / 2,
        float(_at(tally, -(-cases * 9 // 10))),
    )


def _at(tally: Mapping[int, int], place: int) -> int:
    """The length of the case at a place, counted from one, shortest first."""
    passed = 0
    for length in sorted(tally):
        passed += tally[length]
        if passed >= place:
            return length
    raise ValueError("there are not so many cases")


def spans(rows: Sequence[Span], width: int = 640) -> dict[str, Any] | None:
    """Places of dots, bars and limits on one scale; None where no step has cases enough."""
    drawn = [row for row in rows if row.is_drawn]
    if not drawn:
        return None
    left = round(widest(row.words for row in rows) + 16)
    longest = max(max(row.high, row.limit or 0, row.middle) for row in drawn)
    marks = round_marks(0, max(longest, 1), 6)
    along = Scale(0, marks[-1], left, width - 86)
    return {
        "width": width,
        "height": TOP + ROW * len(rows) + 6,
        "left": left,
        "right": width - 86,
        "top": TOP,
        "bottom": TOP + ROW * len(rows),
        "marks": [{"value": mark, "x": along.at(mark)} for mark in marks],
        "rows": [_row(row, along, TOP + ROW * place) for place, row in enumerate(rows)],
    }


def _row(row: Span, along: Scale, y: float) -> dict[str, Any]:
    """One row: the bar up to the limit, and what lies over it."""
    it: dict[str, Any] = {"span": row, "y": y + ROW / 2, "top": y, "height": ROW, "drawn": row.is_drawn}
    if not row.is_drawn:
        return it | {"x": along.at(0) + 6}
    start, end = along.at(row.low), max(along.at(row.high), along.at(row.low) + 2)
    edge = end if row.limit is None else min(max(along.at(row.limit), start), end)
    return it | {
        "x": start,
        "width": round(edge - start, 1),
        "over_x": edge,
        "over": round(end - edge, 1),
        "dot": along.at(row.middle),
        "limit": None if row.limit is None else along.at(row.limit),
        "end": round(max(end, 0 if row.limit is None else along.at(row.limit), along.at(row.middle)) + 10, 1),
    }
