"""What time it is: the only place that asks. Pages and jobs read it; below them the day is an argument."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIXED_DAY = "KITH_TODAY"


def now() -> datetime:
    """This moment in UTC; on the day of KITH_TODAY when that is set (the time of day still runs)."""
    moment = datetime.now(UTC)
    day = _fixed_day()
    if day is None:
        return moment
    here = moment.astimezone(LONDON)
    return datetime.combine(day, here.time(), tzinfo=LONDON).astimezone(UTC)


def today() -> date:
    """The day it is in London, where every date of the record is counted."""
    return _fixed_day() or london(datetime.now(UTC)).date()


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """Let it be another day in this process for as long as the block lasts: for commands that tell of that day."""
    before = os.environ.get(FIXED_DAY)
    os.environ[FIXED_DAY] = day.isoformat()
    try:
        yield
    finally:
        if before is None:
            del os.environ[FIXED_DAY]
        else:
            os.environ[FIXED_DAY] = before


def london(moment: datetime) -> datetime:
    """A stored moment as the clock on the wall in London showed it. Needs a time zone on the moment."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no place on the clock.")
    return moment.astimezone(LONDON)


def _fixed_day() -> date | None:
    text = os.environ.get(FIXED_DAY)
    return _day_of(text) if text else None


@lru_cache(maxsize=10)
def _day_of(words: str) -> date | None:
    text = words.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{FIXED_DAY} must be a day such as 2026-10-14, not {text!r}.") from None
