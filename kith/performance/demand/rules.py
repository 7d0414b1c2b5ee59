"""How demand is told apart, and how one time lies to the same time a year before. Plain values only."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kith.core.rounding import one_decimal, percent, ratio
from kith.performance.small_numbers import hidden

KEY = re.compile(r"[A-Za-z0-9_]{0,20}")  # what codes are made of
ROW = re.compile(r"([a-z]+):(.*)", re.DOTALL)
SUBJECTS = {"referrals": "Referrals", "contacts": "Contacts"}
AGES = {
    "unborn": "Not born yet",
    "0": "Under 1",
    "1": "1 to 4",
    "5": "5 to 9",
    "10": "10 to 15",
    "16": "16 and 17",
}
YEARS_OF = {"0": (0, 0), "1": (1, 4), "5": (5, 9), "10": (10, 15), "16": (16, 17)}
DECILES = {
    "1": "1: the most deprived tenth",
    **{str(n): str(n) for n in range(2, 10)},
    "10": "10: the least deprived tenth",
}
NOT_RECORDED = "Not recorded"
UNKNOWN = {"ward": "Ward not known", "decile": "Deprivation not known"}


@dataclass(frozen=True, slots=True)
class Dimension:
    """What demand is told apart by: the column, its heading, and whether its rows have an order of their own."""

    code: str
    column: str
    heading: str
    has_order: bool = False


DIMENSIONS = {
    one.code: one
    for one in (
        Dimension("age", "age_band", "Age", has_order=True),
        Dimension("ward", "ward", "Ward"),
        Dimension("need", "need", "Primary need"),
        Dimension("decile", "decile", "Deprivation", has_order=True),
        Dimension("source", "source", "Source"),
    )
}
# One value for each dimension of a row: counting them counts every dimension in one statement.
_VALUES = ", ".join(f"'{one.code}:' || {one.column}" for one in DIMENSIONS.values())
EACH = f"unnest(array[{_VALUES}])"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: how many now and in the same time a year before, and the rate where children are known."""

    key: str | None  # None: all together
    words: str
    now: int
    before: int
    children: int | None = None

    @property
    def rate(self) -> Decimal | None:
        """For every 10,000 children; None where nobody knows how many live there."""
        found = ratio(self.now, self.children, 10_000) if self.children else None
        return None if found is None else one_decimal(found)

    @property
    def change(self) -> str:
        """'+12 (+8.3%)', '−3 (−50.0%)', 'the same', '+4' where there were none before."""
        moved = self.now - self.before
        if not moved:
            return "the same"
        sign = "+" if moved > 0 else "−"
        share = percent(abs(moved), self.before)
        return f"{sign}{abs(moved):,}" + ("" if share is None else f" ({sign}{share:,}%)")


@dataclass(frozen=True, slots=True)
class Table:
    """Demand told apart by one dimension; its lines add up to its total."""

    dimension: Dimension
    lines: tuple[Line, ...]
    total: Line

    def hidden(self, *, now: bool = False, before: bool = False) -> list[list[bool]]:
        """Which counts, now and before, may not leave the service: of every line, and at last of the total.

        `now` and `before` say whether the total is hidden in other files.
        """
        rows = [[line.now, line.before] for line in (*self.lines, self.total)]
        totals = [(len(self.lines), column) for column, is_hidden in enumerate((now, before)) if is_hidden]
        return hidden(rows, total_row=True, also=totals)


def counts(found: Iterable[tuple[str, int]]) -> dict[str, dict[str, int]]:
    """What `EACH` counted, by dimension and key."""
    told: dict[str, dict[str, int]] = {code: {} for code in DIMENSIONS}
    for value, number in found:
        code, _, key = value.partition(":")
        told[code][key] = number
    return told


def table(
    of: Dimension,
    now: Mapping[str, int],
    before: Mapping[str, int],
    words: Mapping[str, str],
    children: Mapping[str | None, int],
) -> Table:
    """Lines with what was counted in either time, the most first or in the dimension's order; unknown last."""
    keys = sorted({*now, *before}, key=lambda key: _place(of, key, now, words))
    unknown = UNKNOWN.get(of.code, NOT_RECORDED)
    lines = tuple(
        Line(key, words.get(key, key) or unknown, now.get(key, 0), before.get(key, 0), children.get(key))
        for key in keys
    )
    total = Line(None, "All together", sum(now.values()), sum(before.values()), children.get(None))
    return Table(of, lines, total)


def _place(
    of: Dimension, key: str, now: Mapping[str, int], words: Mapping[str, str]
) -> tuple[bool, int, str]:
    order: Sequence[str] = list(words)
    if of.has_order:
        return not key, order.index(key) if key in order else len(order), key
    return not key, -now.get(key, 0), words.get(key, key)


def condition(row: str) -> str:
    """The SQL condition of the rows behind a number, asked for as 'age:5'. Raises ValueError for what none can be."""
    found = ROW.fullmatch(row)
    if found is None or found[1] not in DIMENSIONS or KEY.fullmatch(found[2]) is None:
        raise ValueError("there is no such row")
    return f"{DIMENSIONS[found[1]].column} = '{found[2]}'"
