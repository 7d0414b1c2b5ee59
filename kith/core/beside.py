"""What one subject says on a page of another: a panel with lines, under a name that the wiring knows."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a panel: its words and where they lead, what is said under them, further cells, a mark with words."""

    words: str
    href: str
    small: str
    cells: Sequence[str]
    mark: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Beside:
    """A panel on the page of something else: its title, heads of its columns, its lines, how many are in all."""

    code: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Row]
    all: int
