"""Which figures may stand in a paper that leaves the service. Plain values only."""

from kith.performance.figure import Figure

HIDDEN = "hidden"


def told(figure: Figure, *, is_hidden: bool) -> tuple[str, str]:
    """The figure and its counts as the paper tells them."""
    return (HIDDEN, HIDDEN) if is_hidden else (figure.words, figure.counts)
