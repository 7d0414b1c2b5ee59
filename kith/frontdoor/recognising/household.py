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
from kith.people.finding import rules as finding
from kith.people.finding import typed
from kith.people.finding.likeness import Name
from kith.people.models import Person, Relationship, Residence

PARENTS = ("mother", "father", "parent")
SIBLINGS = (
    "brother", "sister", "brother or sister", "half-brother or half-sister", "step-brother or step-sister",
)  # fmt: skip
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


def proposal(
    viewer: Worker, lines: Sequence[ContactChild], position: int, person: int, aside: Aside, today: date
) -> Proposal:
    """The brothers and sisters of a person, and the lines that fit them. Two queries.

    Left out are those who stand on a line already, were left out of the contact, or are not the child on a line.
    """
    bonds = _bonds(viewer, person, today)
    rows = {row["id"]: row for row in _children(viewer, list(bonds))} if bonds else {}
    cells = {number: people.cell(row, today) for number, row in rows.items()}
    taken = {line.person_id for line in lines if line.person_id} | {person}
    free = [_known(row) for number, row in rows.items() if number not in taken and not cells[number].is_adult]
    waiting = [line for line in lines if line.position != position and is_unanswered(line)]
    fits = fitting(waiting, free, aside.not_the_same, today)
    mentioned = [
        Member(
            cells[match.id],
            (*(WHY[bond] for bond in bonds[match.id]), *match.grounds),
            line.position,
            line.name_told,
        )
        for line, match in fits
    ]
    told = {match.id for _, match in fits} | set(aside.left_out)
    unmentioned = [
        Member(cells[one.id], tuple(WHY[bond] for bond in bonds[one.id]))
        for one in free
        if one.id not in told
    ]
    return Proposal(tuple(mentioned), tuple(unmentioned))


def fitting(
    lines: Sequence[ContactChild],
    known: Sequence[finding.Known],
    not_the_same: Mapping[int, Collection[int]],
    today: date,
) -> list[tuple[ContactChild, finding.Match]]:
    """Each line with the one child of a household that it can mean; lines that could mean two are left out."""
    found: list[tuple[ContactChild, finding.Match]] = []
    taken: set[int] = set()
    for line in lines:
        apart = taken | set(not_the_same.get(line.position, ()))
        fits = [one for one in _judged(line, known, today) if one.id not in apart]
        if fits and (len(fits) == 1 or fits[0].points - fits[1].points >= CLEARLY):
            found.append((line, fits[0]))
            taken.add(fits[0].id)
    return found


def _judged(line: ContactChild, known: Sequence[finding.Known], today: date) -> list[finding.Match]:
    """Children of one household: a first name is enough there, unless the age speaks against it."""
    asked = typed.line(line.name_told, line.born_told, line.sex_told, today)
    return [match for match in finding.ranked(asked, known) if match.band in LIKELY and "name" in match.fits]


def _known(row: Mapping[str, Any]) -> finding.Known:
    born_on, born_by = row["born_on"], row["born_by"] or row["born_on"]
    return finding.Known(
        id=row["id"],
        names=(Name(row["given_name"], row["family_name"], row["known_as"]),),
        born=finding.Span(born_on, born_by, row["born_precision"]) if born_on and born_by else None,
        sex=row["sex"],
    )


def _bonds(viewer: Worker, person: int, today: date) -> dict[int, list[str]]:
    """Person -> how they belong to this one. One query."""
    found: dict[int, list[str]] = {}
    for number, bond in sorted(_bound(viewer, person, today)):
        if number != person and bond not in found.setdefault(number, []):
            found[number].append(bond)
    return {number: bonds for number, bonds in found.items() if bonds}


@prepared
def _bound(viewer: Worker, person: int, on: date) -> QuerySet[Any, Any]:
    lived = Residence.objects.seen_by(viewer).filter(people.holding(on))
    kin = Relationship.objects.seen_by(viewer).filter(ended_on=None)
    homes = lived.filter(person=person).values("address")
    parents = kin.filter(other=person, kind__in=PARENTS).values("person")
    parts = (
        _tagged(lived.filter(address__in=homes), "person_id", "home"),
        _tagged(kin.filter(person__in=parents, kind__in=PARENTS), "other_id", "parent"),
        _tagged(kin.filter(person=person, kind__in=SIBLINGS), "other_id", "sibling"),
        _tagged(kin.filter(other=person, kind__in=SIBLINGS), "person_id", "sibling"),
    )
    return parts[0].union(*parts[1:], all=True)


def _tagged(rows: QuerySet[Any, Any], whose: str, bond: str) -> QuerySet[Any, Any]:
    return rows.annotate(bond=Value(bond)).values_list(whose, "bond")


@prepared
def _children(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    here = Person.objects.seen_by(viewer).filter(pk__in=ids, died_on=None)
    return here.order_by("born_on", "pk").values(*people.COLUMNS)


# --- brothers and sisters as a reason ------------------------------------------------------------------


def beside_siblings(
    viewer: Worker, hits: Sequence[people.Hit], others: Sequence[ContactChild], today: date
) -> list[people.Hit]:
    """The hits again, those first with whom children of the other lines live; that is told as a reason. One query."""
    named = [line for line in others if names.words(line.name_told)]
    if not hits or not named:
        return list(hits)
    homes = _homes(viewer, [hit.person_id for hit in hits], today)
    found = [_with_siblings(hit, homes.get(hit.person_id, ()), named, today) for hit in hits]
    best = [hit for hit in found if hit.band == finding.VERY_LIKELY]
    if len(best) > 1 and not any(hit.band == finding.VERY_LIKELY for hit in hits):
        found = [replace(hit, band=finding.POSSIBLE) if hit in best else hit for hit in found]
    return sorted(found, key=lambda hit: (finding.BANDS.index(hit.band), "siblings" not in hit.fits))


def _with_siblings(
    hit: people.Hit, home: Sequence[finding.Known], named: Sequence[ContactChild], today: date
) -> people.Hit:
    here = fitting(named, home, {}, today)
    if not here or "name" not in hit.fits or hit.band == finding.WEAK:
        return hit
    together = listing([line.name_told for line, _ in here])
    words = f"{together} {'lives' if len(here) == 1 else 'live'} there too"
    return replace(hit, band=finding.VERY_LIKELY, reasons=(*hit.reasons, words), fits=hit.fits | {"siblings"})


def _homes(viewer: Worker, ids: Sequence[int], today: date) -> dict[int, list[finding.Known]]:
    """Person -> the others who live there."""
    found: dict[int, list[finding.Known]] = {}
    for row in _living_together(viewer, ids, today):
        one = _known({name: row[f"person__{name}"] for name in people.COLUMNS})
        if row["who"] != one.id:
            found.setdefault(row["who"], []).append(one)
    return found


@prepared
def _living_together(viewer: Worker, ids: Sequence[int], on: date) -> QuerySet[Any, Any]:
    theirs = Q(address__residences__person__in=ids, address__residences__started_on__lte=on)
    still = Q(address__residences__ended_on=None) | Q(address__residences__ended_on__gt=on)
    lived = (
        Residence.objects.seen_by(viewer)
        .filter(people.holding(on), person__died_on=None)
        .filter(theirs & still)
    )
    columns = [f"person__{name}" for name in people.COLUMNS]
    return lived.order_by("person_id").values(*columns, who=F("address__residences__person_id"))
