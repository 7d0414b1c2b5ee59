"""What stands for and against a child protection plan and what belongs to it. Every answer is a reason.

Source: children in need census guide 2023-24 and its rules 2885 (a plan starts on the day of the conference), 8840,
8841 (a review on the first day does not count), 8915, 8920 (nothing after death), 8940; N00106 (earlier plans).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words
from kith.core.period import add_months, birthday

GROWN_UP = 18
FUTURE = "The day lies in the future."
REVIEW, TRANSFER, ADULT, DIED, CARE = "review", "transfer", "adult", "died", "looked_after"
ENDS: Mapping[str, str] = {
    REVIEW: "Ended at a review conference",
    TRANSFER: "Taken over by another council at its conference",
    ADULT: "Turned 18",
    DIED: "The child died",
    CARE: "The child is looked after and the plan is not needed any more",
}
LONG = 24  # months after which a plan is looked at as a long one
Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Child:
    """What is known of the child of a plan: ``cared_since`` is the first day of the time in care that holds."""

    name: str
    born_on: date | None = None
    died_on: date | None = None
    cared_since: date | None = None


def obstacle_to_beginning(
    child: Child, on: date, *, held_on: date | None, category: str, categories: Collection[str]
) -> str | None:
    """Why a plan cannot begin on a day beside what stands against every standing; or None.

    ``held_on`` is the day of the conference that makes it (None where there is no conference on record).
    """
    if category not in categories:
        return "Choose the category of abuse."
    if held_on is not None and on != held_on:
        return f"A plan begins on the day of its conference, {reading_words.short_day(held_on)}."
    if child.died_on is not None and on > child.died_on:
        return (
            f"{child.name} died on {reading_words.short_day(child.died_on)}. A plan cannot begin after that."
        )
    if (grown_up := eighteenth(child.born_on)) and on >= grown_up:
        return f"{child.name} was {GROWN_UP} by then. A plan is for a child."
    return None


def eighteenth(born_on: date | None) -> date | None:
    """The day somebody is 18; 1 March for who was born on 29 February."""
    return birthday(born_on, GROWN_UP) if born_on else None


def obstacle_to_ending(
    child: Child,
    on: date,
    reason: str,
    *,
    reviews: Collection[date],
    groups: Collection[date] = (),
    council: str = "",
) -> tuple[str, str] | None:
    """Why a plan cannot end for a reason on a day: (field, words), or None. ``reviews`` are days of its reviews."""
    if reason not in ENDS:
        return "end_reason", "Choose why the plan ends."
    last = max([*reviews, *groups], default=None)
    if last is not None and on < last:
        words = f"There was a review or a core group on {reading_words.short_day(last)}."
        return "ended_on", f"{words} The plan did not end before that."
    if child.died_on is not None and on > child.died_on:
        return (
            "ended_on",
            f"{child.name} died on {reading_words.short_day(child.died_on)}. A plan does not end after.",
        )
    return _obstacle_to_reason(child, on, reason, reviews, council)


def _obstacle_to_reason(
    child: Child, on: date, reason: str, reviews: Collection[date], council: str
) -> tuple[str, str] | None:
    if reason == REVIEW and on not in reviews:
        return (
            "ended_on",
            "There is no review conference on that day. A plan ends at one, or for another reason.",
        )
    if reason == TRANSFER and not council:
        return "to_council", "Say which council’s conference took the plan over."
    grown_up = eighteenth(child.born_on)
    if reason == ADULT and (grown_up is None or on < grown_up):
        when = f" on {reading_words.short_day(grown_up)}" if grown_up else ""
        return (
            "ended_on",
            f"{child.name} is {GROWN_UP}{when}, not before." if when else "The birth date is not known.",
        )
    if reason == DIED and child.died_on is None:
        return "end_reason", "There is no day of death on the record. Write it there first."
    if reason == DIED and on != child.died_on:
        return "ended_on", f"{child.name} did not die on that day. The plan ends on the day of death."
    if reason == CARE and (child.cared_since is None or child.cared_since > on):
        return "end_reason", f"{child.name} is not looked after on that day."
    return None


def number_of_previous(started_on: date, plans: Sequence[Span], registrations: Sequence[Span]) -> int:
    """How many plans of this council a child had before the one that began on a day (return item N00106).

    ``plans`` are all its plans here, ``registrations`` those of this council from before the record. Plans of other
    councils, and their plans held here for a time, are not among them. There is no limit of years.
    """
    return sum(1 for since, _ in (*plans, *registrations) if since < started_on)


def categories_in_order(rows: Sequence[tuple[date, str]]) -> list[tuple[date, str]]:
    """The categories of a plan by day, each named once for as long as it stays."""
    found: list[tuple[date, str]] = []
    for since, category in sorted(rows):
        if not found or found[-1][1] != category:
            found.append((since, category))
    return found


def reviews_that_count(started_on: date, ended_on: date | None, held: Collection[date]) -> list[date]:
    """The reviews of a plan among the days of a child's review conferences: after its first day, until its last."""
    return sorted(on for on in set(held) if on > started_on and (ended_on is None or on <= ended_on))


def obstacle_to_review(started_on: date, ended_on: date | None, on: date, today: date) -> str | None:
    """Why a plan cannot have been reviewed on a day, or None."""
    if on > today:
        return FUTURE
    if on <= started_on:
        began = reading_words.short_day(started_on)
        return f"The plan began on {began}. It is reviewed after that day: a review on its first day does not count."
    if ended_on is not None and on > ended_on:
        return f"The plan ended on {reading_words.short_day(ended_on)}. That is after it."
    return None


def obstacle_to_bringing_forward(
    due_on: date | None, sooner: date, today: date, why: str
) -> tuple[str, str] | None:
    """Why the next review cannot be asked for by a day: (field, words), or None. A law's last day is never put off."""
    if due_on is None:
        return "children", "No review is due, so none can be brought forward."
    if sooner < today:
        return "sooner_on", "That day is past."
    if sooner >= due_on:
        return (
            "sooner_on",
            f"It is due by {reading_words.short_day(due_on)} already. A review is brought forward, not put off.",
        )
    return None if why.strip() else ("sooner_why", "Say why the review is held sooner.")


def obstacle_to_core_group(
    started_on: date, ended_on: date | None, on: date, earlier: Collection[date], today: date
) -> str | None:
    """Why a core group cannot have met on a day, or None."""
    if on > today:
        return FUTURE
    if on < started_on:
        return f"The plan began on {reading_words.short_day(started_on)}. That is before it."
    if ended_on is not None and on > ended_on:
        return f"The plan ended on {reading_words.short_day(ended_on)}. That is after it."
    return "A core group on that day is on the record already." if on in earlier else None


def obstacle_to_registration(
    started_on: date | None, ended_on: date | None, words: str, first_plan: date | None, today: date
) -> tuple[str, str] | None:
    """Why an old registration cannot stand on the record: (field, words), or None."""
    if started_on is None:
        return "old_started_on", "Say the day it began, as well as the papers tell it."
    if ended_on is None:
        return "old_ended_on", "Say the day it ended, as well as the papers tell it."
    if ended_on > today:
        return "old_ended_on", FUTURE
    if ended_on <= started_on:
        return "old_ended_on", "It ended after the day it began. Check the days."
    if first_plan is not None and ended_on >= first_plan:
        on = reading_words.short_day(first_plan)
        return "old_ended_on", f"The first plan on this record began on {on}. What is old ended before that."
    return None if words else ("old_words", "Say which papers tell it.")


def is_long(started_on: date, today: date) -> bool:
    """Whether a plan has held for two years or longer."""
    return today >= add_months(started_on, LONG)
