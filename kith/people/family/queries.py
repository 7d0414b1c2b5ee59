"""What the family page shows of a person: homes over time and the people of each family."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q

from kith.access.models import Worker
from kith.core import clock
from kith.people import queries
from kith.people.family import rules
from kith.people.keeping.queries import kept_from
from kith.people.keeping.rules import address_words
from kith.people.models import Family, FamilyMember, OtherHome, Person, Relationship, Residence
from kith.people.queries import COLUMNS, Cell
from kith.people.rules import full_name


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
    kept = kept_from(viewer, clock.today(), OuterRef("person"))
    found = rows.values_list(
        "id", "address_id", "address__lines", "address__postcode", "started_on", "ended_on", kept
    )
    return [Home(id, address, address_words((lines, code), names), since, until)
            for id, address, lines, code, since, until, names in found]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SecondHome:
    """Where a person lives for part of the time, and when that is."""

    id: int
    address_id: int
    words: str
    when: str
    started_on: date
    ended_on: date | None


def second_homes(viewer: Worker, person: int) -> list[SecondHome]:
    """Where a person lives or lived for part of the time, the present first. One query."""
    rows = OtherHome.objects.seen_by(viewer).filter(person=person).order_by("-ended_on", "-started_on")
    kept = kept_from(viewer, clock.today(), OuterRef("person"))
    columns = (
        "id",
        "address_id",
        "address__lines",
        "address__postcode",
        "words",
        "started_on",
        "ended_on",
        kept,
    )
    return [
        SecondHome(id, address, address_words((lines, code), names), when, since, until)
        for id, address, lines, code, when, since, until, names in rows.values_list(*columns)
    ]


def households(
    viewer: Worker, person: int, home: Home | None, others: Sequence[SecondHome], on: date
) -> list[tuple[str, list[Cell]]]:
    """Where a person lives on a day and who lives there, the main home first. A query for each home."""
    found = [(home.words, queries.household(viewer, home.address_id, on))] if home else []
    found += [
        (f"{other.words}, {other.when}", queries.household(viewer, other.address_id, on))
        for other in others
        if other.started_on <= on and (other.ended_on is None or other.ended_on > on)
    ]
    return found or [("", queries.household_of(viewer, person, on))]


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


@dataclass(frozen=True, slots=True)
class Group:
    """A family as the page of its relationships shows it: people today, and what they are to each other."""

    id: int
    name: str
    cells: dict[int, Cell]
    beings: dict[int, rules.Being]
    held: list[Relationship]

    def tie(self, elder: int, younger: int) -> Relationship | None:
        """The relationship of a pair that holds: the first one, where there are several."""
        return next((row for row in self.held if {row.person_id, row.other_id} == {elder, younger}), None)

    def others(self, elder: int, younger: int) -> list[str]:
        """What else the elder is to the younger."""
        of_pair = [row for row in self.held if {row.person_id, row.other_id} == {elder, younger}]
        return [
            rules.seen_from(elder, rules.Tie(row.person_id, row.kind, row.other_id)) for row in of_pair[1:]
        ]


def group(viewer: Worker, family: int, today: date, *, lock: bool = False) -> Group | None:
    """The people of a family today whom the viewer may know of, and what they are to each other. Two queries.

    With ``lock`` others who change the same people wait.
    """
    inside = FamilyMember.objects.seen_by(viewer).filter(queries.holding(today), family=family)
    columns = [f"person__{name}" for name in COLUMNS]
    rows = list(inside.values("family__name", *columns).order_by("person__born_on", "person_id"))
    if not rows:
        return None
    people = [{name: row[f"person__{name}"] for name in COLUMNS} for row in rows]
    ids = [person["id"] for person in people]
    if lock:
        list(Person.objects.seen_by(viewer).filter(pk__in=ids).order_by("pk").select_for_update())
    held = Relationship.objects.seen_by(viewer).filter(person__in=ids, other__in=ids, ended_on__isnull=True)
    return Group(
        family,
        rows[0]["family__name"],
        {person["id"]: queries.cell(person, today) for person in people},
        {person["id"]: _being(person) for person in people},
        list(held.order_by("pk")),
    )


def births_of(viewer: Worker, person: int) -> list[tuple[rules.Being, rules.Being, str]]:
    """Parents and children by birth of a person, of whom the viewer may know: (parent, child, what the parent is).
    One query.
    """
    visible = Person.objects.seen_by(viewer).values("pk")
    rows = Relationship.objects.seen_by(viewer).filter(Q(person=person) | Q(other=person))
    rows = rows.filter(ended_on__isnull=True, person__in=visible, other__in=visible)
    rows = rows.filter(kind__in=(*rules.BIRTH, *rules.CHILD_WORDS))
    found: list[tuple[rules.Being, rules.Being, str]] = []
    for row in rows.select_related("person", "other").order_by("pk"):
        beings = {one.pk: being_of(one) for one in (row.person, row.other)}
        if told := rules.birth_of(rules.Tie(row.person_id, row.kind, row.other_id)):
            parent, child, kind = told
            found.append((beings[parent], beings[child], kind))
    return found


def being_of(person: Person) -> rules.Being:
    """What must be known of a person to say whom they can be related to."""
    return _being({name: getattr(person, name) for name in COLUMNS})


def _being(person: dict[str, Any]) -> rules.Being:
    exact = person["born_precision"] in rules.KNOWN
    return rules.Being(
        person["id"],
        full_name(person["given_name"], person["family_name"], person["known_as"]),
        person["sex"],
        person["born_on"] if exact else None,
        person["died_on"],
    )
