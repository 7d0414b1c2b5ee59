"""What the forms of supervision and decisions send."""

from datetime import date
from typing import Any

from kith.core import Refused
from kith.work import typed
from kith.work.supervision.rules import Decided
from kith.work.visits.sent import number, text

__all__ = ["decided", "next_on", "number", "written"]
WRITTEN = (
    "decided",
    "reason",
    "alternatives",
    "to_do",
    "do_by",
)  # facts are there before anything is written


def written(on: date) -> str:
    """A day as it is typed."""
    return f"{on.day}/{on.month}/{on.year}"


def next_on(posted: Any, name: str = "next_on") -> date | None:
    """The day for the next one; None where none is wanted. Raises ``Refused`` for what cannot be read."""
    words = posted.get(name, "").strip()
    found = typed.day(words) if words else None
    if words and found is None:
        raise Refused("Write the day like 21/4/2026, or leave it empty.", name)
    return found


def decided(posted: Any, today: date) -> Decided | None:
    """The decision as it was typed; None where nothing of one was written. Without a day it is of today."""
    if not any(posted.get(name, "").strip() for name in WRITTEN):
        return None
    on = posted.get("decided_on", "").strip()
    return Decided(
        decided=text(posted, "decided"),
        facts=text(posted, "facts"),
        reason=text(posted, "reason"),
        alternatives=text(posted, "alternatives"),
        decided_on=typed.day(on) if on else today,
        to_do=text(posted, "to_do"),
        owner=number(posted.get("owner", "")),
        do_by=typed.day(posted.get("do_by", "")),
        do_by_typed=posted.get("do_by", ""),
    )
