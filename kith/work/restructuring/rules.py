"""Whether teams may be merged or split, and when a team may end."""

from datetime import date, timedelta

from kith.core import reading_words

WARN = timedelta(weeks=4)
FARTHEST = timedelta(days=5 * 366)
LONGEST_NAME = 120


def obstacle_to_merging(*, same: bool, old_is_open: bool, new_is_open: bool, are_teams: bool) -> str | None:
    """Why one team may not go into another, or None."""
    if same:
        return "Choose two different teams."
    if not are_teams:
        return "Only teams are merged; an area or the service as a whole stays."
    if not old_is_open:
        return "That team has ended already."
    return None if new_is_open else "The team they are to go into has ended."


def obstacle_to_splitting(*, name: str, code: str, is_taken: bool, is_open: bool, workers: int) -> str | None:
    """Why a new team may not be made from workers of an old one, or None.

    ``code`` is what its addresses are made with: empty for a name without a letter or a figure.
    """
    if not is_open:
        return "That team has ended already."
    if not code:
        return "Write the name of the new team."
    if len(name.strip()) > LONGEST_NAME:
        return f"The name is longer than {LONGEST_NAME} letters."
    if is_taken:
        return "There is a team of that name already."
    return None if workers else "Choose at least one worker who goes to the new team."


def obstacle_to_ending(
    *, began_on: date, last_day: date | None, today: date, children: int, steps: int
) -> str | None:
    """Why a team may not end after ``last_day``, or None. Ahead it may, and is warned of; now only when it is empty."""
    if last_day is None:
        return "Write the last day."
    if last_day < began_on:
        return f"The team began on {reading_words.short_day(began_on)} and cannot end before."
    if last_day > today + FARTHEST:
        return "That is more than five years ahead."
    if last_day <= today and (children or steps):
        held = reading_words.count(children, "child", "children")
        work = reading_words.count(steps, "open piece of work", "open pieces of work")
        return f"The team still holds {held} and {work}. Merge it into another team, or move them first."
    return None


def warned_of(ended_on: date | None, today: date) -> bool:
    """Whether a team's end is so near that its manager is told every day."""
    return ended_on is not None and ended_on - today <= WARN
