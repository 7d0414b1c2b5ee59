"""Whether children may be offered to another team, and whether that team may accept them now."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar

SUMMARY = "summary"
LONG = 10  # working days in transfer after which it is marked late


def obstacle_to_offering(
    *,
    is_held_here: bool,
    is_offered: bool,
    same_team: bool,
    team_is_open: bool,
    somebody_can_accept: bool,
    name: str,
    team: str,
) -> str | None:
    """Why a child may not be offered to a team, or None."""
    if same_team:
        return "That is the team the children are in. A worker’s page hands them to another worker."
    if not team_is_open:
        return "That team no longer exists."
    if not somebody_can_accept:
        return f"Nobody can accept children for {team}: it has no manager, and there is none above it."
    if not is_held_here:
        return f"{name} is not open in your team any more. Look again."
    if is_offered:
        return f"{name} is being transferred already."
    return None


def missing(ticked: Collection[str], musts: Mapping[str, str], *, is_summary_done: bool) -> list[str]:
    """The words of what must be done before the children can be accepted and is not."""
    done = {*ticked, SUMMARY} if is_summary_done else set(ticked) - {SUMMARY}
    return [words for code, words in musts.items() if code not in done]


def obstacle_to_accepting(left: Sequence[str], *, is_open: bool, closed: Sequence[str]) -> str | None:
    """Why the receiving team may not accept now, or None. ``closed``: names of children closed meanwhile."""
    if not is_open:
        return "This has been answered or taken back already."
    if closed:
        names = reading_words.listing(list(closed))
        return f"{names} {'is' if len(closed) == 1 else 'are'} no longer open to us. Ask for a new offer."
    if left:
        return f"Not yet: {'; '.join(left)}."
    return None


def obstacle_to_declining(words: str, *, is_open: bool) -> str | None:
    """Why an offer may not be declined with these words, or None."""
    if not is_open:
        return "This has been answered or taken back already."
    if not words.strip():
        return "Say why, so that the other team can do something about it."
    return None


def told_of_declining(team: str, whom: str) -> str:
    """What those who offered are told. The reason is read where the doors of the record guard it."""
    return f"{team} has declined {whom}. Why is told on the record, under Involvement."


def waited(asked_on: date, until: date, calendar: WorkingCalendar) -> int:
    """Working days in transfer."""
    return calendar.between(asked_on, until)
