"""Who may be given an open involvement, from which day, and what a caseload weighs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kith.core import reading_words

BASE = "involvement"


@dataclass(frozen=True, slots=True)
class Spell:
    """How an involvement is held: team and worker (None: nobody yet), from a day."""

    team: int
    worker: int | None
    started_on: date


@dataclass(frozen=True, slots=True)
class Taker:
    """Who is to hold it: the worker's name, whether still working here, and in the team on that day."""

    name: str
    is_active: bool
    in_team: bool


def obstacle_to_allocating(
    *,
    ended_on: date | None,
    running: Spell | None,
    wanted: Spell,
    taker: Taker | None,
    team_is_open: bool,
    today: date,
) -> str | None:
    """Why an involvement may not be given to ``wanted.team`` and ``wanted.worker``, or None.

    ``taker`` describes the worker, None for putting it into the team's tray.
    """
    if ended_on is not None or running is None:
        return "This child is no longer open to us."
    if not team_is_open:
        return "That team no longer exists."
    if wanted.started_on > today:
        return "The day of the allocation is still to come. Allocate on the day."
    if wanted.started_on < running.started_on:
        began = reading_words.short_day(running.started_on)
        return f"It has been held as it is since {began}. Choose that day or a later one."
    if (wanted.team, wanted.worker) == (running.team, running.worker):
        return "It is held so already."
    if taker is not None and not taker.is_active:
        return f"{taker.name} no longer works here."
    if taker is not None and not taker.in_team:
        return f"{taker.name} is not in that team on that day."
    return None


def obstacle_to_starting(
    *, open_since: date | None, last_ended_on: date | None, started_on: date, today: date
) -> str | None:
    """Why a new involvement may not start on this day, or None. One at a time for each child."""
    if started_on > today:
        return "An involvement cannot start in the future."
    if open_since is not None:
        return f"The child is open to us already, since {reading_words.short_day(open_since)}."
    if last_ended_on is not None and started_on < last_ended_on:
        ended = reading_words.short_day(last_ended_on)
        return f"The child was open to us until {ended}. Choose that day or a later one."
    return None


def obstacle_to_ending(
    *, started_on: date, held_since: date | None, ended_on: date, today: date
) -> str | None:
    """Why an involvement may not end on this day, or None; ``held_since`` is when the present spell began."""
    if ended_on > today:
        return "It cannot end in the future."
    if ended_on < started_on:
        return f"It started on {reading_words.short_day(started_on)} and cannot end before."
    if held_since is not None and ended_on < held_since:
        return f"It was allocated on {reading_words.short_day(held_since)}. It cannot end before that day."
    return None


def weight_of_child(work: Collection[str], weights: Mapping[str, Decimal]) -> Decimal:
    """What one child weighs in a caseload: the heaviest kind of work open, at least the plain weight."""
    return max(weights.get(group, Decimal(0)) for group in (BASE, *work))
