"""Who may challenge whom, when an answer is due, and what may follow. Every answer is a reason.

A chair is independent of line management (guidance, by general knowledge). The days for an answer
are local custom: they stand in the packs.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words

TOP = 3
LONGEST, LONGEST_LINE = 4000, 400
# the clock of the pack at each level, and the role that is asked
CLOCKS = {1: "challenge_team", 2: "challenge_service", 3: "challenge_director"}
ROLES = {1: "team_manager", 2: "head_of_service", 3: "director"}
CLOSED = "This challenge is closed."
Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a worker: the team, and whether its role decides on other people's work."""

    team: int
    decides: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a challenge stands at its level."""

    level: int
    due_on: date
    answered_on: date | None = None
    closed_on: date | None = None


def obstacle_to_independence(places: Sequence[Place], line: Sequence[int], *, holds_case: bool) -> str | None:
    """Why somebody is not independent of the line that answers for a child, or None.

    ``line`` is the team that holds the child and the teams above it, nearest first.
    """
    if holds_case:
        return "You hold this child’s case. A chair is independent of it: ask another chair."
    own = line[0] if line else None
    if any(place.team == own or (place.decides and place.team in line) for place in places):
        return "You work in the line that answers for this child. A chair is independent of it: ask another chair."
    return None


def problems_with_raising(
    children: Collection[int], reason: str, reasons: Collection[str], words: str, wanted: str
) -> list[Problem]:
    """What a challenge lacks before it can be raised."""
    wrong: list[Problem] = []
    if not children:
        wrong.append(("children", "Tick at least one child."))
    if reason not in reasons:
        wrong.append(("reason", "Choose what it is about."))
    wrong += _lacking("words", words, "Say what is not good enough, and how you know.", LONGEST)
    wrong += _lacking("wanted", wanted, "Say what you want to be done.", LONGEST_LINE)
    return wrong


def _lacking(field: str, words: str, ask: str, most: int) -> list[Problem]:
    if not words.strip():
        return [(field, ask)]
    return [(field, f"Say it in at most {most} letters.")] if len(words) > most else []


def problem_with_words(words: str, ask: str) -> Problem | None:
    """What is wrong with the words of a move, or None."""
    return next(iter(_lacking("words", words, ask, LONGEST)), None)


def obstacle_to_answering(
    standing: Standing, *, by: int, raised_by: int, places: Sequence[Place], line: Sequence[int]
) -> str | None:
    """Why somebody cannot answer a challenge, or None."""
    if standing.closed_on is not None:
        return CLOSED
    if by == raised_by:
        return "Whoever raises a challenge does not answer it."
    if standing.answered_on is not None:
        return "It has been answered. The chair closes it now, or takes it further up."
    if not any(place.decides and place.team in line for place in places):
        return "A challenge is answered by a manager of the line that answers for the child."
    return None


def obstacle_to_going_up(standing: Standing, today: date) -> str | None:
    """Why a challenge cannot be taken further up on a day, or None."""
    if standing.closed_on is not None:
        return CLOSED
    if standing.level >= TOP:
        return "It is with the director already. There is nobody further up."
    if standing.answered_on is None and today <= standing.due_on:
        due = reading_words.short_day(standing.due_on)
        return f"The answer is due on {due}. It goes further up once it came or that day has passed."
    return None


def obstacle_to_closing(standing: Standing, outcome: str, outcomes: Collection[str]) -> Problem | None:
    """Why a challenge cannot be closed with an outcome: (field, words), or None."""
    if standing.closed_on is not None:
        return "outcome", CLOSED
    if outcome not in outcomes:
        return "outcome", "Choose how it ends."
    if outcome == "withdrawn":
        return None
    if standing.answered_on is None:
        return (
            "outcome",
            "Nobody has answered yet. It can be withdrawn, or taken further up once the day has passed.",
        )
    if outcome == "not_settled" and standing.level < TOP:
        return "outcome", "What is not settled goes further up, as far as the director."
    return None
