"""Builders of people, families, homes and what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kith.access.models import Worker
from kith.core import clock, names
from kith.core.identifiers import make_nhs_number
from kith.people.models import (
    Address,
    Alert,
    Family,
    FamilyMember,
    Identifier,
    OtherName,
    Person,
    Phone,
    Relationship,
    Residence,
    Restriction,
    RestrictionReader,
)  # fmt: skip
from tests.make.chance import (
    FAMILY,
    GIVEN,
    LONG_AGO,
    NUMBERS,
    Name,
    Who,
    fill,
)
from tests.make.workers import system


def person(given_name: Name = None, family_name: Name = None, **facts: Any) -> Person:
    """Anyone on record. With ``born_on`` the birth date is exact unless ``born_precision`` says otherwise."""
    number = next(NUMBERS)
    given = GIVEN[number % len(GIVEN)] if given_name is None else given_name
    family = FAMILY[number % len(FAMILY)] if family_name is None else family_name
    if facts.get("born_on"):
        fill(facts, born_precision="exact", born_by=facts["born_on"])
    spoken = " ".join((given, family, facts.get("known_as", "")))
    fill(facts, sounds=names.sound_codes(spoken), recorded_at=clock.now())
    return Person.objects.create(given_name=given, family_name=family, **facts)


def child(given_name: Name = None, family_name: Name = None, *, age: int = 9, **facts: Any) -> Person:
    """A child of ``age`` years today, unless ``born_on`` is given."""
    fill(facts, born_on=clock.today() - timedelta(days=age * 365 + age // 4 + 30), sex="F")
    return person(given_name, family_name, **facts)


def adult(given_name: Name = None, family_name: Name = None, *, age: int = 34, **facts: Any) -> Person:
    """A grown-up of ``age`` years today, unless ``born_on`` is given."""
    return child(given_name, family_name, age=age, **facts)


def unborn(family_name: str = "Marlowe", *, due_on: date | None = None, **facts: Any) -> Person:
    """A child not yet born, expected on ``due_on``."""
    expected = due_on or clock.today() + timedelta(days=120)
    fill(facts, born_text=f"expected {expected:%B %Y}", born_precision="expected")
    return person("Baby", family_name, born_on=expected, **facts)


def other_name(person: Person, given_name: str = "", family_name: str = "", **facts: Any) -> OtherName:
    """Another name of a person."""
    sounds = names.sound_codes(f"{given_name} {family_name}")
    facts |= {"given_name": given_name, "family_name": family_name, "sounds": sounds}
    return OtherName.objects.create(person=person, **facts)


def identifier(person: Person, kind: str = "nhs", value: str = "") -> Identifier:
    """A number somebody else knows the person by; an NHS number of the test range by default."""
    return Identifier.objects.create(person=person, kind=kind, value=value or make_nhs_number(next(NUMBERS)))


def home(
    *people: Person, lines: str = "27 Alder Walk", postcode: str = "WM4 2QT", since: date = LONG_AGO
) -> Address:
    """An address at which all these people live since ``since``."""
    place = Address.objects.create(lines=lines, postcode=postcode)
    Residence.objects.bulk_create(Residence(person=one, address=place, started_on=since) for one in people)
    return place


def phone(person: Person, number: str = "01632 960 118", note: str = "") -> Phone:
    """A telephone number."""
    return Phone.objects.create(person=person, number=number, note=note)


def alert(person: Person, words: str = "Visit in pairs", *, kind: str = "safety", **facts: Any) -> Alert:
    """An alert on a record."""
    facts.setdefault("started_on", clock.today() - timedelta(days=30))
    return Alert.objects.create(person=person, words=words, kind=kind, **facts)


def relationship(person: Person, kind: str, other: Person, **facts: Any) -> Relationship:
    """``person`` is the ``kind`` of ``other``."""
    return Relationship.objects.create(person=person, kind=kind, other=other, **facts)


@dataclass
class Household:
    """What ``family`` makes."""

    family: Family
    children: list[Person]
    mother: Person
    address: Address


def family(
    name: str = "Marlowe", *, children: int | Sequence[Person] = 3, since: date = LONG_AGO
) -> Household:
    """A family under one roof: a mother and ``children`` (a number, or persons already made)."""
    mother = adult("Jade", name)
    if isinstance(children, int):
        made = [child(None, name, age=9 - 3 * i % 9) for i in range(children)]
    else:
        made = list(children)
    group = Family.objects.create(name=name, recorded_at=clock.now())
    FamilyMember.objects.bulk_create(
        FamilyMember(family=group, person=one, started_on=since) for one in [mother, *made]
    )
    Relationship.objects.bulk_create(Relationship(person=mother, kind="mother", other=one) for one in made)
    return Household(group, made, mother, home(mother, *made, since=since))


def restricted(child: Person | None = None, readers: Sequence[Worker] = (), *, by: Who = None) -> Person:
    """A child whose record only ``readers`` (and whoever sees every restricted record) may know of."""
    one = child or globals()["child"]()
    facts = {"reason": "The address is being kept from somebody", "started_at": clock.now()}
    wall = Restriction.objects.create(person=one, by=by or system(), **facts)
    for reader in readers:
        RestrictionReader.objects.create(restriction=wall, worker=reader)
    return one
