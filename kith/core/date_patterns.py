"""The ways people write a day, part of a day, an age or a school year, read into a first and a last day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core.period import add_months
from kith.core.refused import Refused

ONE_DAY = timedelta(days=1)
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FILLERS = {"of", "the", "on", "in", "tues", "thur", "thurs", *WEEKDAYS, *(name[:3] for name in WEEKDAYS)}
UNIT = r"(?P<unit>years?|yrs?|y/?o|y|months?|mths?|mos?|m|weeks?|wks?|w|days?|d)"
AGE = re.compile(rf"^(?P<number>\d{{1,3}})\s*{UNIT}?(?:\s*(?:old|of age))?$")
YEARS_AND_MONTHS = re.compile(
    r"^(\d{1,3})\s*(?:years?|yrs?|y)\s*(?:and\s*)?(\d{1,2})\s*(?:months?|mths?|mos?|m)(?:\s*old)?$"
)
AND_A_HALF = re.compile(r"^(\d{1,3})(?:\s*½|\s+1/2|\s+and a half|\.5)\s*(?:years?|yrs?|y)?(?:\s*old)?$")
SCHOOL_YEAR = re.compile(r"^(?:in\s+)?(?:year|yr|y)\s*(\d{1,2})$")
STAGES = {"newborn": (0, 28), "new born": (0, 28), "new baby": (0, 90), "baby": (0, 365)}


@dataclass(frozen=True, slots=True)
class Reading:
    """The first and last day meant, how precise that is, and what it is called."""

    earliest: date
    latest: date
    precision: str
    called: str = ""


def read_day(text: str, *, newest_year: int) -> Reading | None:
    """A day, month, season or year; years of two digits lie within the hundred years up to `newest_year`.

    None when the text is nothing of the kind; Refused when it is one that cannot be.
    """
    parts = [part for part in re.split(r"[\s/.\-–,]+", text) if part and part not in FILLERS]
    parts = [re.sub(r"^(\d{1,2})(?:st|nd|rd|th)$", r"\1", part) for part in parts]
    if not parts or not all(part.isdecimal() or _month(part) or part in SEASONS for part in parts):
        return None
    if len(parts) == 1:
        return _from_one(parts[0])
    if len(parts) == 2:
        return _from_two(parts[0], parts[1], newest_year)
    return _from_three(parts, newest_year) if len(parts) == 3 else None


def read_age(text: str, today: date) -> Reading | None:
    """An age: a bare number is years. The days are those on which someone of that age may be born."""
    if found := YEARS_AND_MONTHS.match(text):
        return _aged_months(int(found[1]) * 12 + int(found[2]), today, f"{found[1]} years {found[2]} months")
    if found := AND_A_HALF.match(text):
        months = int(found[1]) * 12
        earliest, latest = add_months(today, -months - 9), add_months(today, -months - 3)
        return Reading(earliest, latest, "age", f"{found[1]}½")
    found = AGE.match(text)
    if not found:
        return None
    number, unit = int(found["number"]), (found["unit"] or "y")[0]
    if (found["unit"] or "").startswith("m"):
        return _aged_months(number, today, _counted(number, "month"))
    if unit == "w":
        earliest = today - timedelta(days=7 * number + 6)
        return Reading(earliest, today - timedelta(days=7 * number), "age", _counted(number, "week"))
    if unit == "d":
        born = today - timedelta(days=number)
        return Reading(born, born, "age", _counted(number, "day"))
    if number > 120:
        raise Refused(f"{number} is too old. Write the year with four digits, or an age up to 120.")
    return Reading(*_aged_years(number, today), "age", str(number))


def read_school_year(text: str, today: date) -> Reading | None:
    """A class of an English school: those born from one September to the next August."""
    began = today.year if today.month >= 9 else today.year - 1
    found = SCHOOL_YEAR.match(text)
    names = {"nursery": -1, "preschool": -1, "pre-school": -1, "reception": 0, "year r": 0}
    plain = text.removeprefix("in ").removesuffix(" class").strip()
    if not found and plain not in names:
        return None
    number = int(found[1]) if found else names[plain]
    if number > 13:
        raise Refused(f"There is no school year {number}. School years run from reception to year 13.")
    called = f"in {plain}" if not found else f"in year {number}"
    born = began - 5 - number
    return Reading(date(born, 9, 1), date(born + 1, 8, 31), "school year", called)


def read_stage(text: str, today: date) -> Reading | None:
    """A word for the first year of life, or the teens."""
    plain = text.removeprefix("a ")
    if plain in STAGES:
        _, days = STAGES[plain]
        return Reading(today - timedelta(days=days), today, "age", plain)
    if plain in ("teenager", "teen", "teens"):
        return Reading(
            add_months(today, -12 * 20) + ONE_DAY, add_months(today, -12 * 13), "age", "in their teens"
        )
    return None


def _from_one(part: str) -> Reading | None:
    if part.isdecimal() and len(part) == 8:
        return _exact(int(part[4:]), int(part[2:4]), int(part[:2]))
    if part.isdecimal() and len(part) == 4:
        year = _plausible(int(part))
        return Reading(date(year, 1, 1), date(year, 12, 31), "year")
    return None


def _from_two(one: str, two: str, newest_year: int) -> Reading | None:
    if one in SEASONS and two.isdecimal():
        year, (first, last) = _year(two, newest_year), SEASONS[one]
        return Reading(
            date(year, first, 1), date(year, last, monthrange(year, last)[1]), "month", f"{one} {year}"
        )
    if _month(one) and two.isdecimal():
        return _month_of(_year(two, newest_year), _month(one))
    if _month(two) and one.isdecimal() and len(one) == 4:
        return _month_of(_plausible(int(one)), _month(two))
    if not (one.isdecimal() and two.isdecimal()):
        raise Refused("Which year? Write day, month and year, such as 21/4/2017.")
    return _from_two_numbers(one, two, newest_year)


def _from_two_numbers(one: str, two: str, newest_year: int) -> Reading:
    if len(one) == 4 and len(two) == 4 and int(two) - int(one) == 1:
        return Reading(date(_plausible(int(one)), 1, 1), date(int(two), 12, 31), "year", f"{one} or {two}")
    if len(one) == 4 and 1 <= int(two) <= 12:
        return _month_of(_plausible(int(one)), int(two))
    if 1 <= int(one) <= 12 and (len(two) == 4 or (len(two) == 2 and int(two) > 12)):
        return _month_of(_year(two, newest_year), int(one))
    raise Refused("Which year? Write day, month and year, such as 21/4/2017.")


def _from_three(parts: list[str], newest_year: int) -> Reading | None:
    first, second, third = parts
    if _month(first) and second.isdecimal() and third.isdecimal():
        return _exact(_year(third, newest_year), _month(first), int(second))
    if not (first.isdecimal() and third.isdecimal()):
        return None
    month = _month(second) or (int(second) if second.isdecimal() else 0)
    if len(first) == 4:
        return _exact(int(first), month, int(third))
    return _exact(_year(third, newest_year), month, int(first))


def _exact(year: int, month: int, day: int) -> Reading:
    _plausible(year)
    if not 1 <= month <= 12:
        raise Refused(f"There is no month {month}. Write the day first, then the month: 21/4/2017.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Refused(f"{MONTH_NAMES[month - 1].title()} {year} has {last} days, not {day}.")
    on = date(year, month, day)
    return Reading(on, on, "day")


def _month_of(year: int, month: int) -> Reading:
    return Reading(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _month(word: str) -> int:
    """1 to 12 for a month's name or its beginning of three letters or more; 0 for anything else."""
    plain = word.rstrip(".")
    for number, name in enumerate(MONTH_NAMES, start=1):
        if len(plain) >= 3 and (name.startswith(plain) or (plain == "sept" and number == 9)):
            return number
    return 0


def _year(text: str, newest_year: int) -> int:
    if len(text) == 4:
        return _plausible(int(text))
    if len(text) != 2:
        raise Refused(f"{text} is not a year. Write it with four digits.")
    century = newest_year // 100 * 100
    year = century + int(text)
    return year if year <= newest_year else year - 100


def _plausible(year: int) -> int:
    if not 1880 <= year <= 2100:
        raise Refused(f"{year} is not a year anybody living can mean. Write it with four digits.")
    return year


def _aged_years(years: int, today: date) -> tuple[date, date]:
    return add_months(today, -12 * (years + 1)) + ONE_DAY, add_months(today, -12 * years)


def _aged_months(months: int, today: date, called: str) -> Reading:
    if months > 120 * 12:
        raise Refused("That is too old. Write the age in years, up to 120.")
    return Reading(add_months(today, -(months + 1)) + ONE_DAY, add_months(today, -months), "age", called)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
