"""What is to be delivered on which day, when it is tried again, and what its mail says. Plain values."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from kith.core import period as periods
from kith.core import reading_words
from kith.core.calendar import WorkingCalendar
from kith.core.period import Period

DAILY, WEEKLY, MONTHLY, QUARTERLY = "daily", "weekly", "monthly", "quarterly"
KINDS = (DAILY, WEEKLY, MONTHLY, QUARTERLY)
TITLES = {
    DAILY: "Daily list",
    WEEKLY: "Weekly report",
    MONTHLY: "Monthly report",
    QUARTERLY: "Quarterly report",
}
BEGINS, READY_BY = time(6, 0), time(7, 30)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30))
LONGEST_BACK = timedelta(days=31)
ONE_DAY = timedelta(days=1)
Run = tuple[str, date]


def missing(known: Collection[Run], at: datetime, calendar: WorkingCalendar) -> list[Run]:
    """What should have been begun by a moment in London and was not, the oldest first.

    From the first day anything was delivered, at most a month back; where nothing ever was, from today.
    """
    last = at.date() if at.time() >= BEGINS else at.date() - ONE_DAY
    first = max(min((on for _, on in known), default=at.date()), last - LONGEST_BACK)
    wanted = [run for on in _working(first, last, calendar) for run in of_day(on, calendar)]
    return [run for run in wanted if run not in known]


def _working(first: date, last: date, calendar: WorkingCalendar) -> list[date]:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [on for on in days if calendar.is_working(on)]


def of_day(on: date, calendar: WorkingCalendar) -> list[Run]:
    """What is delivered on a working day: the list, and reports on the first working day of their time."""
    before = calendar.add(on, -1)
    firsts = {
        WEEKLY: before.isocalendar()[:2] != on.isocalendar()[:2],
        MONTHLY: (before.year, before.month) != (on.year, on.month),
        QUARTERLY: periods.quarter(before) != periods.quarter(on),
    }
    return [(DAILY, on), *((kind, on) for kind, is_first in firsts.items() if is_first)]


def reported(kind: str, on: date) -> Period:
    """The whole week, month or quarter that ended before a report's day."""
    if kind == WEEKLY:
        monday = on - timedelta(days=on.weekday())
        first = monday - timedelta(days=7)
        return Period(first, monday, "week", f"Week from {reading_words.short_day(first)}")
    if kind == MONTHLY:
        return periods.month(on.replace(day=1) - ONE_DAY)
    return periods.quarter(periods.quarter(on).starts - ONE_DAY)


def next_try(attempts: int, now: datetime) -> datetime:
    """When a run that was begun so many times is begun again, unless it is done by then. Never given up."""
    return now + WAITS[min(attempts, len(WAITS)) - 1]


def made_late(on: date, made_at: datetime) -> str:
    """'made late at 09:12', 'made late, on 15 October at 09:12', or nothing; the moment as London's clock showed it."""
    if made_at.date() == on and made_at.time() <= READY_BY:
        return ""
    day = "" if made_at.date() == on else f", on {reading_words.short_day(made_at.date(), year=False)}"
    return f"made late{day} at {made_at:%H:%M}"


def subject(kind: str, on: date, lines: int) -> str:
    """The subject of the mail: the day and how much there is, nobody's name and no number of a record."""
    day = f"{on.day} {on:%B}"
    if kind == DAILY:
        return f"Your list of {day} is ready: {reading_words.count(lines, 'line')}"
    return f"Your {TITLES[kind].lower()} of {day} is ready"


def words(kind: str, on: date, link: str, missed: Collection[date]) -> str:
    """The words of the mail: where it is, and of which days lists were made late and have no mail of their own."""
    what = "list" if kind == DAILY else "report"
    told = [f"Your {what} is here. You have to sign in to read it.", "", link, ""]
    if missed:
        days = reading_words.listing([reading_words.short_day(day, year=False) for day in sorted(missed)])
        told += [f"Missed in the morning and made late: {days}. You find it under earlier days.", ""]
    told.append("This mail names no child. Nobody reads answers to it.")
    return "\n".join(told)
