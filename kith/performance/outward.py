"""Figures as they leave the service: small numbers hidden, with whatever would give them away. Plain values only."""

from collections.abc import Sequence
from typing import Any

from kith.performance.definition import Median
from kith.performance.figure import Figure
from kith.performance.small_numbers import MARK, NOTE, hidden

PUBLISHING = "publishing"  # how an address asks for it
Cells = tuple[Any, Any, Any]  # counted, among, value


def to_publish(
    figures: Sequence[Figure], total: Figure | None = None, *, adds_up: bool = True
) -> list[Cells]:
    """Counted, among and value of each figure, with the mark where a number is hidden.

    The figures are of one indicator and count different rows. `total` is what they are parts of, known to the reader
    from elsewhere; what it has beside them is held against it as one part more. Without one their own sum is taken as
    known, unless they do not add up (states of several days).
    """
    if not figures:
        return []
    parts = [_counts(figure) for figure in figures]
    sums = [sum(column) for column in zip(*parts, strict=True)]
    if total is not None:
        whole = _counts(total)
        rest = [most - known for most, known in zip(whole, sums, strict=True)]
        rows = [*parts, rest, whole] if min(rest) >= 0 else parts
    else:
        rows = [*parts, sums] if adds_up else parts
    marks = hidden(rows, total_row=len(rows) > len(parts), total_column=len(sums) > 1)
    return [_cells(figure, mark) for figure, mark in zip(figures, marks, strict=False)]


def each_alone(figures: Sequence[Figure]) -> list[Cells]:
    """The same of figures of different indicators, which nobody adds up: each is hidden by its own numbers."""
    return [to_publish([figure], adds_up=False)[0] for figure in figures]


def noted(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The rows of a file with what its mark means under them."""
    return [*(list(row) for row in rows), [], [NOTE]]


def alone(figure: Figure) -> Any:
    """The value of a figure that stands without its counts."""
    return to_publish([figure], adds_up=False)[0][2]


def _counts(figure: Figure) -> list[int]:
    """What a reader could add up: for a share those that count, the others and both, otherwise those that count."""
    if figure.indicator.is_share and figure.whole is not None:
        return [figure.part, figure.whole - figure.part, figure.whole]
    return [figure.part]


def _cells(figure: Figure, marks: Sequence[bool]) -> Cells:
    is_whole_hidden = marks[0] if isinstance(figure.indicator, Median) else marks[-1] and len(marks) > 1
    return (
        MARK if marks[0] else figure.part,
        MARK if is_whole_hidden else figure.whole,
        MARK if any(marks) else figure.value,
    )
