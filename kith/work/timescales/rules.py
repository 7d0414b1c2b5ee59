"""How a clock stands, and whether it may be moved or dropped."""

from datetime import date, datetime

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar

LATE, SOON, IN_TIME = "late", "soon", ""


def mark(
    due_on: date,
    due_at: datetime | None,
    warn_days: int,
    calendar: WorkingCalendar,
    now: datetime,
    today: date,
) -> str:
    """Whether it is late, soon (within so many working days) or neither. Hours are judged by the moment."""
    if today > due_on or (due_at is not None and now > due_at):
        return LATE
    return SOON if calendar.between(today, due_on) <= warn_days else IN_TIME


def obstacle_to_moving(from_on: date, due_on: date, *, is_running: bool, why: str) -> str | None:
    """Why a clock cannot be set to another last day, or None."""
    if not is_running:
        return "This has happened already or is not asked for any more."
    if due_on < from_on:
        return f"That is before it began on {reading_words.short_day(from_on)}."
    if not why.strip():
        return "Say why the day changes."
    return None
