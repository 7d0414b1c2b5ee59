"""What the family page shows of a person: homes over time and the people of each family."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access.models import Worker
from kith.people import queries
from kith.people.models import Family, FamilyMember, Person, Relationship, Residence
from kith.people.queries import COLUMNS, Cell


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's time in a family."""

    id: int
    family_id: int
    family: str
    cell: Cell
    started_on: date
    ended_on: date | None


def families(viewer: Worker, person: int, today: date) -> list[tuple[int, str, list[Membership]]]:
    """Every family the person is or was in, with all its members the viewer may know of. One query."""
    mine = FamilyMember.objects.seen_by(viewer).filter(person=person).values("family")
    columns = [f"person__{name}" for name in COLUMNS]
    rows = (
        FamilyMember.objects.seen_by(viewer)
        .filter(family__in=mine)
        .order_by("family__name", "family_id", "person__born_on", "pk")
    )
    found: dict[int, tuple[int, str, list[Membership]]] = {}
    for row in rows.values("id", "family_id", "family__name", "started_on", "ended_on", *columns):
        cell = queries.cell({name: row[f"person__{name}"] for name in COLUMNS}, today)
        group = found.setdefault(row["family_id"], (row["family_id"], row["family__name"], []))
        group[2].append(
            Membership(
                row["id"], row["family_id"], row["family__name"], cell, row["started_on"], row["ended_on"]
            )
        )
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Home:
    """An address lived at for a time."""

    id: int
    address_id: int
    words: str
    started_on: date
    ended_on: date | None


def homes(viewer: Worker, person: int) -> list[Home]:
    """Where a person has lived, newest first. One query."""
    rows = Residence.objects.seen_by(viewer).filter(person=person).order_by("-started_on")
    found = rows.values_list(
        "id", "address_id", "address__lines", "address__postcode", "started_on", "ended_on"
    )
    return [Home(id, address, " ".join(part for part in (lines, code) if part), since, until)
            for id, address, lines, code, since, until in found]  # fmt: skip


def home_on(homes: Sequence[Home], on: date) -> Home | None:
    """The home of a day."""
    return next(
        (home for home in homes if home.started_on <= on and (home.ended_on is None or home.ended_on > on)),
        None,
    )


def membership(viewer: Worker, number: int, member: int) -> FamilyMember | None:
    """A family membership of the people around this person, when the viewer may know of it."""
    mine = FamilyMember.objects.seen_by(viewer).filter(person=number).values("family")
    return FamilyMember.objects.seen_by(viewer).filter(Q(family__in=mine), pk=member).first()


def family(viewer: Worker, person: int, number: int) -> Family | None:
    """A family that this person is or was in."""
    mine = FamilyMember.objects.seen_by(viewer).filter(person=person).values("family")
    return Family.objects.filter(pk__in=mine, pk=number).first()


def relationship(viewer: Worker, person: int, number: int) -> Relationship | None:
    """A relationship of this person."""
    found = Relationship.objects.seen_by(viewer).filter(pk=number).first()
    return found if found is not None and person in found.people_ids() else None


def of_the_household(viewer: Worker, person: int, chosen: Collection[int], on: date) -> list[Person]:
    """Those chosen who live with this person on a day."""
    living = {one.person_id for one in queries.household_of(viewer, person, on)}
    return list(Person.objects.seen_by(viewer).filter(pk__in=living & set(chosen)).order_by("pk"))
