"""How two birth dates agree, told as a day, a month, a year or an age, with words for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

A_YEAR = 366


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included, on which somebody may have been born.

    `told` says how it was told: "exact", "month", "year", "age" or "expected".
    """

    first: date
    last: date
    told: str = "exact"

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class BornFit:
    """How two birth dates agree: points from -1 (cannot be) to 1 (the same day) and words."""

    points: float
    words: str
    grade: float = 0.0

    @property
    def agrees(self) -> bool:
        """Whether it speaks for the same person."""
        return self.points >= 0.5


def born_fit(asked: Span | None, known: Span | None) -> BornFit | None:
    """How a birth date as asked agrees with the one on record; None when either is missing."""
    if asked is None or known is None:
        return None
    if asked.exact and known.exact:
        return _two_days(asked.first, known.first)
    if asked.first <= known.last and known.first <= asked.last:
        return _overlap(asked, known)
    gap = (known.first - asked.last).days if known.first > asked.last else (asked.first - known.last).days
    if gap <= A_YEAR:
        return BornFit(0.1, "a year out" if gap > 31 else "a little out")
    return BornFit(-0.6, "born in other years")


def _two_days(asked: date, known: date) -> BornFit:
    if asked == known:
        return BornFit(1.0, "same date of birth", 3)
    if asked.year == known.year and (asked.day, asked.month) == (known.month, known.day):
        return BornFit(0.7, "day and month the other way round", 2.5)
    slips = [
        place
        for place, (one, other) in enumerate(zip(_digits(asked), _digits(known), strict=True))
        if one != other
    ]
    if len(slips) == 2 and _changed_places(_digits(asked), _digits(known), slips):
        return BornFit(0.65, "two digits of the date of birth have changed places", 2.5)
    if len(slips) == 1:
        return BornFit(0.5, "one digit of the date of birth differs", 1.5)
    if asked.year == known.year:
        return BornFit(0.25, "year the same, day differs")
    if abs(asked.year - known.year) == 1:
        return BornFit(0.1, "a year out")
    return BornFit(-0.6, "born in other years")


@lru_cache(maxsize=20_000)
def _digits(day: date) -> str:
    return f"{day.day:02d}{day.month:02d}{day.year:04d}"


def _changed_places(one: str, other: str, slips: Sequence[int]) -> bool:
    first, second = slips
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]


def _overlap(asked: Span, known: Span) -> BornFit:
    if asked.told == "month" and known.first >= asked.first and known.last <= asked.last:
        return BornFit(0.75, "month and year of birth the same", 2)
    if asked.told == "year" or known.told == "year":
        return BornFit(0.6, "year the same", 1)
    if asked.told == "age" or known.told == "age":
        return BornFit(0.55, "the age fits", 1)
    return BornFit(0.5, "born about then", 1)
