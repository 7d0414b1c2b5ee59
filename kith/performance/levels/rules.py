"""The table of decisions by level: one row a team or agency, one column a level, the rest without a level."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kith.core.rounding import percent

SPLITS = {"team": "Team that decided", "agency": "Referring agency"}
COLUMNS = {"team": "team_id", "agency": "source"}
NO_LEVEL = ""
KEY = re.compile(r"[A-Za-z0-9_]{0,20}")  # what codes and numbers of teams are made of


@dataclass(frozen=True, slots=True)
class Cell:
    """Decisions of one row at one level, among all decisions of the row. ``level`` is None for all of them."""

    row: str | None
    level: str | None
    part: int
    whole: int

    @property
    def share(self) -> Decimal | None:
        """The percentage, None without decisions."""
        return percent(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. ``key`` is None for all rows together."""

    key: str | None
    words: str
    whole: int
    cells: tuple[Cell, ...]


def table(
    counted: Iterable[tuple[str, str, int]], levels: Sequence[str], words: Mapping[str, str]
) -> list[Line]:
    """Lines from (key, level, number of decisions), those with most decisions first, all together at the top.

    ``levels`` are the columns; decisions without a level are counted under ``NO_LEVEL``. Every decision stands
    in exactly one column, so that a line's cells add up to its whole.
    """
    held: dict[str, dict[str, int]] = {}
    for key, level, number in counted:
        row = held.setdefault(key, {})
        row[level] = row.get(level, 0) + number
    everything = {level: sum(row.get(level, 0) for row in held.values()) for level in levels}
    lines = [_line(key, words.get(key, key) or "Not recorded", row, levels) for key, row in held.items()]
    lines.sort(key=lambda line: (-line.whole, line.words))
    return [_line(None, "All together", everything, levels), *lines]


def _line(key: str | None, words: str, row: Mapping[str, int], levels: Sequence[str]) -> Line:
    whole = sum(row.get(level, 0) for level in levels)
    return Line(key, words, whole, tuple(Cell(key, level, row.get(level, 0), whole) for level in levels))


def columns(known: Sequence[str], found: Iterable[str]) -> list[str]:
    """The columns: levels of the guide from the highest, levels of earlier guides, and at last no level."""
    others = sorted(set(found) - set(known) - {NO_LEVEL})
    return [*known, *others, NO_LEVEL]


def condition(by: str, row: str | None, level: str | None) -> str:
    """The SQL condition of one cell. Raises ValueError for what no code or number can be."""
    for value in (row, level):
        if value is not None and KEY.fullmatch(value) is None:
            raise ValueError("no code is written like this")
    parts = [f"level = '{level}'"] if level is not None else []
    if row is not None:
        parts.append(f"team_id = {int(row)}" if by == "team" else f"source = '{row}'")
    return " and ".join(parts) or "true"
