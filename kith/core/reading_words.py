"""Days, spans and ages in the words people use. Pure text: no markup, no colour."""

import unicodedata
from datetime import date

from kith.core.calendar import WorkingCalendar

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKS_FROM = 10  # working days: from here on people think in weeks


def day(on: date, *, year: bool = False) -> str:
    """'Tue 13 Oct', with the year when asked: 'Tue 13 Oct 2026'."""
    words = f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"
    return f"{words} {on.year}" if year else words


def short_day(on: date, *, year: bool = True) -> str:
    """'13 Oct 2026', or '13 Oct' without the year."""
    words = f"{on.day} {MONTHS[on.month - 1]}"
    return f"{words} {on.year}" if year else words


def long_day(on: date) -> str:
    """'Tuesday 13 October 2026'."""
    return f"{LONG_DAYS[on.weekday()]} {on.day} {LONG_MONTHS[on.month - 1]} {on.year}"


def day_seen_from(on: date, today: date) -> str:
    """'today', 'yesterday', 'tomorrow', 'Tue 13 Oct'; the year only where it differs from today's."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((on - today).days)
    return near or day(on, year=on.year != today.year)


def count(number: int, thing: str, things: str | None = None) -> str:
    """'1 working day', '3 working days', 'no cases' is left to the caller."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def working_days(number: int) -> str:
    """'1 working day', '10 working days'."""
    return count(number, "working day")


def time_left(due_on: date, today: date, calendar: WorkingCalendar) -> str:
    """How a clock stands: 'Due today', '3 working days left', '2 weeks left', 'Late by 1 working day'.

    Lateness is counted in working days; a due day passed with no working day since is late all the same
    ('Late since Sat 17 Oct').
    """
    if today > due_on:
        late = calendar.between(due_on, today)
        return f"Late by {working_days(late)}" if late else f"Late since {day(due_on)}"
    if today == due_on:
        return "Due today"
    left = calendar.between(today, due_on)
    if left == 0:
        return f"Due {day_seen_from(due_on, today)}"
    if left < WEEKS_FROM:
        return f"{working_days(left)} left"
    return f"{count(left // 5, 'week')} left"


def working_day_of(started_on: date, today: date, limit: int, calendar: WorkingCalendar) -> str:
    """'Working day 27 of 45'. The day it started is day 0."""
    return f"Working day {calendar.between(started_on, today)} of {limit}"


def whole_months(earlier: date, later: date) -> int:
    """Completed months from one day to another; the last days of a short month complete it."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def whole_years(born_on: date, on: date) -> int:
    """Completed years of life; someone born on 29 February is a year older on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def age(born_on: date, on: date) -> str:
    """'9', '2' from the second birthday; '14 months', '5 weeks', '3 days' before it."""
    if on < born_on:
        return (
            f"due in {count(max((born_on - on).days // 7, 0), 'week')}"
            if (born_on - on).days >= 7
            else "due this week"
        )
    years = whole_years(born_on, on)
    if years >= 2:
        return str(years)
    months = whole_months(born_on, on)
    if months >= 3:
        return f"{months} months"
    days = (on - born_on).days
    return count(days // 7, "week") if days >= 14 else count(days, "day")


def isolated(name: str) -> str:
    """A name that can stand in a line with other words: one written from right to left turns nothing round it.

    It is put between the signs U+2068 and U+2069; any other name stays as it is.
    """
    is_turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"\u2068{name}\u2069" if is_turned else name


def listing(things: list[str], joined_by: str = "and") -> str:
    """'Tia', 'Tia and Kofi', 'Tia, Kofi and Elsie'."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {joined_by} {things[-1]}"
