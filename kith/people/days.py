"""A day as somebody types it into a form of the record: never one still to come."""

from datetime import date

from kith.core import Refused, date_patterns

HOW = "Write the day as 21/4/2017 or 21 Apr 2017."


def read_day(text: str, today: date, field: str | None = None, *, ahead: bool = False) -> date:
    """The day meant by `text`; `ahead` allows days to come. Raises Refused with words for the reader."""
    plain = " ".join(text.casefold().split())
    if not plain:
        raise Refused(f"Enter a day. {HOW}", field)
    if plain in ("today", "now"):
        return today
    try:
        found = date_patterns.read_day(plain, newest_year=today.year + 50 * ahead)
    except Refused as refused:
        raise Refused(refused.words, field) from None
    if found is None or found.earliest != found.latest:
        raise Refused(f"That cannot be read as one day. {HOW}", field)
    if found.earliest > today and not ahead:
        raise Refused("That day is still to come.", field)
    return found.earliest


def day_asked(text: str, today: date) -> tuple[date, str]:
    """The day that a page is asked for, today when none is; and what is wrong with it, in words for the reader."""
    if not text.strip():
        return today, ""
    try:
        return read_day(text, today), ""
    except Refused as refused:
        return today, refused.words
