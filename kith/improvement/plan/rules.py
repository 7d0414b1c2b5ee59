"""Which day the counts of a plan are held against: the last meeting of its board, or a month ago. Plain values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.core.period import add_months
from kith.core.reading_words import short_day
from kith.improvement.rules import Counts


@dataclass(frozen=True, slots=True)
class Met:
    """The last meeting of a board that oversees a plan, and the day that its locked paper told of, if there is one."""

    held_on: date
    stood_on: date | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """The end of the day with which counts are compared, in words."""

    on: date
    words: str


def since(met: Met | None, started_on: date, today: date) -> Since | None:
    """What counts of today are held against: what the last paper told, else the last meeting, else a month ago.

    None where the plan had not begun by then.
    """
    if met and met.stood_on:
        words = f"since {short_day(met.stood_on)}, the day told in the paper of {short_day(met.held_on)}"
        found = Since(met.stood_on, words)
    elif met:
        found = Since(met.held_on, f"since the meeting of {short_day(met.held_on)}")
    else:
        month = add_months(today, -1)
        found = Since(month, f"since a month ago, {short_day(month)}")
    return found if found.on >= started_on else None


def counts_then(rows: Iterable[tuple[str | None, bool, int]]) -> Counts | None:
    """Counts of a past day from (rating then, written down by then, how many); None where nothing was there yet.

    An action was there when it had been written down, or when a rating says so of a day before that.
    """
    told = dict.fromkeys(("red", "amber", "green", "proved", "unrated"), 0)
    for rating, was_written, number in rows:
        if rating is not None or was_written:
            told[rating or "unrated"] += number
    return Counts(**told) if any(told.values()) else None
