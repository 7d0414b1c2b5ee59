"""Days, times and numbers as people type them. None for what cannot be read."""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation

from kith.core.calendar import LAST

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
IN_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]+([a-z]{3,9})\.?,?[ \-]+(\d{4}|\d{2})", re.IGNORECASE)
FOR_MACHINES = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
FIRST_YEAR, LAST_YEAR = 1900, LAST.year  # no clock counts beyond the calendar
OF_DAY = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)


def day(text: str) -> date | None:
    """A day written like 21/4/2026, 21.4.26, 21 Apr 2026 or 2026-04-21; None when it is none (31 June)."""
    words = text.strip()
    if found := FOR_MACHINES.fullmatch(words):
        return _day(found[1], found[2], found[3])
    if found := IN_NUMBERS.fullmatch(words):
        return _day(found[3], found[2], found[1])
    found = IN_WORDS.fullmatch(words)
    if found and found[2][:3].lower() in MONTHS:
        return _day(found[3], str(MONTHS.index(found[2][:3].lower()) + 1), found[1])
    return None


def _day(year: str, month: str, number: str) -> date | None:
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    if not FIRST_YEAR <= whole_year <= LAST_YEAR:
        return None  # a slip of the finger: 0202, 20266
    try:
        return date(whole_year, int(month), int(number))
    except ValueError:
        return None


def time_of_day(text: str) -> time | None:
    """A time written like 16:05, 1605, 4.05pm or 9am; None when it is none."""
    found = OF_DAY.fullmatch(text.strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 and (found[2] or half) else None


def number(text: str) -> Decimal | None:
    """A number, commas between thousands allowed; None when it is none."""
    try:
        read = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return read if read.is_finite() else None
