"""What became of a list since it was frozen, in words. Plain values only."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median_low
from typing import Any

from kith.core.reading_words import short_day
from kith.performance.definition import Indicator, Stock

Row = Mapping[str, Any]
ROUND = 7  # days looked at in one round of a search
TAKEN_BACK = "No longer on record in this way: taken back, or put right."
ENTERED = "Was not on record when the figure was published."
CHANGED_IN_PLACE = "Changed in its place; the day of that is not kept."


@dataclass(frozen=True, slots=True)
class Sides:
    """Ids of the rows that joined the list, that left it, and that stayed and changed sides."""

    joined: tuple[int, ...]
    left: tuple[int, ...]
    moved: tuple[int, ...]

    @property
    def all(self) -> list[int]:
        """Every one of them, once."""
        return list(dict.fromkeys([*self.joined, *self.left, *self.moved]))


def sides(
    frozen: Collection[int], frozen_among: Collection[int], now: Collection[int], now_among: Collection[int]
) -> Sides:
    """How two lists differ, each given as the ids that count and the ids they are among."""
    before, after = set(frozen_among), set(now_among)
    changed = set(frozen) ^ set(now)
    return Sides(
        tuple(sorted(after - before)), tuple(sorted(before - after)), tuple(sorted(changed & before & after))
    )


def happened_on(indicator: Indicator, row: Row | None, *, has_ended: bool = False) -> date | None:
    """The day of what a row counts: when it happened, began, or (of a state that ended) ended. None where no column
    says it.
    """
    if row is None:
        return None
    if not isinstance(indicator, Stock):
        found = row.get(indicator.when)  # type: ignore[attr-defined]
    elif has_ended:
        found = min((row[name] for name in indicator.until if row.get(name)), default=None)
    else:
        found = row.get(indicator.since)
    return found if isinstance(found, date) else None


def why(then: Row | None, now: Row | None, words: Mapping[str, str]) -> str:
    """What differs between a row as it was known when a figure was published and as it is now; `words` are the headings
    of the columns worth telling.
    """
    if now is None:
        return TAKEN_BACK
    if then is None:
        return ENTERED
    told = [
        f"{heading}: {said(then[name])}, now {said(now[name])}."
        for name, heading in words.items()
        if name in then and name in now and then[name] != now[name]
    ]
    return " ".join(told) or CHANGED_IN_PLACE


def said(value: Any) -> str:
    """A value in a sentence."""
    if value is None or value == "":
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return short_day(value) if isinstance(value, date) else str(value)


def late_words(days: Sequence[int]) -> str:
    """'Recorded 3 to 41 days after it happened, the middle one 12 days after.'; nothing of nothing."""
    if not days:
        return ""
    if len(days) == 1:
        return f"Recorded {_days(days[0])} after it happened."
    middle = _days(median_low(days))
    return f"Recorded {min(days)} to {_days(max(days))} after it happened, the middle one {middle} after."


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"


def first_days(
    rows: Collection[int],
    first: int,
    last: int,
    ask: Callable[[list[tuple[int, int]]], Collection[tuple[int, int]]],
) -> dict[int, int]:
    """The first of the days `first` to `last` on which each row stood as it does on the last.

    `ask` takes (row, day) pairs and gives those at which the row stands so; once it does, it goes on. Asked in few
    rounds, for all rows together.
    """
    spans = dict.fromkeys(rows, (first - 1, last))
    while open_spans := {row: span for row, span in spans.items() if span[1] - span[0] > 1}:
        asked = {row: _between(*span) for row, span in open_spans.items()}
        held = set(ask([(row, day) for row, days in asked.items() for day in days]))
        for row, days in asked.items():
            low, high = spans[row]
            so = next((day for day in days if (row, day) in held), high)
            spans[row] = (max([day for day in days if day < so], default=low), so)
    return {row: high for row, (_, high) in spans.items()}


def _between(low: int, high: int) -> list[int]:
    """Up to seven days strictly between two, evenly spread."""
    step = max(1, -(-(high - low) // (ROUND + 1)))
    return [day for day, _ in pairwise([*range(low + step, high, step), high])]
