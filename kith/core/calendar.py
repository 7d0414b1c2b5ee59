"""Working days of England: Monday to Friday, not a bank holiday. Every clock of the service counts in them.

Between two days a and b lie the working days d with a < d <= b: the day that starts a clock is day 0.
Source: DfE children in need census guide 2023-24 (the conference target is the day 15 working days after
the strategy discussion).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays.countries.united_kingdom import UnitedKingdom

from kith.core.refused import Refused

FIRST = date(1990, 1, 1)
LAST = date(2060, 12, 31)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One row of the calendar: `number` counts the working days up to and including `on`."""

    on: date
    is_working: bool
    number: int


class WorkingCalendar:
    """Working-day arithmetic for 1990 to 2060, by running number: every answer is one look-up.

    `closures` are the days, besides weekends, on which nobody works. Days outside the calendar raise
    Refused, because somebody typed one.
    """

    def __init__(self, closures: Collection[date]) -> None:
        self.closures = frozenset(closures)
        self._working: list[date] = []
        self._number: list[int] = []
        for offset in range((LAST - FIRST).days + 1):
            on = FIRST + timedelta(days=offset)
            if on.weekday() < 5 and on not in self.closures:
                self._working.append(on)
            self._number.append(len(self._working))

    def is_working(self, on: date) -> bool:
        """Whether people work on this day."""
        self._check(on)
        return on.weekday() < 5 and on not in self.closures

    def between(self, after: date, until: date) -> int:
        """Working days d with after < d <= until; negative when `until` is the earlier day."""
        return self.number(until) - self.number(after)

    def add(self, on: date, working_days: int) -> date:
        """The day `working_days` working days after `on` (day 0); before it when the number is negative.

        Zero gives the day itself, working or not.
        """
        self._check(on)
        if working_days == 0:
            return on
        if working_days > 0:
            place = bisect_right(self._working, on) + working_days - 1
        else:
            place = bisect_left(self._working, on) + working_days
        if not 0 <= place < len(self._working):
            raise Refused(f"Working days are known from {FIRST.year} to {LAST.year} only.")
        return self._working[place]

    def number(self, on: date) -> int:
        """How many working days the calendar has had by the end of this day."""
        self._check(on)
        return self._number[(on - FIRST).days]

    def next_working(self, on: date) -> date:
        """This day when people work on it, otherwise the first working day after it."""
        return on if self.is_working(on) else self.add(on, 1)

    def days(self) -> Iterator[CalendarDay]:
        """Every day of the calendar in order, for the calendar table."""
        for offset, number in enumerate(self._number):
            on = FIRST + timedelta(days=offset)
            yield CalendarDay(on, on.weekday() < 5 and on not in self.closures, number)

    def with_closures(self, more: Collection[date]) -> "WorkingCalendar":
        """The same calendar with local closures on top."""
        return WorkingCalendar(self.closures | set(more))

    def _check(self, on: date) -> None:
        if not FIRST <= on <= LAST:
            raise Refused(
                f"Working days are known from {FIRST.year} to {LAST.year}; "
                f"{on.day}/{on.month}/{on.year} lies outside. Check the year."
            )


@lru_cache(maxsize=1)
def bank_holidays() -> dict[date, str]:
    """Bank holidays of England from 1990 to 2060 with their names, special days included."""
    years = range(FIRST.year, LAST.year + 1)
    found = UnitedKingdom(subdiv="ENG", years=years, language="en_GB")  # type: ignore[no-untyped-call]
    return {on: name for on, name in sorted(found.items()) if FIRST <= on <= LAST}


@lru_cache(maxsize=1)
def england() -> WorkingCalendar:
    """The calendar of England without local closures."""
    return WorkingCalendar(bank_holidays().keys())
