"""Couples of the story, and two large families made up from a seed: what the family map is for."""

from collections.abc import Mapping
from datetime import date, timedelta

from kith.core import names
from kith.desk.demo.facts import moment
from kith.desk.demo.rows import Rows
from kith.desk.family.map import invented
from kith.people.models import Address, Family, FamilyMember, Person, Relationship, Residence

COUPLES = (
    ("pauline", "husband or wife", "keith"),
    ("jade", "former partner", "lee"),
    ("jade", "former partner", "daniel"),
    ("niamh", "husband or wife", "conor"),
)
LARGE = (("Ashdown", "fourteen brothers and sisters"), ("Grove–Ellery", "forty people"))
LONG_BEFORE = timedelta(days=400)


def tell_couples(rows: Rows, people: Mapping[str, int]) -> None:
    """Who is or was with whom in the story."""
    for one, kind, other in COUPLES:
        rows.add(Relationship, person_id=people[one], other_id=people[other], kind=kind)


def add_large_families(rows: Rows, today: date) -> None:
    """Families that are hard to draw, worked with by nobody: found by their name."""
    for name, kind in LARGE:
        people, ties, homes = invented.family(kind)
        family = rows.add(Family, name=name, recorded_at=moment(today - LONG_BEFORE))
        ids = {one.id: _person(rows, one, today) for one in people}
        for one in ids.values():
            rows.add(FamilyMember, family_id=family, person_id=one, started_on=today - LONG_BEFORE)
        for tie in ties:
            rows.add(Relationship, person_id=ids[tie.person], other_id=ids[tie.other], kind=tie.kind)
        for number, home in enumerate(homes, start=1):
            place = rows.add(
                Address, lines=f"{number} {home.words.lstrip('0123456789 ')}", postcode=f"WM9 {number}AA"
            )
            for each in home.people:
                rows.add(Residence, person_id=ids[each], address_id=place, started_on=today - LONG_BEFORE)


def _person(rows: Rows, one: invented.Someone, today: date) -> int:
    born_on = one.born_on + (today - invented.TODAY) if one.born_on else None
    return rows.add(
        Person,
        given_name=one.first,
        family_name=one.last,
        sounds=list(names.sound_codes(one.name)),
        born_on=born_on,
        born_by=None if one.is_unborn else born_on,
        born_precision="expected" if one.is_unborn else "exact",
        died_on=today - LONG_BEFORE if one.has_died else None,
        sex=one.sex,
        language="eng",
        recorded_at=moment(today - LONG_BEFORE),
    )
