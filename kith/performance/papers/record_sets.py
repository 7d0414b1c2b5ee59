"""The record sets of the papers: what is to be loaded for each place, and on which days. No Django here."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kith.core import period as periods
from kith.core.calendar import WorkingCalendar
from kith.performance.papers.places import FOLDER

ONE_DAY = timedelta(days=1)
# How many working days before its completion the clock of an assessment started: (least, most).
IN_TIME = {"initial_assessment": (2, 6), "core_assessment": (20, 34)}
LATE = {"initial_assessment": (11, 25), "core_assessment": (36, 60)}


@dataclass(frozen=True, slots=True)
class Assessments:
    """Assessments of one kind: `part` of `whole` in time, completed in these months (or left open)."""

    place: str
    kind: str
    part: int
    whole: int
    months: tuple[date, ...] = ()
    begun: tuple[date, date] | None = None
    until: date | None = None
    left_open: bool = False
    recorded_on: date | None = None
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Cases without a worker since a day of one stretch, allocated on a day of another or never."""

    place: str
    whole: int
    since: tuple[date, date]
    allocated: tuple[date, date] | None = None
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Referrals:
    """Referrals of the financial year that begins in `year`; `each` of one child, on different days."""

    place: str
    year: int
    whole: int
    each: int = 1
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Standings:
    """Children looked after or on a plan since a day of one stretch, until a day of another or still.

    Those of a set with `moved` came to a second and a third placement on these two days.
    """

    place: str
    kind: str
    whole: int
    since: tuple[date, date]
    until: tuple[date, date] | None = None
    moved: tuple[date, date] | None = None
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class RecordSets:
    """Everything that is loaded."""

    assessments: tuple[Assessments, ...]
    waiting: tuple[Waiting, ...]
    referrals: tuple[Referrals, ...]
    standings: tuple[Standings, ...]


@cache
def record_sets() -> RecordSets:
    """The sets as written in record_sets.toml."""
    listed = tomllib.loads((FOLDER / "record_sets.toml").read_text(encoding="utf-8"))
    return RecordSets(
        tuple(Assessments(**_frozen(one)) for one in listed["assessments"]),
        tuple(Waiting(**_frozen(one)) for one in listed["waiting"]),
        tuple(Referrals(**_frozen(one)) for one in listed["referrals"]),
        tuple(Standings(**_frozen(one)) for one in listed["standings"]),
    )


def _frozen(entry: dict) -> dict:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


@dataclass(frozen=True, slots=True)
class Piece:
    """The days of one assessment: its clock, its completion (None: open) and whether it was in time."""

    started_on: date
    completed_on: date | None
    in_time: bool


def pieces(of: Assessments, calendar: WorkingCalendar) -> Iterator[Piece]:
    """The assessments of a set, spread evenly over its months; those in time come first."""
    days = [_working_days(month, of.until, calendar) for month in of.months]
    begun = _stretch(*of.begun, calendar) if of.begun else []
    for number in range(of.whole):
        in_time = number < of.part
        if of.left_open:
            yield Piece(begun[number % len(begun)], None, False)
            continue
        month = days[number % len(days)]
        completed = month[number // len(days) % len(month)]
        least, most = (IN_TIME if in_time else LATE)[of.kind]
        back = least + number % (most - least + 1)
        yield Piece(
            begun[number % len(begun)] if begun else calendar.add(completed, -back), completed, in_time
        )


def _working_days(month: date, until: date | None, calendar: WorkingCalendar) -> list[date]:
    found = [day for day in periods.each_day(periods.month(month)) if calendar.is_working(day)]
    return [day for day in found if until is None or day <= until]


def _stretch(first: date, last: date, calendar: WorkingCalendar) -> list[date]:
    return [day for day in _days(first, last) if calendar.is_working(day)]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def spread(stretch: tuple[date, date], number: int, calendar: WorkingCalendar) -> list[date]:
    """That many working days of a stretch (both ends included), evenly and in order."""
    days = _stretch(*stretch, calendar)
    return [days[place * len(days) // number] for place in range(number)]


def referral_days(of: Referrals, calendar: WorkingCalendar) -> list[date]:
    """Working days over the whole financial year: one for each referral, or the days of each of the children."""
    year = periods.financial_year(date(of.year, 4, 1))
    return spread((year.starts, year.last_day), of.whole if of.each == 1 else of.each, calendar)
