"""How long a contact may still wait for its decision, in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlencode

from kith.core import clock, reading_words

Mark = Literal["late", "soon", ""]
FILTERS = ("all", "late", "waiting", "writing", "mine")
SORTS = ("left", "received", "source", "way", "level")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the queue is shown, and in which order: the least time left first unless asked otherwise."""

    show: str = "all"
    way: str = ""
    team: str = ""
    sort: str = "left"

    def but(self, **changes: str) -> str:
        """The address part of the same list with something changed; what is as ever is left out."""
        told = replace(self, **changes)
        parts = {
            one.name: getattr(told, one.name)
            for one in fields(told)
            if getattr(told, one.name) != one.default
        }
        return f"?{urlencode(parts)}" if parts else "?"


def asked_for(told: Mapping[str, str], ways: Collection[str], teams: Collection[str]) -> Asked:
    """What an address asks of the queue; a word that nobody knows asks for nothing."""
    known = {"show": FILTERS, "way": ways, "team": teams, "sort": SORTS}
    return Asked(**{name: told[name] for name, words in known.items() if told.get(name, "") in words})


def time_left(due_at: datetime, now: datetime) -> tuple[Mark, str]:
    """The mark and the words of a decision's clock: late, due today (soon), or still some time off."""
    due, here = clock.london(due_at), clock.london(now)
    if now > due_at:
        return "late", f"Late by {_span(now - due_at)}"
    if due.date() == here.date():
        return "soon", f"{_span(due_at - now)} left"
    return "", f"Due {reading_words.day_seen_from(due.date(), here.date())}, {due:%H:%M}"


def _span(length: timedelta) -> str:
    """'40 minutes', '3 hours', '2 days': one unit, rounded down."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return reading_words.count(max(minutes, 1), "minute")
    if minutes < 24 * 60:
        return reading_words.count(minutes // 60, "hour")
    return reading_words.count(minutes // (24 * 60), "day")


def belongs(chosen: str, *, is_late: bool, is_waiting: bool, is_mine: bool) -> bool:
    """Whether an undecided contact is shown under a filter."""
    return {
        "late": is_late,
        "waiting": is_waiting,
        "writing": not is_waiting,
        "mine": is_mine,
    }.get(chosen, True)
