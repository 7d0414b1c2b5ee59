"""What the looked-after return asks of mothers (MOTHER, MC_DOB), derived. Numbers are its rules.

A mother under 11 (620) and a child older than its mother (621) are refused where a relationship or a birth date is
written (``kith.people.family.rules``), so that neither comes here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

FEMALE = "F"


@dataclass(frozen=True, slots=True)
class OwnChild:
    """A child of hers by birth, born already: the day, or the first on which it may have been born; None where nobody
    knows.
    """

    earliest: date | None
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Mother:
    """MOTHER, and MC_DOB where it is known to the day."""

    is_mother: bool = False
    first_born_on: date | None = None


NO_MOTHER = Mother()


def mother(sex: str, children: Sequence[OwnChild], until: date) -> Mother:
    """Whether somebody is a mother as the return counts it up to a day: the end of its year, or of the time in care.

    Only females are (174, 612); a child born later does not count yet (625).
    """
    born = [one for one in children if one.earliest is None or one.earliest <= until]
    if sex != FEMALE or not born:
        return NO_MOTHER
    days = [one.earliest for one in born if one.earliest is not None]
    first = min(days, default=None) if len(days) == len(born) else None
    is_known = any(one.is_exact and one.earliest == first for one in born)
    return Mother(True, first if is_known else None)


def warning(called: str, found: Mother) -> str | None:
    """What the return will say of a mother: the birth date of her first child is missing (611)."""
    if not found.is_mother or found.first_born_on is not None:
        return None
    return f"{called} is a mother. The day her first child was born is missing (rule 611)."
