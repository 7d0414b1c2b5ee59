"""Which figures may stand in a paper that leaves the service. Plain values only."""

from collections.abc import Sequence

from kith.performance.figure import Figure
from kith.performance.small_numbers import is_small, share_is_hidden

HIDDEN = "hidden"


def is_hidden(figure: Figure) -> bool:
    """Whether a figure could point to a child: its count is 1 to 5, or for a share what lies beside it."""
    if figure.indicator.is_share and figure.whole is not None:
        return share_is_hidden(figure.part, figure.whole)
    return is_small(figure.part)


def told(figure: Figure) -> tuple[str, str]:
    """The figure and its counts as the paper tells them."""
    return (HIDDEN, HIDDEN) if is_hidden(figure) else (figure.words, figure.counts)


def months_are_told(months: Sequence[Figure]) -> bool:
    """Whether the months of a measure may be drawn: none of them is small, as sums of others would tell it."""
    return not any(is_hidden(one) for one in months)
