"""The household in one piece: when one child of a call is known, who belongs to it, on which line, and why.

Brothers and sisters are those who live at the same address, those who share a parent, and those recorded as such,
wherever they live. Who was not mentioned is named. Nothing is taken until somebody says so.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from kith.access.models import Worker
from kith.core import names
from kith.core.reading_words import listing
from kith.database.prepared import prepared
from kith.frontdoor.models import ContactChild
from kith.frontdoor.recognising.queries import LIKELY, Aside, is_unanswered
from kith.people import queries as people
from kith.people.matching import rules as matching
from kith.people.matching import typed
from kith.people.matching.births import Span
from kith.people.matching.likeness import Name
from kith.people.models import Person, Relationship, Residence
from kith.people.rules import PARENTS, SIBLINGS

WHY = {"home": "same address", "parent": "same parent", "sibling": "brother or sister"}
CLEARLY = 1.0  # points by which one child of a household must fit a line better than the next


@dataclass(frozen=True, slots=True)
class Member:
    """A child who belongs to a recognised one: why, and the line it was told of on (None: not mentioned)."""

    cell: people.Cell
    reasons: tuple[str, ...]
    line: int | None = None
    told: str = ""

    @property
    def why(self) -> str:
        """The reasons in one line."""
        return "; ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who would be taken along with one child: those told of on other lines, and those nobody mentioned."""

    mentioned: tuple[Member, ...] = ()
    unmentioned: tuple[Member, ...] = ()

    @property
    def along(self) -> dict[int, int]:
        """Line -> person, of those mentioned."""
        return {one.line: one.cell.person_id for one in self.mentioned if one.line is not None}

    @property
    def others(self) -> list[int]:
        """The persons nobody mentioned."""
        return [one.cell.person_id for one in self.unmentioned]


Belonging = Mapping[
    int, Mapping[str, Any]
]  # person -> the row of what is spoken of, and under "bonds" how they belong


def belonging(
    viewer: Worker, people_asked: Sequence[int], today: date
) -> dict[int, dict[int, dict[str, Any]]]:
    """For each person who belongs to them: those at the same address, of the same parent, brothers and sisters.

    One query; none for nobody.
    """
    found: dict[int, dict[int, dict[str, Any]]] = {number: {} for number in people_asked}
    for row in _bound(viewer, people_asked, today) if people_asked else ():
        who, bond, *told = row
        one = dict(zip(people.COLUMNS, told, strict=True))
        if one["id"] != who and one["died_on"] is None:
            held = found[who].setdefault(one["id"], one | {"bonds": []})
            held["bonds"] = sorted({*held["bonds"], bond})
    return found


def proposal(
    lines: Sequence[ContactChild], position: int, person: int, aside: Aside, around: Belonging, today: date
) -> Proposal:
    """The brothers and sisters of a person, of those who belong to them, and the lines that fit them.

    Left out are those who stand on a line already, were left out of the contact, or are not the child on a line.
    """
    cells = {number: people.cell(dict(row), today) for number, row in around.items()}
    taken = {line.person_id for line in lines if line.person_id} | {person}
    free = [
        cell for cell in _eldest_first(around, cells) if not cell.is_adult and cell.person_id not in taken
    ]
    known = [_known(around[cell.person_id]) for cell in free]
    waiting = [line for line in lines if line.position != position and is_unanswered(line)]
    mentioned = [
        Member(cells[match.id], (*_bonds(around[match.id]), *match.grounds), line.position, line.name_told)
        for line, match in fitting(waiting, known, aside.not_the_same, today)
    ]
    told = {one.cell.person_id for one in mentioned} | set(aside.left_out)
    unmentioned = [
        Member(cell, _bonds(around[cell.person_id])) for cell in free if cell.person_id not in told
    ]
    return Proposal(tuple(mentioned), tuple(unmentioned))


def _eldest_first(around: Belonging, cells: Mapping[int, people.Cell]) -> list[people.Cell]:
    return [cells[one] for one in sorted(cells, key=lambda one: (around[one]["born_on"] or date.max, one))]


def _bonds(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(WHY[bond] for bond in row["bonds"])


def fitting(
    lines: Sequence[ContactChild],
    known: Sequence[matching.Known],
    not_the_same: Mapping[int, Collection[int]],
    today: date,
) -> list[tuple[ContactChild, matching.Match]]:
    """Each line with the one child of a household that it can mean; lines that could mean two are left out."""
    found: list[tuple[ContactChild, matching.Match]] = []
    taken: set[int] = set()
    for line in lines:
        apart = taken | set(not_the_same.get(line.position, ()))
        fits = [one for one in _judged(line, known, today) if one.id not in apart]
        if fits and (len(fits) == 1 or fits[0].points - fits[1].points >= CLEARLY):
            found.append((line, fits[0]))
            taken.add(fits[0].id)
    return found


def _judged(line: ContactChild, known: Sequence[matching.Known], today: date) -> list[matching.Match]:
    """Children of one household: a first name is enough there, unless the age speaks against it."""
    asked = typed.line(line.name_told, line.born_told, line.sex_told, today)
    return [match for match in matching.ranked(asked, known) if match.band in LIKELY and "name" in match.fits]


def _known(row: Mapping[str, Any]) -> matching.Known:
    born_on, born_by = row["born_on"], row["born_by"] or row["born_on"]
    return matching.Known(
        id=row["id"],
        names=(Name(row["given_name"], row["family_name"], row["known_as"]),),
        born=Span(born_on, born_by, row["born_precision"]) if born_on and born_by else None,
        sex=row["sex"],
    )


@prepared
def _bound(viewer: Worker, asked: Sequence[int], on: date) -> QuerySet[Any, Any]:
    lived = Residence.objects.seen_by(viewer).filter(people.holding(on))
    there = Q(address__residences__person__in=asked, address__residences__started_on__lte=on)
    still = Q(address__residences__ended_on=None) | Q(address__residences__ended_on__gt=on)
    kin = Relationship.objects.seen_by(viewer).filter(ended_on=None)
    visible = Person.objects.seen_by(viewer).values("pk")
    mine = Q(person__relationships__other__in=asked, person__relationships__kind__in=PARENTS)
    of_parents = kin.filter(kind__in=PARENTS, other__in=visible).filter(
        mine & Q(person__relationships__ended_on=None)
    )
    parts = (
        _tagged(lived.filter(there & still), "address__residences__person_id", "home", "person"),
        _tagged(of_parents, "person__relationships__other_id", "parent", "other"),
        _tagged(
            kin.filter(person__in=asked, kind__in=SIBLINGS, other__in=visible),
            "person_id",
            "sibling",
            "other",
        ),
        _tagged(kin.filter(other__in=asked, kind__in=SIBLINGS), "other_id", "sibling", "person"),
    )
    return parts[0].union(*parts[1:], all=True)


def _tagged(rows: QuerySet[Any, Any], whose: str, bond: str, end: str) -> QuerySet[Any, Any]:
    columns = [f"{end}__{name}" for name in people.COLUMNS]
    return rows.annotate(who=F(whose), bond=Value(bond)).values_list("who", "bond", *columns)


# --- brothers and sisters as a reason ------------------------------------------------------------------


def beside_siblings(
    hits: Sequence[people.Hit],
    others: Sequence[ContactChild],
    around: Mapping[int, Belonging],
    today: date,
) -> list[people.Hit]:
    """The hits again, those first to whom children of the other lines belong; that is told as a reason."""
    named = [line for line in others if names.words(line.name_told)]
    if not hits or not named:
        return list(hits)
    found = [_with_siblings(hit, around.get(hit.person_id, {}), named, today) for hit in hits]
    best = [hit for hit in found if hit.band == matching.VERY_LIKELY]
    if len(best) > 1:
        found = [replace(hit, band=matching.POSSIBLE) if hit in best else hit for hit in found]
    return sorted(found, key=lambda hit: (matching.BANDS.index(hit.band), "siblings" not in hit.fits))


def _with_siblings(
    hit: people.Hit, around: Belonging, named: Sequence[ContactChild], today: date
) -> people.Hit:
    here = fitting(named, [_known(row) for row in around.values()], {}, today)
    if not here or "name" not in hit.fits or hit.band == matching.WEAK:
        return hit
    together = listing([line.name_told for line, _ in here])
    words = f"{together} {'belongs' if len(here) == 1 else 'belong'} to the family too"
    return replace(
        hit, band=matching.VERY_LIKELY, reasons=(*hit.reasons, words), fits=hit.fits | {"siblings"}
    )
