"""When supervision is due, who may read what of it, and whether what is told of it or decided in it can stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar
from kith.practice.supervision import Interval

Problem = tuple[str, str]
FARTHEST = timedelta(days=366)
LONGEST_AGO = timedelta(days=366)
LONGEST_WORDS = 100_000
LONGEST_TO_DO = 400
SOON = 5  # working days before the last day in which supervision counts as soon
TALKED_DAYS = 90  # within which every child held should have been talked about

NO_DAY = "Write the day like 21/4/2026."
GONE = "One of the children you ticked is not among those you may see here any more. Look at the list again."
NOT_HELD = (
    "One of the children you ticked is held by somebody else or closed meanwhile. "
    "Record it on the record of the child."
)
TWICE = "This very decision stands on the record already. It was not recorded a second time."
ITSELF = "Nobody supervises themselves. Choose somebody else."
OVER = "This supervision was marked as missed. Plan another one first."


@dataclass(frozen=True, slots=True)
class Due:
    """Until when a supervision has to be held, by which rule, and how that stands."""

    on: date
    rule: str
    mark: str
    words: str


def due_after(interval: Interval | None, on: date, what: str) -> tuple[date | None, str]:
    """The last day for the next supervision counted from a day, with the reason; none where no interval holds.

    ``what`` says what happened on that day: 'the last was held'.
    """
    if interval is None:
        return None, ""
    length = reading_words.count(interval.calendar_days, "day")
    return interval.after(
        on
    ), f"{length} after {what}, {reading_words.day(on, year=True)} ({interval.source})"[:240]


def standing(due_on: date | None, rule: str, today: date, calendar: WorkingCalendar) -> Due | None:
    """How a due day stands today."""
    if due_on is None:
        return None
    mark = "late" if today > due_on else "soon" if calendar.between(today, due_on) <= SOON else ""
    return Due(due_on, rule, mark, reading_words.time_left(due_on, today, calendar))


def may_open(viewer: int, worker: int, supervisor_now: int | None, *, may_supervise: bool) -> bool:
    """Whether a supervision is open to a viewer: one's own, or of whom one supervises now with the permission to."""
    return viewer == worker or (viewer == supervisor_now and may_supervise)


def problem_with_line(
    worker: int, supervisor: int, *, may_supervise: bool, works_here: bool, supervised_by_worker: bool
) -> str | None:
    """Why a worker cannot be supervised by somebody, or None."""
    if worker == supervisor:
        return ITSELF
    if not works_here:
        return "They do not work here any more. Choose somebody else."
    if not may_supervise:
        return "Their roles do not allow them to supervise."
    if supervised_by_worker:
        return "They are supervised by this worker themselves. Choose somebody else."
    return None


def problem_with_plan(planned_on: date, today: date) -> list[Problem]:
    """What stops a supervision from being planned for a day."""
    if planned_on < today:
        return [("planned_on", "That day is over. Choose today or a later day.")]
    if planned_on > today + FARTHEST:
        return [("planned_on", "That is more than a year ahead. Check the year.")]
    return []


def problem_with_held(held_on: date, today: date, last_held_on: date | None) -> list[Problem]:
    """What stops a supervision from being recorded as held on a day."""
    if held_on > today:
        return [("held_on", "That day is still to come. Record it when you have talked.")]
    if held_on < today - LONGEST_AGO:
        return [("held_on", "That is more than a year ago. Check the year.")]
    if last_held_on and held_on <= last_held_on:
        last = reading_words.day(last_held_on, year=True)
        return [("held_on", f"The last one was held on {last}. Give a later day.")]
    return []


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was typed. ``to_do`` with its owner and day, or none of the three."""

    decided: str
    facts: str
    reason: str
    alternatives: str
    decided_on: date | None
    to_do: str = ""
    owner: int | None = None
    do_by: date | None = None
    do_by_typed: str = ""


def problems_with_decision(
    told: Decided, today: date, children: Sequence[int], owners: Collection[int]
) -> list[Problem]:
    """Everything that stops a decision from being recorded."""
    asked = (
        ("decided", told.decided, "Say what is decided."),
        ("facts", told.facts, "Say which facts it rests on."),
        ("reason", told.reason, "Say why."),
        ("alternatives", told.alternatives, "Say what else was possible. “Nothing” is an answer where it is true."),
    )  # fmt: skip
    problems = [(field, words) for field, text, words in asked if not text.strip()]
    problems += [
        (field, f"Say it in at most {LONGEST_WORDS:,} letters.")
        for field, text, _ in asked
        if len(text) > LONGEST_WORDS
    ]
    if not children:
        problems.append(("children", "Tick at least one child."))
    if told.decided_on is None:
        problems.append(("decided_on", NO_DAY))
    elif told.decided_on > today:
        problems.append(("decided_on", "That day is still to come."))
    elif told.decided_on < today - LONGEST_AGO:
        problems.append(("decided_on", "That is more than a year ago. Check the year."))
    return problems + _problems_with_to_do(told, today, owners)


def _problems_with_to_do(told: Decided, today: date, owners: Collection[int]) -> list[Problem]:
    if not told.to_do.strip():
        return [("to_do", "Say what is to be done by that day.")] if told.do_by_typed.strip() else []
    problems = []
    if len(told.to_do) > LONGEST_TO_DO:
        problems.append(("to_do", f"Say it in at most {LONGEST_TO_DO} letters."))
    if told.owner not in owners:
        problems.append(("owner", "Choose who does it, among those who work here."))
    if told.do_by is None:
        problems.append(("do_by", "Write until when, like 21/4/2026."))
    elif told.do_by < today:
        problems.append(("do_by", "That day is over. Choose today or a later day."))
    elif told.do_by > today + FARTHEST:
        problems.append(("do_by", "That is more than a year ahead. Check the year."))
    return problems


def problems_with_words(words: str, children: Sequence[int]) -> list[Problem]:
    """What stops a note about a family from being kept."""
    problems = []
    if not words.strip():
        problems.append(("words", "Write what was said, or file a decision."))
    if len(words) > LONGEST_WORDS:
        problems.append(("words", f"Say it in at most {LONGEST_WORDS:,} letters."))
    if not children:
        problems.append(("children", "Tick at least one child."))
    return problems
