"""Stretches of days that figures are read for. A period includes its first day and not its last."""

import calendar as months_of_the_year
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core.reading_words import MONTHS, short_day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `starts` up to, not including, `ends`; `label` is how people call it."""

    starts: date
    ends: date
    kind: str
    label: str

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise ValueError(f"A period ends after it starts; this one runs {self.starts} to {self.ends}.")

    @property
    def last_day(self) -> date:
        """The last day that belongs to it."""
        return self.ends - ONE_DAY

    def __contains__(self, on: date) -> bool:
        return self.starts <= on < self.ends

    def __str__(self) -> str:
        return self.label


def add_months(on: date, months: int) -> date:
    """The same day of the month that many months on, clamped to the month's end (31 Jan + 1 = 28 Feb)."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    last = months_of_the_year.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(on.day, last))


def birthday(born_on: date, age: int) -> date:
    """The day on which somebody turns an age. As the law counts it, who was born on 29 February is a year older on
    1 March of other years, the day from which ``reading_words.whole_years`` says so.
    """
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def day(on: date) -> Period:
    """One day: what a stock is read for."""
    return Period(on, on + ONE_DAY, "day", short_day(on))


def month(on: date) -> Period:
    """The calendar month that holds this day: 'Sep 2011'."""
    starts = on.replace(day=1)
    return Period(starts, add_months(starts, 1), "month", f"{MONTHS[on.month - 1]} {on.year}")


def quarter(on: date) -> Period:
    """The quarter of the financial year (first: April to June) that holds this day."""
    starts = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    number = (starts.month - 4) // 3 % 4 + 1
    return Period(starts, add_months(starts, 3), "quarter", f"Quarter {number} of {financial_year(on).label}")


def financial_year(on: date) -> Period:
    """1 April to 31 March around this day: '2011-12'."""
    starts = _first_of_april(on)
    return Period(starts, add_months(starts, 12), "year", f"{starts.year}-{(starts.year + 1) % 100:02d}")


def year_to_date(on: date) -> Period:
    """1 April up to and including this day."""
    starts = _first_of_april(on)
    label = (
        f"{short_day(starts, year=starts.year != on.year)} to {short_day(on)}"
        if on > starts
        else short_day(on)
    )
    return Period(starts, on + ONE_DAY, "ytd", label)


def rolling12(on: date) -> Period:
    """The twelve months up to and including this day."""
    ends = on + ONE_DAY
    return Period(add_months(ends, -12), ends, "rolling12", f"12 months to {short_day(on)}")


def months_back(on: date, number: int) -> list[Period]:
    """That many calendar months, oldest first, the last being the one that holds this day."""
    first = on.replace(day=1)
    return [month(add_months(first, back)) for back in range(1 - number, 1)]


KINDS: dict[str, Callable[[date], Period]] = {
    "day": day,
    "month": month,
    "quarter": quarter,
    "ytd": year_to_date,
    "rolling12": rolling12,
    "year": financial_year,
}


def of_kind(kind: str, on: date) -> Period:
    """The period of a named kind that belongs to this day; raises ValueError for an unknown kind."""
    if kind not in KINDS:
        raise ValueError(f"There is no period {kind!r}. Known: {', '.join(KINDS)}.")
    return KINDS[kind](on)


def each_day(period: Period) -> Iterator[date]:
    """The days of a period in order."""
    for offset in range((period.ends - period.starts).days):
        yield period.starts + timedelta(days=offset)


def _first_of_april(on: date) -> date:
    return date(on.year if on.month >= 4 else on.year - 1, 4, 1)
