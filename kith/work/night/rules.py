"""What a night alert needs, and until when it may hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kith.core.calendar import WorkingCalendar
from kith.practice.office import Office

LONGEST = 400
MORNING, THREE_NIGHTS, A_WEEK = "morning", "three", "week"
NIGHTS = {MORNING: 1, THREE_NIGHTS: 3, A_WEEK: 7}
NO_UNTIL = "Choose how long."
WORDS = {MORNING: "Until the office opens", THREE_NIGHTS: "For three nights", A_WEEK: "For a week"}


OF_ITS_OWN = (
    "The record of one of these children is restricted: whoever may not see it would not see this alert at all. "
    "Tell the night team about each child separately."
)


@dataclass(frozen=True, slots=True)
class Until:
    """One choice of how long: its code, its words, and the moment."""

    code: str
    words: str
    at: datetime


def choices(now: datetime, office: Office, days: WorkingCalendar) -> list[Until]:
    """How long an alert may hold: each choice ends when the office opens, so that somebody takes over.

    Before a weekend three nights may end no later than the first: then there is no such choice.
    """
    found: list[Until] = []
    for code, nights in NIGHTS.items():
        at = office.next_opening(now + timedelta(days=nights - 1), days)
        if not found or at > found[-1].at:
            found.append(Until(code, WORDS[code], at))
    return found


def lines_that_fit(lines: Iterable[str], most: int = LONGEST) -> str:
    """Lines under each other, as many whole ones as fit; a form sends the end of a line as two letters."""
    fitting = ""
    for line in lines:
        longer = f"{fitting}\n{line}" if fitting else line
        if len(longer) + longer.count("\n") <= most:
            fitting = longer
    return fitting


def moment_problems(until: datetime | None, now: datetime) -> list[tuple[str | None, str]]:
    """What is wrong with the moment until which an alert holds; none is guessed."""
    if until is None:
        return [("until", NO_UNTIL)]
    return [("until", "This moment has passed. Choose again.")] if until <= now else []


def problems(*, words: str, plan_a: str, plan_b: str, phones: str) -> list[tuple[str | None, str]]:
    """What is missing or too long in an alert."""
    needed = (
        ("words", words, "Say what may happen tonight."),
        ("plan_a", plan_a, "Say what to do first."),
        ("plan_b", plan_b, "Say what to do when that does not work."),
    )
    found: list[tuple[str | None, str]] = [(name, told) for name, text, told in needed if not text.strip()]
    return found + [
        (name, f"Shorten this to {LONGEST} letters; there are {len(text.strip())}. Write more in a note.")
        for name, text in (("words", words), ("plan_a", plan_a), ("plan_b", plan_b), ("phones", phones))
        if len(text.strip()) > LONGEST
    ]
