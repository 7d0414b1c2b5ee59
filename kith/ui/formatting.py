"""How days, moments, numbers and record numbers are written on a page.

Plain functions of plain values. The day that counts as today is always an argument; the template filters in
`kith.ui.jinja` pass it in.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NONE_YET = "–"

Number = int | float | Decimal


def day(value: date | None, today: date) -> str:
    """Write a day: "Tue 13 Oct", with the year when it is not the year of `today`; a dash for no day."""
    if value is None:
        return NONE_YET
    return _day(in_london(value).date() if isinstance(value, datetime) else value, today.year)


@lru_cache(maxsize=5000)
def _day(value: date, this_year: int) -> str:
    words = f"{value:%a} {value.day} {value:%b}"
    return words if value.year == this_year else f"{words} {value.year}"


def short_day(value: date | None, today: date) -> str:
    """Write a day without its weekday: "13 Oct", or "13 Oct 2024" when not this year."""
    return NONE_YET if value is None else day(value, today).split(" ", 1)[1]


def long_day(value: date | None) -> str:
    """Write a day in full for a record or a letter: "3 February 2017"."""
    if value is None:
        return NONE_YET
    value = in_london(value).date() if isinstance(value, datetime) else value
    return f"{value.day} {value:%B} {value.year}"


def moment(value: datetime | None, today: date) -> str:
    """Write a moment in London time: "today 10:42", "Tue 13 Oct, 16:05"."""
    if value is None:
        return NONE_YET
    local = in_london(value)
    if local.date() == today:
        return f"today {local:%H:%M}"
    return f"{day(local.date(), today)}, {local:%H:%M}"


def clock_time(value: datetime | time | None) -> str:
    """Write a time of day on the 24-hour clock, in London: "10:42"."""
    if value is None:
        return NONE_YET
    return f"{in_london(value) if isinstance(value, datetime) else value:%H:%M}"


def machine_moment(value: date) -> str:
    """Give a day or moment in the form that `<time datetime>` wants."""
    return (
        in_london(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
    )


def in_london(value: datetime) -> datetime:
    """Turn an aware moment into London time. A moment without a zone is refused: it could mean two hours."""
    if value.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    return value.astimezone(LONDON)


def number(value: Number | None, places: int = 0) -> str:
    """Write a number with thousands commas and a fixed count of decimals, halves rounded up."""
    if value is None:
        return NONE_YET
    return f"{_rounded(value, places):,.{places}f}"


def percent(value: Number | None, places: int = 1) -> str:
    """Write a share that is already in hundredths: 84.1 becomes "84.1%"."""
    return NONE_YET if value is None else f"{number(value, places)}%"


def pounds(value: Number | None, places: int = 2) -> str:
    """Write money: "£1,204.50"; a negative sum as "−£30.00"."""
    if value is None:
        return NONE_YET
    rounded = _rounded(value, places)
    return f"{'−' if rounded < 0 else ''}£{abs(rounded):,.{places}f}"


def of(part: int, whole: int) -> str:
    """Write a share with its counts first: "3 of 8 (38%)"; of nothing, "none to count"."""
    if whole == 0:
        return "none to count"
    share = _rounded(Decimal(100 * part) / Decimal(whole), 0)
    return f"{number(part)} of {number(whole)} ({share:.0f}%)"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: "1 child", "3 children". Without `many`, an s is added."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def record_number(value: int | str) -> str:
    """Write a record number in threes from the right, with unbreakable spaces: "204 418"."""
    return f"{int(value):,}".replace(",", "\u00a0")


def listing(words: Iterable[str]) -> str:
    """Join words as people say them: "Tia, Kofi and Elsie"."""
    parts = [str(word) for word in words]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


@lru_cache(maxsize=5000)
def anchor(name: str) -> str:
    """Turn a field name into an id that is safe in a fragment address: letters, digits and dashes."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "field"


def _rounded(value: Number, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
