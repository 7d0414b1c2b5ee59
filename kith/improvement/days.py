"""Days as people type them on the pages of plans."""

from datetime import date

from kith.core import clock
from kith.work import typed


def typed_day(text: str) -> date | None:
    """A day written like 21/4/2026 or 21 April 2026, or 'today'; None for what is none."""
    return clock.today() if text.strip().casefold() == "today" else typed.day(text)
