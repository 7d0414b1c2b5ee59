"""A date of birth as people tell it: what was typed is kept, how it was read is shown, nothing is invented.

"21/4/17", "21 Apr 2017", "april 2017", "2017", "9", "9 months", "reception", "due Feb 2027", "unknown".
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kith.core import date_patterns
from kith.core.date_patterns import Reading
from kith.core.period import add_months
from kith.core.reading_words import LONG_MONTHS, age, short_day, whole_years
from kith.core.refused import Refused

UNKNOWN = {
    "unknown",
    "not known",
    "don't know",
    "dont know",
    "dk",
    "nk",
    "n/k",
    "not given",
    "?",
    "??",
    "???",
    "refused",
}
UNBORN = {"unborn", "not born", "not yet born", "expecting", "pregnant"}
DUE = re.compile(
    r"^(?:unborn\s*,?\s*)?(?:baby\s+)?(?:due|expected|edd|exp)\b[\s:]*(?:date\b[\s:]*)?(?:in\s+|on\s+)?(?P<when>.*)$"
)
WEEKS_GONE = re.compile(r"^(\d{1,2})\s*(?:weeks?|wks?)\s*(?:pregnant|gone|gestation)$")
DUE_IN_WEEKS = re.compile(r"^(\d{1,2})\s*(?:weeks?|wks?)$")
DUE_IN_MONTHS = re.compile(r"^(\d{1,2})\s*months?$")
LEAD_IN = re.compile(
    r"^(?:d\.?o\.?b\.?|date of birth|born|aged|age|he is|she is|they are)\b[\s:.]*(?:on\s+|in\s+)?"
)
ABOUT = re.compile(r"^(?:about|approximately|approx\.?|around|roughly|circa|ca\.?|c\.|~|maybe|perhaps)\s*")
PREGNANCY = timedelta(weeks=40)
LATEST_DUE = timedelta(weeks=44)
OVERDUE = timedelta(weeks=4)
OLDEST = 120
HINT = "Write for example 21/4/2017, April 2017, 2017, 9, 9 months, reception, due Feb 2027 or unknown."
LONGEST = 60


@dataclass(frozen=True, slots=True)
class AsTold:
    """What was told about a birth, and the days it can mean.

    `precision`: "day", "month", "year", "age", "school year" or "unknown". `expected` is true for a child
    not yet born; the days are then those it is due. `words` say how it was read. Both days are None when
    nothing is known.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    words: str
    expected: bool = False

    @property
    def exact(self) -> date | None:
        """The day, when the very day is known of a child already born."""
        return self.earliest if self.precision == "day" and not self.expected else None


def read(text: str, today: date) -> AsTold:
    """How a date of birth is to be understood on `today`; raises Refused in words for the reader."""
    if len(text) > LONGEST:
        raise Refused(f"That is too long for a date of birth. {HINT}")
    plain = " ".join(text.casefold().replace("’", "'").split()).rstrip(" .,;")
    if not plain and "?" not in text:
        raise Refused("Enter a date of birth or an age, or write unknown.")
    if plain in UNKNOWN:
        return AsTold(text, None, None, "unknown", "date of birth not known")
    expected = _expected(text, plain, today)
    return expected or _born(text, LEAD_IN.sub("", plain), today)


def _born(text: str, plain: str, today: date) -> AsTold:
    roughly = ABOUT.match(plain)
    plain = ABOUT.sub("", plain)
    reading = (
        date_patterns.read_age(plain, today)
        if not _is_year(plain)
        else date_patterns.read_day(plain, newest_year=today.year)
    )
    reading = (
        reading or date_patterns.read_school_year(plain, today) or date_patterns.read_stage(plain, today)
    )
    reading = reading or date_patterns.read_day(plain, newest_year=today.year)
    if reading is None:
        raise Refused(f"This cannot be read as a date of birth or an age. {HINT}")
    if roughly:
        reading = _widened(reading, today)
    reading = _within_life(reading, today)
    return AsTold(text, reading.earliest, reading.latest, reading.precision, _words(reading, today))


def _is_year(plain: str) -> bool:
    return plain.isdecimal() and len(plain) == 4


def _widened(reading: Reading, today: date) -> Reading:
    """ "About" gives a year each way to years, a month to days and months."""
    months = 12 if reading.precision == "year" or reading.called.isdecimal() else 1
    earliest, latest = add_months(reading.earliest, -months), min(add_months(reading.latest, months), today)
    precision = "month" if reading.precision == "day" else reading.precision
    told = reading.called or _called(reading)
    return Reading(earliest, max(latest, earliest), precision, f"about {told}")


def _within_life(reading: Reading, today: date) -> Reading:
    if reading.earliest > today:
        raise Refused(
            "That day is still to come. For a child not yet born write due and the date: due Feb 2027."
        )
    if whole_years(reading.latest, today) > OLDEST:
        raise Refused(f"That is more than {OLDEST} years ago. Check the year.")
    return replace(reading, latest=min(reading.latest, today))


def _words(reading: Reading, today: date) -> str:
    if reading.precision == "day":
        return f"born {short_day(reading.earliest)}, aged {age(reading.earliest, today)}"
    span = f"born between {short_day(reading.earliest)} and {short_day(reading.latest)}"
    if reading.precision == "age":
        if reading.earliest == reading.latest:
            span = f"born {short_day(reading.earliest)}"
        called = (
            reading.called
            if reading.called[:1].isalpha() and not reading.called.startswith("about")
            else f"aged {reading.called}"
        )
        return f"{called}: {span}"
    if reading.precision == "school year":
        return f"{reading.called}: {span}"
    return f"born in {reading.called or _called(reading)}, aged {_ages(reading, today)}"


def _called(reading: Reading) -> str:
    first = reading.earliest
    if reading.precision == "year":
        return str(first.year)
    return (
        f"{LONG_MONTHS[first.month - 1]} {first.year}" if reading.precision == "month" else short_day(first)
    )


def _ages(reading: Reading, today: date) -> str:
    youngest, oldest = whole_years(reading.latest, today), whole_years(reading.earliest, today)
    if youngest == oldest:
        return str(oldest) if oldest else "under 1"
    return f"{youngest} or {oldest}" if oldest - youngest == 1 else f"{youngest} to {oldest}"


def _expected(text: str, plain: str, today: date) -> AsTold | None:
    """The reading of a child not yet born; None when the words speak of one who is."""
    if plain in UNBORN or plain in ("due", "expected"):
        latest = today + PREGNANCY
        return AsTold(text, today, latest, "unknown", "not yet born, due date not known", expected=True)
    if gone := WEEKS_GONE.match(plain):
        if int(gone[1]) > 42:
            raise Refused("A pregnancy does not last longer than 42 weeks. Check the number.")
        due = today + PREGNANCY - timedelta(weeks=int(gone[1]))
        return AsTold(text, due - timedelta(days=6), due, "age", f"due about {short_day(due)}", expected=True)
    found = DUE.match(plain)
    if found is None:
        return None
    reading = _due_day(found["when"].strip(), today)
    if reading.latest < today - OVERDUE:
        raise Refused("That due date has passed. If the child is born, write the date of birth.")
    if reading.earliest > today + LATEST_DUE:
        raise Refused("That due date is more than ten months ahead. Check the year.")
    words = f"due {short_day(reading.earliest)}" if reading.precision == "day" else f"due {_span(reading)}"
    return AsTold(text, reading.earliest, reading.latest, reading.precision, words, expected=True)


def _due_day(when: str, today: date) -> Reading:
    if found := DUE_IN_WEEKS.match(when):
        day = today + timedelta(weeks=int(found[1]))
        return Reading(day - timedelta(days=3), day + timedelta(days=3), "age", f"about {short_day(day)}")
    if found := DUE_IN_MONTHS.match(when):
        day = add_months(today, int(found[1]))
        return Reading(day - timedelta(days=15), day + timedelta(days=15), "age", f"about {short_day(day)}")
    readings = [
        _read_quietly(f"{when}{year}", today) for year in ("", f" {today.year}", f" {today.year + 1}")
    ]
    for reading in readings:
        if reading is not None and (readings[0] is not None or reading.latest >= today - OVERDUE):
            return reading
    date_patterns.read_day(when, newest_year=today.year + 50)
    raise Refused(
        "This cannot be read as a due date. Write for example due 12/2/2027, due Feb 2027 or unborn."
    )


def _read_quietly(when: str, today: date) -> Reading | None:
    try:
        return date_patterns.read_day(when, newest_year=today.year + 50)
    except Refused:
        return None


def _span(reading: Reading) -> str:
    return reading.called or f"in {_called(reading)}"
