"""Whether a child may begin or end to stand somehow with the service, in words: the same as the database holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words

IN_NEED, PROTECTION, CARE = "in_need", "protection", "looked_after"
EITHER = (IN_NEED, PROTECTION)
APART = (PROTECTION, CARE)
NOT_TOUCHING = (*APART, IN_NEED)  # 8940, 431, 4014: the next of a kind begins on a later day
CALLED = {
    "enquiry": "a section 47 enquiry",
    IN_NEED: "a child in need plan",
    PROTECTION: "a child protection plan",
    "temporary_protection": "a temporary note of another council's plan",
    CARE: "a time in care",
    "care_leaver": "support as a care leaver",
    "private_fostering": "private fostering",
    "early_help": "early help",
    "court": "pre-proceedings or court work",
}


@dataclass(frozen=True, slots=True)
class Held:
    """One period in which a child stands so: its kind, first day and the day it ended."""

    kind: str
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The open case of a child, from its first day to its last."""

    started_on: date
    ended_on: date | None = None


def obstacle_to_beginning(
    name: str,
    kind: str,
    on: date,
    *,
    until: date | None = None,
    held: Sequence[Held],
    case: Case | None,
    needs_case: bool,
    today: date,
) -> str | None:
    """Why ``name`` cannot stand so from a day on, or None. ``held`` are all periods of the child.

    ``until`` is the day it ended, where something past is written down late.
    """
    if max(on, until or on) > today:
        return "The day lies in the future."
    if until is not None and (why := obstacle_to_ending(kind, on, None, until, today)):
        return why
    if needs_case and (why := _outside(name, kind, on, until, case)):
        return why
    return next((why for one in held if (why := _against(name, kind, on, until, one))), None)


def _outside(name: str, kind: str, on: date, until: date | None, case: Case | None) -> str | None:
    if case is None:
        return f"{name} has no open case, and {CALLED[kind]} needs one."
    if on < case.started_on:
        return f"{name}: that is before the case began on {reading_words.short_day(case.started_on)}."
    if case.ended_on and (until is None or until > case.ended_on):
        return f"{name}: the case was closed on {reading_words.short_day(case.ended_on)}."
    return None


def _against(name: str, kind: str, on: date, until: date | None, other: Held) -> str | None:
    """Why this other period stands against it, or None."""
    if other.kind != kind and not (kind in EITHER and other.kind in EITHER):
        return None
    is_apart = kind in NOT_TOUCHING and other.kind == kind
    if not is_apart and (on == until or other.started_on == other.ended_on):
        return None  # it began and ended on one day, and so shares no day with anything
    reach = timedelta(days=1) if is_apart else timedelta()
    if other.ended_on is not None and on >= other.ended_on + reach:
        return None
    if until is not None and until + reach <= other.started_on:
        return None
    since = reading_words.short_day(other.started_on)
    if other.ended_on is None:
        return f"{name}: there is {CALLED[other.kind]} since {since}. End it first."
    ended = reading_words.short_day(other.ended_on)
    if is_apart and on == other.ended_on:
        return f"{name}: {CALLED[kind]} ended on {ended}. Another cannot begin on the same day."
    return f"{name}: there was {CALLED[other.kind]} from {since} to {ended}. Choose other days."


def obstacle_to_ending(
    kind: str, started_on: date, ended_on: date | None, on: date, today: date
) -> str | None:
    """Why it cannot end on a day, or None. ``ended_on``: that it has ended already."""
    if ended_on is not None:
        return f"It has ended already, on {reading_words.short_day(ended_on)}."
    if on > today:
        return "The day lies in the future."
    if on < started_on:
        return f"That is before it began on {reading_words.short_day(started_on)}."
    if kind in APART and on == started_on:
        return f"It began on that day: {CALLED[kind]} does not end on its first day."
    return None
