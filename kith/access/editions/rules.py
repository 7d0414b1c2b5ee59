"""Which edition of the practice holds for whom on a day, and why one may not be published. Knows no Django."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

LONGEST_TITLE = 120
LONGEST_WHY = 400
SHORTEST_WHY = 3


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition of a pack, and for whom it was published from when until when; no team means everybody."""

    number: int
    edition: int
    pack: str
    team: int | None
    started_on: date
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day: the first is in it, the last is not."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


def holding(found: Iterable[Publication], pack: str, day: date, team: int | None) -> Publication | None:
    """What holds for a team on a day: the latest that was published for it, else the latest for everybody.

    Without a team only what holds for everybody. None where the files hold as they lie.
    """
    here = [one for one in found if one.pack == pack and one.holds_on(day)]
    own = [one for one in here if team is not None and one.team == team]
    return max(own or [one for one in here if one.team is None], key=lambda one: one.number, default=None)


def obstacle_to_rolling_back(
    one: Publication, found: Iterable[Publication], day: date, pack: str
) -> str | None:
    """Why a publication may not be rolled back, or None: it is over, or a later one stands on it."""
    if one.ended_on is not None:
        return "It was rolled back already."
    if one.pack != pack:
        return "Its pack no longer holds."
    later = [
        other
        for other in found
        if other.team == one.team and other.number > one.number and not other.ended_on
    ]
    return "Roll back what was published after it first." if later else None


def problem_with_words(words: str, asked: str, longest: int) -> str | None:
    """Why these words do not do, or None; ``asked`` says what is to be told."""
    length = len(words.strip())
    if length < SHORTEST_WHY:
        return f"{asked} in a few words."
    return f"{asked} in at most {longest} letters; there are {length}." if length > longest else None


def clashes(mine: Collection[str], theirs: Collection[str]) -> list[str]:
    """Files that were changed here and in what was published meanwhile."""
    return sorted(set(mine) & set(theirs))


def changed_between(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Files that an edition says otherwise than the one before it."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
