"""What stands for and against a child in need plan: its beginning, its reviews and its end. Every answer is a reason.

Source: children in need census guide 2023-24 (one plan at a time, never beside a protection plan, ended when a
protection plan starts or the child is looked after; plans of care leavers are no such plans).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words
from kith.core.period import birthday

GROWN_UP = 18
FUTURE = "The day lies in the future."
# what an outcome of a piece of work means for the plan
DECIDED: Mapping[str, str] = {
    "continue": "go_on",
    "single_assessment": "go_on",
    "core_assessment": "go_on",
    "strategy_discussion": "step_up",
    "early_help": "step_down",
    "close": "end",
}
# why a plan ends where a review decides it
ENDS_BECAUSE: Mapping[str, str] = {"step_down": "early_help", "end": "met"}
# why it ends where something else begins that takes its place
MAKES_WAY: Mapping[str, str] = {"protection": "protection", "looked_after": "looked_after"}


@dataclass(frozen=True, slots=True)
class Child:
    """What is known of a child for whom a plan is to begin. ``care`` are the times in care: first day, day ended."""

    name: str
    born_on: date | None = None
    died_on: date | None = None
    care: Sequence[tuple[date, date | None]] = ()


def obstacle_to_beginning(child: Child, on: date, until: date | None = None) -> str | None:
    """Why a plan cannot begin for a child on a day, beside what stands against every standing; or None.

    ``until`` is the day it ended, where something past is written down late.
    """
    if child.died_on is not None and on > child.died_on:
        return (
            f"{child.name} died on {reading_words.short_day(child.died_on)}. A plan cannot begin after that."
        )
    if child.born_on is not None and on >= birthday(child.born_on, GROWN_UP):
        return f"{child.name} was {GROWN_UP} by then. A child in need plan is for a child."
    for since, ended in child.care:
        if (ended is None or ended > on) and (until is None or until > since):
            return (
                f"{child.name} was looked after from {reading_words.short_day(since)}. "
                "The care plan stands in place of a child in need plan."
            )
    return None


def obstacle_to_review(
    *, started_on: date, ended_on: date | None, held_on: date, earlier: Collection[date], today: date
) -> str | None:
    """Why a plan cannot have been reviewed on a day, or None. ``earlier`` are the days of its reviews."""
    if held_on > today:
        return FUTURE
    if held_on <= started_on:
        began = reading_words.short_day(started_on)
        return f"The plan began on {began}. It is reviewed after that day, not on it or before it."
    if ended_on is not None and held_on > ended_on:
        return f"The plan ended on {reading_words.short_day(ended_on)}. That is after it."
    if held_on in earlier:
        return "A review on that day is on the record already."
    return None


def problem_with_next(held_on: date, decision: str, next_on: date | None) -> str | None:
    """What is wrong with the day of the next review, or None. A plan that goes on may be without one."""
    if next_on is None:
        return None
    if decision in ENDS_BECAUSE:
        return "The plan ends, so there is no next review. Leave the day empty."
    return None if next_on > held_on else "The next review is after this one. Check the day."


def obstacle_to_ending(on: date, reviews: Collection[date]) -> str | None:
    """Why a plan cannot have ended on a day, beside what stands against every standing; or None."""
    last = max(reviews, default=None)
    if last is not None and on < last:
        return f"It was reviewed on {reading_words.short_day(last)}, so it did not end before that."
    return None


def warnings(child: Child, started_on: date, ended_on: date | None) -> list[str]:
    """What the census will ask about the days of a plan; both may be true, so both are recorded and told."""
    found = []
    if ended_on == started_on:
        found.append("It began and ended on one day (rule 4012Q).")
    if child.died_on is not None and (ended_on is None or ended_on > child.died_on):
        died = reading_words.short_day(child.died_on)
        went = "goes on" if ended_on is None else "ended"
        found.append(f"{child.name} died on {died}, and the plan {went} after that (rule 4009Q).")
    return found


def obstacle_to_making_way(started_on: date, ended_on: date | None, on: date) -> str | None:
    """Why a plan cannot give way to a protection plan or a time in care that begins on a day, or None."""
    if ended_on is not None and ended_on <= on:
        return None
    since = reading_words.short_day(started_on)
    if ended_on is not None:
        return f"there was a child in need plan from {since} to {reading_words.short_day(ended_on)}. Check the days."
    return f"there is a child in need plan since {since}, which is later." if started_on > on else None


def follows(decision: str) -> str:
    """What is to be done next after a decision, in words for the page; empty where nothing is."""
    return {
        "step_up": "Start a strategy discussion.",
        "step_down": "Agree early help with the family, then close the case.",
        "end": "Close the case when nothing else is open.",
    }.get(decision, "")
