"""How well a person on record fits what was asked, with the grounds in words and a band, never a percentage.

The band is how a careful colleague would put it: a name alone is never "very likely", because two children
may share one; a date of birth, an address, a telephone or a number beside it can make it so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from kith.people.finding import likeness
from kith.people.finding.likeness import Name, NameFit

VERY_LIKELY, POSSIBLE, WEAK = "very likely", "possible", "weak"
BANDS = (VERY_LIKELY, POSSIBLE, WEAK)
SEXES = {"M": "a boy or man", "F": "a girl or woman"}
A_YEAR = 366
SAME_DAY = 0.7  # points of a birth date from which it is the same, or the same month when no more was told


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
class Asked:
    """What somebody typed or was told, taken apart.

    `words` are folded name words in the order typed, `spelt` the same as they were written, `told` the words
    of the birth date or age.
    """

    words: tuple[str, ...] = ()
    spelt: str = ""
    told: str = ""
    born: Span | None = None
    sex: str = "U"
    postcode: str = ""
    phone: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    unfinished: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.born or self.postcode or self.phone or self.numbers)


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of one person, as far as it can be asked for."""

    id: int
    names: tuple[Name, ...]
    born: Span | None = None
    sex: str = "U"
    postcodes: Collection[str] = ()
    phones: Collection[str] = ()
    numbers: Collection[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One person's fit: the band, the grounds in words, points to order by, and which parts fit."""

    id: int
    band: str
    grounds: tuple[str, ...]
    points: float
    fits: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class BornFit:
    """How two birth dates agree: points from -1 (cannot be) to 1 (the same day) and words."""

    points: float
    words: str

    @property
    def agrees(self) -> bool:
        """Whether it speaks for the same person."""
        return self.points >= 0.5


def match(asked: Asked, known: Known) -> Match | None:
    """How `known` fits `asked`; None when nothing of it does."""
    name = likeness.fit(asked.words, known.names, unfinished=asked.unfinished) if asked.words else None
    born = born_fit(asked.born, known.born)
    sure = _sure_signs(asked, known)
    grounds = [
        *sure.values(),
        *(name.grounds() if name else []),
        *([born.words] if born and born.words else []),
    ]
    enough_alone = SAME_DAY if asked.words else 0.05  # another name and the same year is no likeness
    if not (sure or name or (born and born.points >= enough_alone)):
        return None
    against = asked.sex in SEXES and known.sex in SEXES and asked.sex != known.sex
    if against:
        grounds.append(f"recorded as {SEXES[known.sex]}")
    points = (
        20 * len(sure) + (10 * name.points - name.left_over if name else 0) + (6 * born.points if born else 0)
    )
    band = _band(asked, name, born, sure)
    fits = {"name"} if name and (name.given or name.family) else set()
    fits |= {"born"} if born and born.agrees else set()
    return Match(
        id=known.id,
        band=_one_lower(band) if against else band,
        grounds=tuple(grounds),
        points=points - (4 if against else 0),
        fits=frozenset(fits | sure.keys()),
    )


def ranked(asked: Asked, known: Sequence[Known]) -> list[Match]:
    """Everybody who fits, best first; people who fit alike in the order of their record numbers."""
    found = [one for person in known if (one := match(asked, person))]
    return sorted(found, key=lambda one: (BANDS.index(one.band), -one.points, one.id))


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
        return BornFit(1.0, "same date of birth")
    if asked.year == known.year and (asked.day, asked.month) == (known.month, known.day):
        return BornFit(0.7, "day and month the other way round")
    alike = (asked.year == known.year) + (asked.month == known.month) + (asked.day == known.day)
    if alike == 2:
        return BornFit(0.5, "date of birth nearly the same")
    if asked.year == known.year:
        return BornFit(0.25, "year the same, day differs")
    if abs(asked.year - known.year) == 1:
        return BornFit(0.1, "a year out")
    return BornFit(-0.6, "born in other years")


def _overlap(asked: Span, known: Span) -> BornFit:
    if asked.told == "month" and known.first >= asked.first and known.last <= asked.last:
        return BornFit(0.75, "month and year of birth the same")
    if asked.told == "year" or known.told == "year":
        return BornFit(0.6, "year the same")
    if asked.told == "age" or known.told == "age":
        return BornFit(0.55, "the age fits")
    return BornFit(0.5, "born about then")


def _sure_signs(asked: Asked, known: Known) -> dict[str, str]:
    """What nobody shares by chance, with its words: a number, a telephone, an address."""
    signs = {}
    held = {*known.numbers, ("record", str(known.id))}
    for kind, number in asked.numbers:
        if (kind, number) in held:
            signs[kind] = f"{NUMBER_WORDS[kind]} the same"
    if asked.phone and asked.phone in known.phones:
        signs["phone"] = "telephone the same"
    if asked.postcode and any(postcode.startswith(asked.postcode) for postcode in known.postcodes):
        signs["postcode"] = "postcode the same" if len(asked.postcode) > 4 else "postcode begins like that"
    return signs


NUMBER_WORDS = {
    "record": "record number",
    "nhs": "NHS number",
    "upn": "pupil number",
    "old": "number in an older system",
}


def _band(asked: Asked, name: NameFit | None, born: BornFit | None, sure: dict[str, str]) -> str:
    if sure.keys() & NUMBER_WORDS.keys():
        return VERY_LIKELY
    whole = bool(name and name.whole)
    against = bool(born and born.points < 0)
    if whole and not against and (sure or (born and born.agrees)):
        return VERY_LIKELY
    if against or (asked.words and name is None):
        return WEAK
    return POSSIBLE if _speaks_for(asked, name, born, whole, bool(sure)) else WEAK


def _speaks_for(asked: Asked, name: NameFit | None, born: BornFit | None, whole: bool, sure: bool) -> bool:
    same_day = bool(born and born.points >= SAME_DAY)
    one_name = bool(name and name.left_over == 0 and name.points >= 0.75)
    part_and_date = bool(name and same_day and name.points >= 0.4)
    return whole or one_name or part_and_date or sure or (same_day and not asked.words)


def _one_lower(band: str) -> str:
    return BANDS[min(BANDS.index(band) + 1, len(BANDS) - 1)]
