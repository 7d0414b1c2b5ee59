"""What all rules about looked-after children share: problems in words, ages, and what stands in a chain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.core.reading_words import short_day, whole_years

GROWN_UP = 18
CHILDREN_ACT = date(1991, 10, 14)  # nobody was looked after under the Act before this day (rule 353)
Problem = tuple[str | None, str]
Spell = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Child:
    """What rules know of a child: what it is called, and when it was born where that is known to the day."""

    called: str
    born_on: date | None = None
    is_unborn: bool = False
    died_on: date | None = None

    def age(self, on: date) -> int | None:
        """Whole years on a day; None where nobody knows."""
        return None if self.born_on is None or on < self.born_on else whole_years(self.born_on, on)

    def is_under(self, years: int, on: date) -> bool:
        """Whether it is known to be younger than that."""
        age = self.age(on)
        return age is not None and age < years

    def is_from(self, years: int, on: date) -> bool:
        """Whether it is known to be that old or older."""
        age = self.age(on)
        return age is not None and age >= years


def only(problems: Iterable[tuple[str | None, str | None]]) -> list[Problem]:
    """Of fields with words or nothing, those with words."""
    return [(field, words) for field, words in problems if words]


def obstacle_to_day(on: date | None, since: date, today: date, *, since_words: str) -> str | None:
    """Why something of a time in care cannot have been on a day: none, still to come, or before it began."""
    if on is None:
        return "Write the day like 21/4/2026."
    if on > today:
        return "That day is still to come. Record it when it has happened."
    if on < since:
        return f"{since_words} on {short_day(since)}. Check the day."
    return None


def days_of(spell: Spell, today: date) -> int:
    """How many days a spell has lasted so far; the day it began does not count."""
    return ((spell[1] or today) - spell[0]).days
