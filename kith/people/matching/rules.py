"""How well a person on record fits what was asked, with the grounds in words and a band, never a percentage.

The band is how a careful colleague would put it: a name alone is never "very likely", because two children
may share one; a date of birth, an address, a telephone or a number beside it can make it so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from kith.core import names
from kith.people.matching import likeness
from kith.people.matching.births import BornFit, Span, born_fit
from kith.people.matching.likeness import Name, NameFit

VERY_LIKELY, POSSIBLE, WEAK = "very likely", "possible", "weak"
BANDS = (VERY_LIKELY, POSSIBLE, WEAK)
SEXES = {"M": "a boy or man", "F": "a girl or woman"}
# grades of name, birth and signs together from which somebody is very likely who has no rival, by the name's own grade:
# "sounds the same" and a year are enough, "spelt nearly the same" needs the day, a first name the day and the address
ENOUGH = ((2, 3.0), (1.25, 4.0), (1, 6.0))
SIGN_GRADE = 2.0
FEW_OF_A_NAME = 2  # people on record with such a name, up to whom it is no common one
MOST_ALIKE = 10
RIVAL, COMMON = "somebody else fits as well", "others have such a name"
SCHOOL_POINTS, SCHOOL_GRADES = (
    {True: 6.0, False: 3.0},
    {True: 1.0, False: 0.5},
)  # own, a brother's or sister's
SAME_DAY = 0.65  # points of a birth date from which it is the same, or the same month when no more was told


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
    organisation: str = ""
    schools: tuple[int, ...] = ()
    school: str = ""
    unfinished: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.born or self.postcode or self.phone or self.numbers or self.schools)


@dataclass(frozen=True, slots=True)
class Schooling:
    """A school that somebody goes or went to; `own` is no when it is a brother or sister who goes there."""

    school: int
    name: str
    over: bool = False
    own: bool = True


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
    schools: Collection[Schooling] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One person's fit: the band, the grounds in words, points to order by, and which parts fit."""

    id: int
    band: str
    grounds: tuple[str, ...]
    points: float
    fits: frozenset[str] = field(default_factory=frozenset)


@dataclass(slots=True)
class _Fit:
    """How one person fits, before it is put into words."""

    known: Known
    name: NameFit | None
    born: BornFit | None
    sure: dict[str, str]
    against: bool
    points: float
    grade: float
    school: Schooling | None = None
    band: str = WEAK
    against_it: str = ""

    @property
    def order(self) -> tuple[int, float, int]:
        return BANDS.index(self.band), -self.points, self.known.id

    @property
    def by_number(self) -> bool:
        return not self.sure.keys().isdisjoint(NUMBER_WORDS)

    def told(self) -> Match:
        """The fit with its grounds in words."""
        name, born = self.name, self.born
        grounds = [*self.sure.values(), *(name.grounds() if name else [])]
        grounds += [born.words] if born and born.words else []
        grounds += [school_words(self.school)] if self.school else []
        grounds += [f"recorded as {SEXES[self.known.sex]}"] if self.against else []
        grounds += [self.against_it] if self.against_it else []
        fits = {"name"} if name and (name.given or name.family) else set()
        fits |= {part for part in ("given", "family") if name and getattr(name, part)}
        fits |= {"born"} if born and born.agrees else set()
        fits |= {"school"} if self.school else set()
        return Match(
            self.known.id, self.band, tuple(grounds), self.points, frozenset(fits | self.sure.keys())
        )


def match(asked: Asked, known: Known) -> Match | None:
    """How `known` fits `asked`, nobody else considered; None when nothing of it does."""
    found = _fit(asked, known)
    return found.told() if found else None


def ranked(asked: Asked, known: Sequence[Known], limit: int | None = None) -> list[Match]:
    """Everybody who fits, best first; people who fit alike in the order of their record numbers.

    Only one person can be meant: beside somebody who fits better nobody is very likely, and of two who fit alike
    neither is, unless a number says who it is.
    """
    found = [one for person in known if (one := _fit(asked, person))]
    _lower_common_names(found)
    _lower_rivals([one for one in found if one.band == VERY_LIKELY])
    return [one.told() for one in sorted(found, key=lambda one: one.order)[:limit]]


def _lower_common_names(found: Sequence[_Fit]) -> None:
    """Where several people on record have such a name, a year or an age beside it says little."""
    called_so = sum(bool(one.name and one.name.whole) for one in found)
    if called_so <= FEW_OF_A_NAME:
        return
    for one in found:
        by_year = bool(one.born and one.born.grade <= 1) and not one.sure and not one.school
        if one.band == VERY_LIKELY and by_year:
            one.band, one.against_it = POSSIBLE, COMMON


def _lower_rivals(named: Sequence[_Fit]) -> None:
    if len(named) < 2:
        return
    numbered = any(one.by_number for one in named)
    best = max(one.grade for one in named)
    alone = sum(one.grade == best for one in named) == 1
    for one in named:
        if not one.by_number and (numbered or one.grade < best or not alone):
            one.band = POSSIBLE
            one.against_it = RIVAL if not numbered and one.grade == best else ""


def _fit(asked: Asked, known: Known) -> _Fit | None:
    name = likeness.fit(asked.words, known.names, unfinished=asked.unfinished) if asked.words else None
    born = born_fit(asked.born, known.born)
    sure = _sure_signs(asked, known) if asked.numbers or asked.phone or asked.postcode else {}
    school = _school(asked, known) if asked.schools else None
    enough_alone = SAME_DAY if asked.words else 0.05  # another name and the same year is no likeness
    alone = bool(school and school.own and not asked.words)
    if not (sure or name or alone or (born and born.points >= enough_alone)):
        return None
    against = asked.sex in SEXES and known.sex in SEXES and asked.sex != known.sex
    points = 20.0 * len(sure) - (4 if against else 0)
    points += (10 * name.points - name.left_over if name else 0) + (6 * born.points if born else 0)
    points += SCHOOL_POINTS[school.own] if school else 0
    found = _Fit(known, name, born, sure, against, points, _grade(name, born, sure, school), school)
    found.band = _band(asked, found)
    return found


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


def _school(asked: Asked, known: Known) -> Schooling | None:
    """The school asked for that somebody goes to; else one they left, or one a brother or sister goes to."""
    theirs = [one for one in known.schools if one.school in asked.schools]
    return min(theirs, key=lambda one: (not one.own, one.over, one.school), default=None)


def school_words(one: Schooling) -> str:
    """'goes to Parkside Primary', or who else does."""
    if not one.own:
        return f"a brother or sister {'went' if one.over else 'goes'} to {one.name}"
    return f"{'went' if one.over else 'goes'} to {one.name}"


NUMBER_WORDS = {
    "record": "record number",
    "nhs": "NHS number",
    "upn": "pupil number",
    "old": "number in an older system",
}


def _grade(
    name: NameFit | None, born: BornFit | None, sure: dict[str, str], school: Schooling | None
) -> float:
    """How much speaks for somebody, in whole and half steps, so that two who fit alike are told to."""
    signs = sum(SIGN_GRADE for sign in sure if sign in ("phone", "postcode"))
    signs += SCHOOL_GRADES[school.own] if school else 0
    return (name.grade if name else 0) + (born.grade if born else 0) + signs


def _band(asked: Asked, one: _Fit) -> str:
    if one.by_number:
        band = VERY_LIKELY
    elif one.born and one.born.points < 0:
        band = WEAK
    elif _beyond_the_name(one):
        band = VERY_LIKELY
    elif asked.words and one.name is None:
        band = WEAK
    else:
        whole = bool(one.name and one.name.whole)
        sure = bool(one.sure) or _at_school(one)
        band = POSSIBLE if _speaks_for(asked, one.name, one.born, whole, sure) else WEAK
    return _one_lower(band) if one.against else band


def _beyond_the_name(one: _Fit) -> bool:
    """Whether the name and something beside it speak for somebody: enough to be very likely."""
    if one.name is None or not one.name.grade or not (one.sure or (one.born and one.born.agrees)):
        return False
    return one.grade >= next(enough for least, enough in ENOUGH if one.name.grade >= least)


def _at_school(one: _Fit) -> bool:
    """Whether the school asked for says something: beside a first name or an age, not by itself."""
    return bool(one.school and ((one.name and one.name.given) or (one.born and one.born.agrees)))


def _speaks_for(asked: Asked, name: NameFit | None, born: BornFit | None, whole: bool, sure: bool) -> bool:
    same_day = bool(born and born.points >= SAME_DAY)
    one_name = bool(name and name.left_over == 0 and name.points >= 0.75)
    part_and_date = bool(name and same_day and name.points >= 0.4)
    return whole or one_name or part_and_date or sure or (same_day and not asked.words)


def _one_lower(band: str) -> str:
    return BANDS[min(BANDS.index(band) + 1, len(BANDS) - 1)]


def asked_of(one: Known) -> Asked:
    """What to ask to find somebody on record once more: name, birth date and sex."""
    told = one.names[0]
    words = tuple(names.words(told.in_full))[: likeness.MOST_WORDS]
    return Asked(words=words, spelt=told.in_full, born=one.born, sex=one.sex)


def alike(one: Known, others: Sequence[Known]) -> list[Match]:
    """Which others may be the same person once more, best first.

    First names must be alike, so that brothers and sisters, twins too, are no second record of each other; birth
    dates must agree where both are known, and then names that only sound alike are enough.
    """
    by_id = {other.id: other for other in others if other.id != one.id}
    found = ranked(asked_of(one), list(by_id.values()))
    return [hit for hit in found if "given" in hit.fits and _once_more(hit, one, by_id[hit.id])][:MOST_ALIKE]


def _once_more(hit: Match, one: Known, other: Known) -> bool:
    if one.born is None or other.born is None:
        return hit.band != WEAK
    both_sound_so = "family" in hit.fits and {one.sex, other.sex} != SEXES.keys()
    return "born" in hit.fits and (hit.band != WEAK or both_sound_so)
