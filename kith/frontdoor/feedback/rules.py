"""Who may be told an outcome, how long a private address lasts, and how times are measured."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median

from kith.core.calendar import WorkingCalendar
from kith.core.clock import london

LASTS = timedelta(days=90)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
NOT_PROFESSIONAL = ("1", "9")  # individuals and their families, and who gave no name; "10" is not known
RATINGS = ((5, "Very easy"), (4, "Easy"), (3, "Neither"), (2, "Hard"), (1, "Very hard"))
IN_TIME_WORKING_DAYS = 1


def is_professional(source: str) -> bool:
    """Whether this source of a referral (census item N00152) is somebody who is told an outcome."""
    return bool(source) and not source.startswith(NOT_PROFESSIONAL)


def digest(token: str) -> str:
    """The mark that is kept of a private address; the address itself stands only in the mail that tells it."""
    return hashlib.sha256(token.encode()).hexdigest()


def reference(number: int) -> str:
    """What a contact is called in mail."""
    return f"C{number}"


def stage(*, state: str, is_decided: bool, told: str) -> tuple[str, str]:
    """How a contact stands for its referrer: a short word, and what it means."""
    if told:
        return "Decided", told
    if is_decided:
        return "Decided", "A manager has decided. Ring us with the reference if you need to know more."
    if state == "cancelled":
        return "Closed", "It was closed. Ring us with the reference if you need to know more."
    if state == "submitted":
        return "Being looked at", "A manager is deciding what follows."
    return "Received", "It came in and is being read."


def heard_at(*, written_at: datetime | None, by_mail: bool, sent_at: datetime | None) -> datetime | None:
    """When a referrer could know it: when the mail went out, or at once where only the private page says it."""
    return sent_at if by_mail else written_at


def in_time(received_at: datetime, at: datetime | None, calendar: WorkingCalendar) -> bool:
    """Whether something was said within one working day of receipt."""
    if at is None:
        return False
    return calendar.between(london(received_at).date(), london(at).date()) <= IN_TIME_WORKING_DAYS


def typical(waits: Sequence[timedelta]) -> str:
    """The middle one of several waits in words; a dash where there is none."""
    if not waits:
        return "–"
    minutes = int(median(wait.total_seconds() for wait in waits) // 60)
    return (
        f"{minutes} min"
        if minutes < 60
        else f"{minutes // 60} h"
        if minutes < 48 * 60
        else f"{minutes // 1440} days"
    )


def expires(today: date) -> date:
    """The last day of a private address made today."""
    return today + LASTS
