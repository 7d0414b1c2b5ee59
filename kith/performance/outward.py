"""Figures as they leave the service: small numbers hidden, with whatever would give them away. Plain values only."""

from collections.abc import Collection, Sequence
from typing import Any

from kith.performance.definition import Median
from kith.performance.figure import Figure
from kith.performance.small_numbers import MARK, NOTE, hidden, is_small

PUBLISHING = "publishing"  # how an address asks for it
Cells = tuple[Any, Any, Any]  # counted, among, value


def to_publish(
    figures: Sequence[Figure],
    total: Figure | None = None,
    *,
    adds_up: bool = True,
    also: Collection[int] = (),
) -> list[Cells]:
    """Counted, among and value of each figure, with the mark where a number is hidden.

    The figures are of one indicator and count different rows. `total` is what they are parts of, known to the reader
    from elsewhere; what it has beside them is held against it as one part more. Without one their own sum is taken as
    known, unless they do not add up (states of several days). `also` are the places in `figures` of those that are
    hidden elsewhere, and so here.
    """
    if not figures:
        return []
    parts = [_with_sum(counts_of(figure)) for figure in figures]
    sums = [sum(column) for column in zip(*parts, strict=True)]
    if total is not None:
        whole = _with_sum(counts_of(total))
        rest = [most - known for most, known in zip(whole, sums, strict=True)]
        rows = [*parts, rest, whole] if min(rest) >= 0 else parts
    else:
        rows = [*parts, sums] if adds_up else parts
    marks = hidden(
        rows,
        total_row=len(rows) > len(parts),
        total_column=len(sums) > 1,
        also=[(row, column) for row in also for column in range(len(sums))],
    )
    return [_cells(figure, mark) for figure, mark in zip(figures, marks, strict=False)]


def noted(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The rows of a file with what its mark means under them."""
    return [*(list(row) for row in rows), [], [NOTE]]


def counts_of(figure: Figure) -> list[int]:
    """What places can be added up by: for a share those that count and the others, otherwise those that count."""
    if figure.indicator.is_share and figure.whole is not None:
        return [figure.part, figure.whole - figure.part]
    return [figure.part]


def is_small_itself(figure: Figure) -> bool:
    """Whether a figure is hidden by its own numbers, whatever other files tell: what counts, what does not, or both."""
    return any(map(is_small, _with_sum(counts_of(figure))))


def told_cells(figure: Figure) -> Cells:
    """Counted, among and value of a figure that may leave."""
    return figure.part, figure.whole, figure.value


def hidden_cells(figure: Figure) -> Cells:
    """The same of one that may not: a population is no secret, and what does not exist is not hidden."""
    return MARK, figure.whole if figure.indicator.per else _hidden(figure.whole), MARK


def _hidden(number: int | None) -> str | None:
    return None if number is None else MARK


def _with_sum(counts: list[int]) -> list[int]:
    return [*counts, sum(counts)] if len(counts) > 1 else counts


def _cells(figure: Figure, marks: Sequence[bool]) -> Cells:
    is_whole_hidden = marks[0] if isinstance(figure.indicator, Median) else marks[-1] and len(marks) > 1
    return (
        MARK if marks[0] else figure.part,
        MARK if is_whole_hidden else figure.whole,
        MARK if any(marks) else figure.value,
    )
