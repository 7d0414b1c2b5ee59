"""Who lives with whom, who belongs to whom, and the cells that lists show of a person."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core.reading_words import isolated
from kith.database.prepared import prepared
from kith.people import rules
from kith.people.apart.queries import apart_from
from kith.people.matching.queries import Hit, candidates_for, look_for, search
from kith.people.models import Family, FamilyMember, OtherHome, Person, Relationship, Residence
from kith.people.surroundings import Standing, holding, standing, surroundings

__all__ = [
    "Cell", "Hit", "Kin", "Standing", "apart_from", "candidates_for", "family_of", "holding", "household",
    "household_of", "living_with", "look_for", "members_of", "others_in_household", "people_cells", "person",
    "relationships_of", "search", "shared_family", "standing", "surroundings",
]  # fmt: skip

COLUMNS = rules.SPOKEN_OF


@dataclass(frozen=True, slots=True)
class Cell:
    """A person as a list shows them. `first` is the name they go by."""

    person_id: int
    name: str
    first: str
    family_name: str
    age: str
    born: str
    sex: str
    is_adult: bool

    @property
    def name_and_age(self) -> str:
        """'Tia, 9'."""
        return ", ".join(part for part in (isolated(self.first or self.family_name), self.age) if part)


@dataclass(frozen=True, slots=True)
class Kin:
    """A relationship seen from one person: `kind` is what the other is to them."""

    relationship_id: int
    kind: str
    other: Cell
    started_on: date | None
    ended_on: date | None


def cell(row: dict[str, Any], on: date) -> Cell:
    """A cell from the values of ``COLUMNS``."""
    first = row["known_as"] or row["given_name"]
    return Cell(
        person_id=row["id"],
        name=rules.full_name(row["given_name"], row["family_name"], row["known_as"]),
        first=first,
        family_name=row["family_name"],
        age=rules.age_words(row["born_on"], row["born_precision"], on, row["died_on"]),
        born=rules.born_words(row["born_on"], row["born_by"], row["born_precision"]),
        sex=rules.sex_words(row["sex"], row["born_on"], on),
        is_adult=rules.is_adult(row["born_on"], on),
    )


def person(viewer: Worker, number: int) -> Person | None:
    """A person the viewer may know of."""
    return Person.objects.seen_by(viewer).filter(pk=number).first()


def unknown_to(worker: Worker, people: Collection[int]) -> int:
    """How many of these people a worker may not know of: nothing about them is given into such hands."""
    return len(set(people)) - Person.objects.seen_by(worker).filter(pk__in=people).count()


def shared_family(people: Collection[int], on: date) -> int | None:
    """The family that all these people belong to on a day, the newest of several. One query."""
    rows = FamilyMember.objects.unguarded(EVERY_ROW).filter(holding(on), person__in=people)
    inside: dict[int, set[int]] = defaultdict(set)
    for family, person in rows.values_list("family_id", "person_id"):
        inside[family].add(person)
    return max((family for family, members in inside.items() if members == set(people)), default=None)


def people_cells(viewer: Worker, ids: Collection[int], today: date) -> dict[int, Cell]:
    """Person id -> cell, of those the viewer may know of. One query."""
    rows = Person.objects.seen_by(viewer).filter(pk__in=ids).values(*COLUMNS)
    return {row["id"]: cell(row, today) for row in rows}


def household(viewer: Worker, address: int, on: date) -> list[Cell]:
    """Who lived at an address on a day, eldest first. One query."""
    lived = [
        rows.filter(holding(on), address=address).values("person")
        for rows in (Residence.objects.seen_by(viewer), OtherHome.objects.seen_by(viewer))
    ]
    return _cells(viewer, Q(pk__in=lived[0].union(lived[1])), on)


def household_of(viewer: Worker, person: int, on: date) -> list[Cell]:
    """Who lived with a person on a day, the person among them, eldest first. Two queries.

    The ids first: "lives there, or is the person" in one question has the record store look at everybody.
    """
    lived = {row["person"] for row in _living_with(viewer, [person], on)}
    return _cells(viewer, Q(pk__in={person, *lived}), on)


@prepared
def _others_at_home(viewer: Worker, people: Sequence[int], on: date) -> QuerySet[Any, Any]:
    return _alive(viewer, Q(pk__in=_living_with(viewer, people, on)) & ~Q(pk__in=people))


def living_with(viewer: Worker, person: int, on: date) -> list[Cell]:
    """Who else lived with a person on a day, eldest first. One query."""
    return [cell(row, on) for row in _others_at_home(viewer, [person], on)]


def others_in_household(viewer: Worker, people: Sequence[int], on: date) -> list[Cell]:
    """The children who live with these people and were not mentioned, eldest first. One query."""
    found = [cell(row, on) for row in _others_at_home(viewer, people, on)]
    return [one for one in found if not one.is_adult]


def _living_with(viewer: Worker, people: Sequence[int], on: date) -> Any:
    homes, others = Residence.objects.seen_by(viewer), OtherHome.objects.seen_by(viewer)
    theirs = homes.filter(holding(on), person__in=people).values("address")
    theirs = theirs.union(others.filter(holding(on), person__in=people).values("address"))
    living = homes.filter(holding(on), address__in=theirs).values("person")
    return living.union(others.filter(holding(on), address__in=theirs).values("person"))


def _cells(viewer: Worker, among: Q, on: date) -> list[Cell]:
    return [cell(row, on) for row in _alive(viewer, among)]


def _alive(viewer: Worker, among: Q) -> QuerySet[Any, Any]:
    people = Person.objects.seen_by(viewer).filter(among, died_on__isnull=True)
    return people.order_by("born_on", "pk").values(*COLUMNS)


def family_of(viewer: Worker, person: int, on: date) -> list[Family]:
    """The families a person belonged to on a day. One query."""
    mine = FamilyMember.objects.seen_by(viewer).filter(holding(on), person=person).values("family")
    return list(Family.objects.filter(pk__in=mine).order_by("name", "pk"))


def members_of(viewer: Worker, families: Sequence[int], on: date) -> dict[int, list[Cell]]:
    """Family id -> its members on a day, eldest first. One query."""
    columns = [f"person__{name}" for name in COLUMNS]
    rows = FamilyMember.objects.seen_by(viewer).filter(holding(on), family__in=families)
    found: dict[int, list[Cell]] = {family: [] for family in families}
    for row in rows.order_by("person__born_on", "person_id").values("family_id", *columns):
        found[row["family_id"]].append(cell({name: row[f"person__{name}"] for name in COLUMNS}, on))
    return found


def relationships_of(viewer: Worker, person: int, on: date) -> list[Kin]:
    """Everybody related to a person, from both ends, told as what the other is to them. One query."""
    visible = Person.objects.seen_by(viewer).values("pk")
    rows = Relationship.objects.seen_by(viewer).filter(Q(person=person) | Q(other=person))
    rows = rows.filter(person__in=visible, other__in=visible)
    ends = [f"{end}__{name}" for end in ("person", "other") for name in COLUMNS]
    found = rows.order_by("pk").values("id", "kind", "started_on", "ended_on", "person_id", "other_id", *ends)
    return [_kin(row, person, on) for row in found]


def _kin(row: dict[str, Any], person: int, on: date) -> Kin:
    other_end = "person" if row["other_id"] == person else "other"
    kind = (
        row["kind"]
        if other_end == "person"
        else rules.OTHER_WAY_ROUND.get(row["kind"], f"{row['kind']} of them")
    )
    other = cell({name: row[f"{other_end}__{name}"] for name in COLUMNS}, on)
    return Kin(row["id"], kind, other, row["started_on"], row["ended_on"])
