"""Who may be given an open involvement, and from which day."""

from dataclasses import dataclass
from datetime import date

from kith.core import reading_words


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
    if ended_on is not None:
        return "This child is no longer open to us."
    if running is None:
        return "This child was given to somebody else or closed meanwhile. Look again."
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


def kept(name: str, some: int, of: int) -> str:
    """The words where a worker may not know of children: they tell that it cannot be, and not why."""
    if of == 1:
        return f"{name} cannot be given this child. Choose somebody else."
    return f"{name} cannot be given {some} of these {of} children. Choose somebody else."


def obstacle_to_extra(
    *, is_open: bool, is_known: bool, needs_worker: bool, has_worker: bool, is_holder: bool
) -> str | None:
    """Why something may not be added to what an open case weighs, or None."""
    if not is_open:
        return "This child is no longer open to us."
    if not is_known:
        return "Choose what makes it heavier."
    if needs_worker and not has_worker:
        return "Choose who works on it too."
    if has_worker and not needs_worker:
        return "Only working together names a second worker."
    if is_holder:
        return "That worker holds this child already."
    return None


def told_of_allocating(children: int, by: str, *, has_note: bool) -> str:
    """What a worker is told. A note is read where the doors of the record guard it."""
    about = "A child has" if children == 1 else f"{children} children have"
    note = " There is a note: see New to you in My work." if has_note else ""
    return f"{about} been allocated to you by {by}.{note}"


def taken(number: int) -> str:
    """What is said when somebody else was quicker with children who waited for a worker."""
    children = reading_words.count(number, "child", "children")
    were = "was" if number == 1 else "were"
    return f"{children} you ticked {were} allocated or closed by somebody else meanwhile. Nobody was given. Look again."
