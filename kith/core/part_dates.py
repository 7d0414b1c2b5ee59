"""When something happened, as far as it is known: what was typed is kept, how it was read is shown.

"21/4/17", "21 Apr 2017", "april 2017", "2017", "about 2015", "early 2016", "2015 to 2017", "about 9" (an age),
"reception" (a class), "unknown". Nothing is invented: a month stays a month.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from kith.core import date_patterns, dates
from kith.core.date_patterns import Reading
from kith.core.period import add_months
from kith.core.reading_words import LONG_MONTHS, short_day
from kith.core.refused import Refused

HINT = "Write for example 21/4/2017, April 2017, 2017, about 2015, 2015 to 2017, about 9, or unknown."
LONGEST = 60
YEARS_AHEAD = 5  # a year of two figures lies at most so far ahead
SPAN = re.compile(r"\s+(?:to|until|till)\s+|\s*–\s*")
FROM = re.compile(r"^(?:from|since|between)\s+")
AT_AGE = re.compile(r"^(?:at\s+)?(?:the\s+)?(?:aged?|age of)\b[\s:]*|^(?:when|at)\s+(?=\d)")
SOME_DAY = date(2026, 1, 1)  # whether it can be read does not depend on the day


@dataclass(frozen=True, slots=True)
class PartDate:
    """What was typed, the first and last day it can mean (None where only an age or nothing is known), and in words."""

    text: str
    earliest: date | None
    latest: date | None
    words: str


def read(text: str, written_on: date) -> PartDate:
    """How a part of a date is to be understood that was written on a day; raises Refused in words for the reader."""
    if len(text) > LONGEST:
        raise Refused(f"That is too long for a date. {HINT}")
    plain = _plain(text)
    if plain in dates.UNKNOWN:
        return PartDate(text, None, None, "not known")
    ends = SPAN.split(FROM.sub("", plain))
    if len(ends) == 2:
        return _span(text, *(_day(end, written_on) for end in ends))
    about = dates.ABOUT.match(plain)
    rest = dates.ABOUT.sub("", plain)
    if reading := _aged(rest, written_on):
        called = re.sub(r"^(\d+)$", r"\1 years", reading)
        return PartDate(text, None, None, f"at {'about ' if about else ''}the age of {called}")
    if found := date_patterns.read_school_year(rest, written_on):
        return PartDate(text, None, None, found.called)
    day = _day(rest, written_on)
    return _about(text, day) if about else PartDate(text, day.earliest, day.latest, _words(day))


def problem(text: str) -> str | None:
    """Why this cannot be read, or None when it can."""
    try:
        read(text, SOME_DAY)
    except Refused as refused:
        return refused.words
    return None


def _plain(text: str) -> str:
    """Small letters, single spaces, without the unseen signs that turn writing round."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(seen.casefold().replace("’", "'").split()).rstrip(" .,;")


def _aged(plain: str, on: date) -> str:
    """What an age is called; nothing for what is none. Four figures are a year."""
    rest, is_told = AT_AGE.subn("", plain)
    if re.fullmatch(r"\d{3,}", rest):
        return ""
    try:
        found = date_patterns.read_age(rest, on)
    except Refused:
        return ""
    return found.called if found and (is_told or not re.search(r"[/.-]", rest)) else ""


def _day(plain: str, on: date) -> Reading:
    found = date_patterns.read_day(plain, newest_year=on.year + YEARS_AHEAD) if plain else None
    if found is None:
        raise Refused(f"This cannot be read as a date or a part of one. {HINT}")
    return found


def _about(text: str, day: Reading) -> PartDate:
    """ "About" gives a year each way to a year, a month to anything closer."""
    months = 12 if day.precision == "year" else 1
    earliest, latest = add_months(day.earliest, -months), add_months(day.latest, months)
    return PartDate(text, earliest, latest, f"about {_called(day)}")


def _span(text: str, first: Reading, last: Reading) -> PartDate:
    if last.latest < first.earliest:
        raise Refused("It ends before it begins. Write the earlier one first.")
    return PartDate(text, first.earliest, last.latest, f"from {_called(first)} to {_called(last)}")


def _words(day: Reading) -> str:
    return _called(day) if day.precision == "day" else f"in {_called(day)}"


def _called(day: Reading) -> str:
    if day.called or day.precision == "day":
        return day.called or short_day(day.earliest)
    return (
        str(day.earliest.year)
        if day.precision == "year"
        else f"{LONG_MONTHS[day.earliest.month - 1]} {day.earliest.year}"
    )
