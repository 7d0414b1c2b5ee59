"""A step's life: which moves are possible from which state, who decides, when it is late, what follows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar
from kith.practice.limits import standing
from kith.practice.steps import START_NEXT, StepKind
from kith.work import typed
from kith.work.opening.rules import FRONT_DOOR

MOVES = {
    "save": ("not_started", "in_progress", "returned"),
    "submit": ("not_started", "in_progress", "returned"),
    "return": ("submitted",),
    "sign_off": ("submitted",),
    "cancel": ("not_started", "in_progress", "submitted", "returned"),
    "take_out": ("not_started", "in_progress", "returned"),
    "explain": ("not_started", "in_progress", "submitted", "returned", "completed"),
    "review_point": ("not_started", "in_progress", "submitted", "returned", "completed"),
}
STATE_WORDS = {
    "submitted": "It waits for sign-off. Ask for it back before you change it.",
    "completed": "It is completed and cannot be changed.",
    "cancelled": "It was cancelled.",
    "not_started": "It has not been sent for sign-off.",
    "in_progress": "It has not been sent for sign-off.",
    "returned": "It was sent back and has not been sent again.",
}
SHORTEST_REASON = 3
LONGEST_REASON = 400
MARKS = {"late": "late", "soon": "soon", "in time": "", "no limit": ""}


def obstacle_to(move: str, state: str) -> str | None:
    """Why a step in this state does not allow the move (a key of ``MOVES``), or None when it does."""
    return None if state in MOVES[move] else STATE_WORDS[state]


def obstacle_to_review_point(
    set_on: date | None, held_on: date | None, *, started_on: date, completed_on: date | None, today: date
) -> str | None:
    """Why a review point that was set for a day cannot have been held on this one, or None when it can."""
    if set_on is None:
        return "No review point is set for this work."
    if held_on is None:
        return "Write the day on which it was held, like 21/4/2026."
    if held_on > today:
        return "That day is still to come. Say it when it was held."
    if held_on < started_on:
        return f"The work began on {reading_words.short_day(started_on)}."
    if completed_on is not None and held_on > completed_on:
        return f"The work was completed on {reading_words.short_day(completed_on)}."
    return None


def problem_with_reason(words: str, asked: str) -> str | None:
    """Why these words are no reason, or None; ``asked`` says what is to be told."""
    length = len(words.strip())
    if length < SHORTEST_REASON:
        return f"{asked} in a few words."
    return (
        f"{asked} in at most {LONGEST_REASON} letters; there are {length}."
        if length > LONGEST_REASON
        else None
    )


def reason_in_words(chosen: str, words: str) -> str:
    """A reason chosen from a list together with what was added to it."""
    return ": ".join(part for part in (chosen, words) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """A worker's place in one team: the role there, whether it may sign off, and how far it reaches.

    ``lent_by``: the worker who is away and whose place it is, where somebody only covers.
    """

    role: str
    team: int
    may_sign_off: bool
    reach: str = "own_team"
    lent_by: int | None = None


def obstacle_to_deciding(
    *, by: int, role: str, writers: Collection[int], line: Sequence[int], places: Iterable[Place]
) -> str | None:
    """Why a worker may not decide on a step, or None.

    ``role`` is the one the practice asks for, ``line`` the ids of the step's team and the teams above it,
    nearest first. Somebody of that role in the team or above it may decide, as may somebody of that role
    whose reach is everywhere, and anybody with the right to sign off above the team. Nobody decides on
    their own writing, nor lends a place for it.
    """
    if by in writers:
        return "Somebody else signs off what you wrote."
    if place_to_decide(role=role, writers=writers, line=line, places=places):
        return None
    return f"This is decided by the {role.replace('_', ' ')} of the team, or by somebody above."


def place_to_decide(
    *, role: str, writers: Collection[int], line: Sequence[int], places: Iterable[Place]
) -> Place | None:
    """The place from which a worker decides, the first that allows it: one's own before one that is lent."""
    for place in places:
        if not place.may_sign_off or place.lent_by in writers:
            continue
        within_reach = place.team in line or place.reach == "everywhere"
        if place.team in line[1:] or (place.role == role and within_reach):
            return place
    return None


def finished_late(due_on: date | None, completed_on: date, calendar: WorkingCalendar) -> bool:
    """Whether something was finished late: a working day has passed since the day it was due.

    What is due on a Friday and finished at the weekend is in time, as the indicators count it.
    """
    return due_on is not None and calendar.between(due_on, completed_on) > 0


def needs_late_reason(
    kind: StepKind, due_on: date | None, completing_on: date, late_reason: str, calendar: WorkingCalendar
) -> bool:
    """Whether finishing on this day is late and nobody has said why (Working Together asks for the reason).

    A decision at the front door never waits for it: the child comes first, the reason can follow.
    """
    return kind.group != FRONT_DOOR and finished_late(due_on, completing_on, calendar) and not late_reason


@dataclass(frozen=True, slots=True)
class Clock:
    """How a step's clock stands: the mark (late, soon or none), what it says, and the small print."""

    mark: str
    words: str
    small: str = ""


def clock(
    *,
    due_on: date | None,
    clock_from_on: date,
    limit_days: int | None,
    today: date,
    warn_days: int,
    calendar: WorkingCalendar,
) -> Clock:
    """How an open step stands: "Late by 1 working day", "Due today", "2 weeks left", with "day 27 of 45"."""
    if due_on is None:
        return Clock("", "no time limit")
    mark = MARKS[standing(due_on, today, warn_days, calendar)]
    return Clock(
        mark,
        reading_words.time_left(due_on, today, calendar),
        day_of(clock_from_on, today, limit_days, calendar),
    )


def day_of(clock_from_on: date, on: date, limit_days: int | None, calendar: WorkingCalendar) -> str:
    """ "working day 27 of 45"; empty for a step whose limit is not in working days."""
    if not limit_days:
        return ""
    words = reading_words.working_day_of(clock_from_on, on, limit_days, calendar)
    return words[0].lower() + words[1:]


def finished_clock(due_on: date | None, completed_on: date, calendar: WorkingCalendar) -> Clock:
    """How a completed step stood: "In time", or "Late by 4 working days"."""
    if due_on is None:
        return Clock("", "completed")
    if not finished_late(due_on, completed_on, calendar):
        return Clock("", "completed in time")
    return Clock("late", reading_words.time_left(due_on, completed_on, calendar))


@dataclass(frozen=True, slots=True)
class Follow:
    """One thing that follows from a decision: an effect to run or a step to open, for these children."""

    effect: str
    outcome: str
    step: str
    people: tuple[int, ...]


def what_follows(kind: StepKind, outcomes: Mapping[int, str]) -> list[Follow]:
    """What a finished step sets going: each effect and each next step once, for the children who need it."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for person, outcome in outcomes.items():
        started = kind.started_by(outcome)
        named = kind.effect_of(outcome)
        if named != START_NEXT:
            groups.setdefault((named, outcome, ""), []).append(person)
        for code in started:
            groups.setdefault(("", outcome, code), []).append(person)
    return [
        Follow(effect, outcome, step, tuple(people)) for (effect, outcome, step), people in groups.items()
    ]


def groups(kind: StepKind, people: Sequence[int]) -> list[list[int]]:
    """For whom a step is opened together: all of them, or each alone when the kind is about one child."""
    if not people:
        return []
    return [list(people)] if kind.about == "family" else [[person] for person in people]


def unknown_outcomes(allowed: Collection[str], outcomes: Mapping[int, str]) -> list[str]:
    """Outcomes that this kind of step does not have."""
    return sorted({outcome for outcome in outcomes.values() if outcome not in allowed})


def common_outcome(outcomes: Mapping[int, str]) -> str:
    """The outcome of the step as a whole: the one all children share, otherwise none."""
    different = set(outcomes.values())
    return different.pop() if len(different) == 1 else ""


def obstacle_to_taking_out(person: int, inside: Collection[int]) -> str | None:
    """Why a child may not be taken out of a step, or None; ``inside`` are the children still in it."""
    if person not in inside:
        return "This child is not in it."
    if len(inside) == 1:
        return "This is the only child in it. Cancel the whole piece of work instead."
    return None


def took_place_on(said: object, started_on: date, today: date) -> date:
    """The day something was held: as its answer says, unless that is no day or one still ahead."""
    held_on = typed.day(said) if isinstance(said, str) else None
    return held_on if held_on and held_on <= today else started_on


def sent_words(title: str, kind: StepKind) -> str:
    """What is said when somebody sent their work."""
    return f"{title}: {'sent for sign-off' if kind.sign_off.needed else 'finished'}."
