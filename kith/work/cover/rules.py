"""What may be covered, by whom, for how long, and in which words it is told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core.reading_words import day

DECIDING = frozenset({"SIGN_OFF", "DECIDE_CONTACT"})
LONGEST_DAYS = 92


@dataclass(frozen=True, slots=True)
class Spell:
    """Some days, both included, on which a worker is covered or covers."""

    starts_on: date
    until_on: date

    def meets(self, other: "Spell") -> bool:
        """Whether the two have a day in common."""
        return self.starts_on <= other.until_on and other.starts_on <= self.until_on


def may_be_lent(role: Collection[str], own: Collection[str]) -> bool:
    """Whether a place with the permissions ``role`` may be lent to a worker who has ``own``.

    Nobody wins a right by covering: what the role decides, whoever covers may decide in their own place.
    """
    decides = DECIDING & set(role)
    return bool(decides) and decides <= set(own)


def problems(
    *,
    by: int | None,
    able: Collection[int],
    spell: Spell | None,
    today: date,
    mine: Iterable[Spell],
    theirs: Iterable[Spell],
) -> list[tuple[str | None, str]]:
    """What is wrong with a cover: nobody named, days that are none, days covered already, a cover who is away.

    ``able`` are the workers who may cover, ``mine`` the days covered already, ``theirs`` the days on which the
    worker named is away too.
    """
    found: list[tuple[str | None, str]] = []
    if by is None:
        found.append(("by", "Choose who covers."))
    elif by not in able:
        found.append(("by", "This worker cannot cover: only somebody who signs off in their own team can."))
    if spell is None:
        return [*found, ("starts_on", "Give the first and the last day.")]
    if spell.until_on < spell.starts_on:
        found.append(("until_on", "The last day is before the first."))
    elif spell.until_on < today:
        found.append(("until_on", "These days are over."))
    elif spell.until_on - spell.starts_on > timedelta(days=LONGEST_DAYS):
        found.append(("until_on", f"Cover lasts at most {LONGEST_DAYS} days. Then name it again."))
    elif any(spell.meets(one) for one in mine):
        found.append(("starts_on", "Some of these days are covered already. End that cover first."))
    elif any(spell.meets(one) for one in theirs):
        found.append(("by", "This worker is away on some of these days too."))
    return found


def told(by: str, spell: Spell, today: date) -> str:
    """'Dana Whitlow decides until Fri 23 Oct', 'Dana Whitlow decides from Mon 19 Oct until Fri 23 Oct'."""
    begins = f"from {day(spell.starts_on)} " if spell.starts_on > today else ""
    return f"{by} decides {begins}until {day(spell.until_on)}"


def told_to_cover(away: str, spell: Spell) -> str:
    """The line for whoever was named."""
    days = f"from {day(spell.starts_on)} until {day(spell.until_on)}"
    return f"You decide for {away} {days}. What waits for them waits for you too."
