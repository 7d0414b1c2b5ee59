"""Invented families: children with their parents, a home, and numbers of the ranges set aside for tests."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from kith.core import names
from kith.core.identifiers import make_nhs_number, make_upn
from kith.desk.demo import chances
from kith.desk.demo.facts import Held
from kith.desk.demo.name_lists import ORIGINS, STREETS, WAYS, Origin
from kith.desk.demo.rows import Rows
from kith.people.models import (
    Address,
    Family,
    FamilyMember,
    Identifier,
    Person,
    Phone,
    Relationship,
    Residence,
)

ORIGIN = chances.Weighted({origin: origin.share for origin in ORIGINS})
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
FIRST_NUMBER = 200_001


@dataclass(slots=True)
class Child:
    """A child of an invented family."""

    id: int
    name: str
    born_on: date
    referred_on: date | None = None
    closed_on: date | None = None

    def is_child_on(self, day: date) -> bool:
        """Whether it was born (or on the way) and not grown up that day."""
        return self.born_on <= day + timedelta(days=150) and day < self.eighteenth

    @property
    def eighteenth(self) -> date:
        """The eighteenth birthday (1 March for 29 February)."""
        try:
            return self.born_on.replace(year=self.born_on.year + 18)
        except ValueError:
            return date(self.born_on.year + 18, 3, 1)


@dataclass(frozen=True, slots=True)
class Worked:
    """A time in which a family had open cases; ``ended_on`` is None and the reason empty while they are."""

    started_on: date
    ended_on: date | None
    cases: dict[int, int]
    held: Held
    end_reason: str = ""
    contact: int = 0  # the step of the one that opened them, and who told us
    source: str = ""


@dataclass(slots=True)
class Household:
    """An invented family, and the times in which it was worked with."""

    family: int
    area: int
    children: list[Child]
    worked: list[Worked] = field(default_factory=list)

    def cases_on(self, day: date) -> dict[int, int]:
        """The open case of each child on a day; empty when there was none."""
        for time in self.worked:
            if time.started_on <= day and (time.ended_on is None or day < time.ended_on):
                return time.cases
        return {}


class Households:
    """Makes families. ``people_made`` counts everybody."""

    def __init__(self, rows: Rows, rng: Random, today: date) -> None:
        self.rows, self.rng, self.today, self.people_made = rows, rng, today, 0

    def make(self, first_known: datetime, size: int = 0) -> Household:
        """A family that became known at a moment, with ``size`` children (drawn when 0)."""
        rng, day = self.rng, first_known.date()
        origin = ORIGIN.draw(rng)
        surname = rng.choice(origin.families)
        family = self.rows.add(Family, name=surname, recorded_at=first_known)
        area = rng.choices((0, 1, 2), (38, 35, 27))[0]
        home = self._home(area)
        children = self._children(origin, surname, day, size or chances.FAMILY_SIZE.draw(rng), first_known)
        mother = self._adult(origin, surname, "F", children, first_known)
        at_home = [mother, *(child.id for child in children)]
        parents = [(mother, "mother")]
        if rng.random() < chances.FATHER_KNOWN:
            father = self._adult(origin, rng.choice(origin.families), "M", children, first_known)
            parents.append((father, "father"))
            if rng.random() < chances.FATHER_AT_HOME:
                at_home.append(father)
        self._together(family, home, children, parents, at_home, day)
        return Household(family, area, children)

    def alone(self, first_known: datetime, born_on: date) -> Child:
        """A young person without a family on record."""
        origin = ORIGIN.draw(self.rng)
        return self._child(origin, self.rng.choice(origin.families), born_on, first_known, [])

    def _home(self, area: int) -> int:
        rng = self.rng
        flat = f"Flat {rng.randint(1, 30)}, " if rng.random() < 0.2 else ""
        lines = f"{flat}{rng.randint(1, 140)} {rng.choice(STREETS)} {rng.choice(WAYS)}"
        district = (4, 2, 7)[area] + rng.randint(0, 1)
        letters = rng.choice(LETTERS) + rng.choice(LETTERS)
        return self.rows.add(Address, lines=lines, postcode=f"WM{district} {rng.randint(1, 9)}{letters}")

    def _children(self, origin: Origin, surname: str, day: date, size: int, known: datetime) -> list[Child]:
        rng = self.rng
        ages = [chances.age_in_days(rng)]
        while len(ages) < size:
            ages.append(
                min(6450, max(0, ages[0] + rng.choice((-1, 1)) * rng.randint(400, 2000) * len(ages) // 2))
            )
        father = rng.choice(origin.families)
        made: list[Child] = []
        for age in sorted(ages, reverse=True):
            family = surname if rng.random() < 0.72 else rng.choice((father, f"{surname}-{father}"))
            taken = [child.name for child in made]
            made.append(self._child(origin, family, day - timedelta(days=age), known, taken))
        return made

    def _child(self, origin: Origin, surname: str, born_on: date, known: datetime, taken: list[str]) -> Child:
        rng = self.rng
        is_unborn = born_on > self.today
        sex = "U" if is_unborn else chances.SEXES.draw(rng)
        known_names = [name for name in (origin.girls if sex == "F" else origin.boys) if name not in taken]
        given = "Baby" if is_unborn else rng.choice(known_names or origin.girls)
        person = self._person(origin, given, surname, sex, born_on, known, is_unborn)
        if not is_unborn:
            self._numbers(person, born_on, known.date())
        return Child(person, given, born_on)

    def _person(
        self,
        origin: Origin,
        given: str,
        surname: str,
        sex: str,
        born_on: date,
        known: datetime,
        is_unborn: bool = False,
    ) -> int:
        self.people_made += 1
        told = f"expected {born_on:%B %Y}" if is_unborn else ""
        return self.rows.add(
            Person,
            given_name=given,
            family_name=surname,
            sounds=list(names.sound_codes(f"{given} {surname}")),
            born_text=told,
            born_on=born_on,
            born_by=None if is_unborn else born_on,
            born_precision="expected" if is_unborn else "exact",
            sex=sex,
            ethnicity="NOBT" if is_unborn else origin.ethnicity,
            language=origin.language,
            recorded_at=known,
        )

    def _numbers(self, person: int, born_on: date, day: date) -> None:
        place = person - FIRST_NUMBER
        if self.rng.random() < chances.NHS_KNOWN and 0 <= place < 900_000:
            self.rows.add(Identifier, person_id=person, kind="nhs", value=make_nhs_number(place))
        if (
            (day - born_on).days > 4 * 365
            and self.rng.random() < chances.UPN_KNOWN
            and 0 <= place < 10_000_000
        ):
            self.rows.add(Identifier, person_id=person, kind="upn", value=make_upn(place))

    def _adult(self, origin: Origin, surname: str, sex: str, children: list[Child], known: datetime) -> int:
        rng = self.rng
        eldest = min(child.born_on for child in children)
        born_on = eldest - timedelta(days=rng.randint(17 * 365, 38 * 365))
        given = rng.choice(origin.girls if sex == "F" else origin.boys)
        person = self._person(origin, given, surname, sex, born_on, known)
        if rng.random() < chances.PHONE_KNOWN:
            self.rows.add(Phone, person_id=person, number=f"07700 900{rng.randint(0, 999):03d}")
        return person

    def _together(
        self,
        family: int,
        home: int,
        children: list[Child],
        parents: list[tuple[int, str]],
        at_home: list[int],
        day: date,
    ) -> None:
        rows = self.rows
        since = day - timedelta(days=self.rng.randint(30, 2000))
        born = {child.id: child.born_on for child in children}
        for person in {*(parent for parent, _ in parents), *born}:
            began = max(since, min(born.get(person, since), self.today))
            rows.add(FamilyMember, family_id=family, person_id=person, started_on=began)
        for person in at_home:
            if born.get(person, since) <= self.today:
                began = max(since, born.get(person, since))
                rows.add(Residence, person_id=person, address_id=home, started_on=began)
        for parent, kind in parents:
            for child in children:
                rows.add(Relationship, person_id=parent, other_id=child.id, kind=kind)
