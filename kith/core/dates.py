"""Birth dates as people tell them: 21/4/17, April 2017, "about 9", "reception", "due in March".

What was typed is kept; what was understood is a first and a last day. Unknown is an answer of its own.
School years are England's: reception is the school year (from 1 September) in which a child turns five.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core.period import add_months
from kith.core.reading_words import LONG_MONTHS, MONTHS, count, short_day
from kith.core.refused import Refused

EXACT, MONTH, YEAR, AGE, EXPECTED, UNKNOWN = "exact", "month", "year", "age", "expected", "unknown"
OLDEST = 120
LONGEST_WAIT = timedelta(weeks=45)
ONE_DAY = timedelta(days=1)
MONTH_NUMBERS = {
    name.lower(): number for names in (MONTHS, LONG_MONTHS) for number, name in enumerate(names, start=1)
}
MONTH_NUMBERS["sept"] = 9
MONTH_WORD = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
NOT_KNOWN = {"", "?", "unknown", "not known", "not sure", "don't know", "dont know", "n/k", "nk"}

ISO = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})$")
NUMBERS = re.compile(r"^(?P<day>\d{1,2})\s*[/.\- ]\s*(?P<month>\d{1,2})\s*[/.\- ]\s*(?P<year>\d{4}|\d{2})$")
DAY_MONTH = re.compile(
    rf"^(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?[-/ ]?(?P<month>{MONTH_WORD})\.?,?[-/ ]?\s*(?P<year>\d{{4}}|\d{{2}})$"
)
MONTH_DAY = re.compile(
    rf"^(?P<month>{MONTH_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})$"
)
MONTH_ONLY = re.compile(
    rf"^(?:(?P<month>{MONTH_WORD})\.?,?\s+|(?P<number>\d{{1,2}})\s*[/.\-]\s*)(?P<year>\d{{4}})$"
)
MONTH_ALONE = re.compile(rf"^(?P<month>{MONTH_WORD})\.?$")
YEAR_ONLY = re.compile(r"^(?P<year>\d{4})$")
AGE_TOLD = re.compile(
    r"^(?:aged?\s*)?(?P<number>\d{1,3})\s*(?P<unit>y|yo|y/o|yrs?|years?|m|mths?|months?|w|wks?|weeks?|d|days?)?(?:\s+olds?)?$"
)
SCHOOL_YEAR = re.compile(
    r"^(?:in\s+)?(?:school\s+)?(?:(?P<name>nursery|reception)(?:\s+class)?|(?:year|yr)\s*(?P<number>\d{1,2}))$"
)
ABOUT = re.compile(
    r"^(?:about|around|approx(?:imately)?\.?|circa|c\.|ca\.|roughly|maybe|perhaps|nearly|~)\s*"
)
FILLER = re.compile(r"^(?:born|dob|d\.o\.b\.?|b\.)(?:\s+(?:on|in))?[:\s]+")
DUE = re.compile(r"^(?:due|expected|edd|unborn)(?:\s+(?:on|in|by))?\b[:,]?\s*")
CANNOT_READ = (
    "Write a date of birth as 21/4/2017, a month and year, a year, or an age such as 9. Unknown is allowed."
)


@dataclass(frozen=True, slots=True)
class Told:
    """A birth date as told: the words, and the first and last day they can mean (None: not known)."""

    text: str
    first: date | None
    last: date | None
    precision: str

    def in_words(self) -> str:
        """How it was read: '21 Apr 2017', 'April 2017', '2017', 'between 15 Oct 2016 and 14 Oct 2017'."""
        if self.first is None or self.last is None:
            return "expected" if self.precision == EXPECTED else "not known"
        words = _span_in_words(self.first, self.last)
        return f"expected {words}" if self.precision == EXPECTED else words


def read(text: str, today: date) -> Told:
    """Understand a birth date as told on `today`; raises Refused with words for the person who typed it."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    if plain in NOT_KNOWN:
        return Told(text.strip(), None, None, UNKNOWN)
    if due := DUE.match(plain):
        return _expected(text.strip(), plain[due.end() :], today)
    plain = FILLER.sub("", plain)
    about = ABOUT.match(plain)
    first, last, precision = _span(ABOUT.sub("", plain), today)
    if about and precision in (YEAR, AGE):
        first, last = add_months(first, -12), add_months(last, 12)
    if first > today:
        raise Refused(
            f"{_span_in_words(first, last)} is in the future. For a child not yet born write: due {short_day(first)}."
        )
    if first < add_months(today, -12 * OLDEST):
        raise Refused(f"{_span_in_words(first, last)} is more than {OLDEST} years ago. Check the year.")
    return Told(text.strip(), first, min(last, today), precision)


def _expected(text: str, rest: str, today: date) -> Told:
    if rest in NOT_KNOWN:
        return Told(text, None, None, EXPECTED)
    if alone := MONTH_ALONE.match(rest):
        month = MONTH_NUMBERS[alone["month"]]
        rest = f"{alone['month']} {today.year + (month < today.month)}"
    first, last, precision = _span(rest, today, ahead=True)
    if precision == AGE or first > today + LONGEST_WAIT:
        raise Refused("Write when the child is expected as a date or a month, for example: due 3 Feb 2027.")
    if last < add_months(today, -2):
        raise Refused(
            f"{_span_in_words(first, last)} has passed. Write the date of birth if the child has been born."
        )
    return Told(text, first, last, EXPECTED)


def _span(plain: str, today: date, *, ahead: bool = False) -> tuple[date, date, str]:
    for shape in (ISO, NUMBERS, DAY_MONTH, MONTH_DAY):
        if found := shape.match(plain):
            on = _day(found["year"], found["month"], found["day"], today, ahead=ahead)
            return on, on, EXACT
    if found := MONTH_ONLY.match(plain):
        first = _day(found["year"], found["month"] or found["number"], "1", today)
        return first, first.replace(day=monthrange(first.year, first.month)[1]), MONTH
    if (found := YEAR_ONLY.match(plain)) and 1800 < int(found["year"]) < 2200:
        return date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31), YEAR
    if found := AGE_TOLD.match(plain):
        return (*_of_age(int(found["number"]), (found["unit"] or "y")[0], today), AGE)
    if found := SCHOOL_YEAR.match(plain):
        number = {"nursery": -1, "reception": 0}.get(found["name"] or "", int(found["number"] or 0))
        return (*_of_school_year(number, today), AGE)
    raise Refused(CANNOT_READ)


def _day(year: str, month: str, day: str, today: date, *, ahead: bool = False) -> date:
    """The day meant; of two figures of a year the latest century that is not ahead of today."""
    number = MONTH_NUMBERS.get(month) or int(month)
    whole = int(year)
    if len(year) == 2:
        whole += today.year // 100 * 100
        if not ahead and (whole, number, int(day)) > (today.year, today.month, today.day):
            whole -= 100
    try:
        return date(whole, number, int(day))
    except ValueError:
        raise Refused(_no_such_day(whole, number, int(day))) from None


def _no_such_day(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"There is no month {month}. Write the day first, then the month: 21/4/2017."
    return f"There is no {day} {LONG_MONTHS[month - 1]} {year}."


def _of_age(number: int, unit: str, today: date) -> tuple[date, date]:
    """First and last day of birth of somebody who is `number` years (y), months (m), weeks (w) or days (d) old."""
    if unit == "d":
        return today - timedelta(days=number), today - timedelta(days=number)
    if unit == "w":
        return today - timedelta(days=7 * number + 6), today - timedelta(days=7 * number)
    if unit == "y" and number > OLDEST:
        raise Refused(f"{number} is no age in years.")
    months = number * (12 if unit == "y" else 1)
    return add_months(today, -months - (12 if unit == "y" else 1)) + ONE_DAY, add_months(today, -months)


def _of_school_year(number: int, today: date) -> tuple[date, date]:
    if number > 13:
        raise Refused(f"There is no school year {number}.")
    began = today.year if today.month >= 9 else today.year - 1
    return date(began - 5 - number, 9, 1), date(began - 4 - number, 8, 31)


def _span_in_words(first: date, last: date) -> str:
    if first == last:
        return short_day(first)
    if (first.day, last) == (1, first.replace(day=monthrange(first.year, first.month)[1])):
        return f"{LONG_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if (last - first).days < 15:
        return f"within {count((last - first).days + 1, 'day')} of {short_day(first)}"
    return f"between {short_day(first)} and {short_day(last)}"
