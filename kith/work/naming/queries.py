"""People and addresses that an answer may name: those round the children of a step, and those a viewer may know of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.people import rules as people_rules
from kith.people.keeping.rules import address_words
from kith.people.matching import typed
from kith.people.matching.queries import look_for
from kith.people.models import FamilyMember, KeptAddress, OtherHome, Person, Relationship, Residence
from kith.people.queries import Cell, people_cells
from kith.people.surroundings import holding
from kith.ui.formatting import record_number
from kith.work.naming import rules

MOST = 8
MOST_AROUND = 400  # people round one family; more are found by the search
Homes = Mapping[int, str]


def people_on_record(viewer: Worker, numbers: Iterable[int]) -> dict[int, str]:
    """Names by record number, of those the viewer may know of. One query; none where nobody is asked for."""
    wanted = set(numbers)
    rows = (
        Person.objects.seen_by(viewer).filter(pk__in=wanted).values(*people_rules.SPOKEN_OF) if wanted else ()
    )
    return {row["id"]: _name(row) for row in rows}


def _name(row: Mapping[str, Any]) -> str:
    return people_rules.full_name(row["given_name"], row["family_name"], row["known_as"])


def around(viewer: Worker, children: Sequence[int]) -> set[int]:
    """Record numbers of those round these children: families, relatives, and whoever lives or lived at their homes."""
    families, kin = FamilyMember.objects.seen_by(viewer), Relationship.objects.seen_by(viewer)
    homes, others = Residence.objects.seen_by(viewer), OtherHome.objects.seen_by(viewer)
    theirs = homes.filter(person__in=children).values("address")
    theirs = theirs.union(others.filter(person__in=children).values("address"))
    found = families.filter(family__in=families.filter(person__in=children).values("family")).values_list(
        "person"
    )
    rows = found.union(
        kin.filter(person__in=children).values_list("other"),
        kin.filter(other__in=children).values_list("person"),
        homes.filter(address__in=theirs).values_list("person"),
        others.filter(address__in=theirs).values_list("person"),
    )
    return {number for (number,) in rows[:MOST_AROUND]}


def offered_people(viewer: Worker, children: Sequence[int], text: str) -> list[dict[str, str]]:
    """Whom somebody who types this may mean: first those round the children, then, for who may search, the record."""
    today = clock.today()
    cells = people_cells(viewer, around(viewer, children), today)
    near = [cell for cell in cells.values() if _begins(text, cell.name)]
    found = [
        _person(cell.person_id, cell.name, _small(cell)) for cell in sorted(near, key=lambda one: one.name)
    ]
    if len(found) < MOST and viewer.may(May.SEARCH):
        hits = look_for(viewer, typed.read(text, today), today, limit=MOST)
        found += [
            _person(hit.person_id, hit.name, f"ID {record_number(hit.person_id)} · {hit.born}")
            for hit in hits
            if hit.person_id not in {cell.person_id for cell in near}
        ]
    return found[:MOST]


def _small(cell: Cell) -> str:
    return " · ".join(
        part for part in (f"ID {record_number(cell.person_id)}", cell.born, "of this family") if part
    )


def _person(number: int, name: str, small: str) -> dict[str, str]:
    return {"value": rules.line("person", name, number), "words": name, "small": small}


def _begins(text: str, words: str) -> bool:
    """Whether each word typed begins a word of these."""
    parts = words.casefold().replace(",", " ").split()
    return all(any(part.startswith(piece) for part in parts) for piece in text.casefold().split())


def homes_around(viewer: Worker, children: Sequence[int]) -> dict[int, str]:
    """The addresses on record of those round these children, in one line each; none that is kept from anybody."""
    return _told(viewer, _lived(viewer, person__in=around(viewer, children)), clock.today())


def addresses_on_record(viewer: Worker, numbers: Iterable[int]) -> dict[int, str]:
    """Addresses by number that may be told: somebody the viewer may know of lives or lived there, and none is kept."""
    wanted = set(numbers)
    return _told(viewer, _lived(viewer, address__in=wanted), clock.today()) if wanted else {}


def _lived(viewer: Worker, **where: Any) -> list[tuple[Any, ...]]:
    columns = ("address", "address__lines", "address__postcode")
    homes, others = Residence.objects.seen_by(viewer), OtherHome.objects.seen_by(viewer)
    first: QuerySet[Any, Any] = homes.filter(**where).values_list(*columns)
    return list(first.union(others.filter(**where).values_list(*columns)))


def _told(viewer: Worker, rows: Sequence[tuple[Any, ...]], today: date) -> dict[int, str]:
    kept = _kept(viewer, {row[0] for row in rows}, today)
    return {number: address_words(told) for number, *told in rows if number not in kept}


def _kept(viewer: Worker, addresses: set[int], today: date) -> set[int]:
    """The addresses of those whose address is kept from somebody: what an answer says may be read by anybody."""
    kept = KeptAddress.objects.seen_by(viewer).filter(holding(today)).values("person")
    homes, others = Residence.objects.seen_by(viewer), OtherHome.objects.seen_by(viewer)
    here: QuerySet[Any, Any] = homes.filter(
        holding(today), address__in=addresses, person__in=kept
    ).values_list("address")
    rows = here.union(
        others.filter(holding(today), address__in=addresses, person__in=kept).values_list("address")
    )
    return {number for (number,) in rows}


def offered_addresses(viewer: Worker, children: Sequence[int], text: str) -> list[dict[str, str]]:
    """The addresses on record round these children that fit what is typed."""
    found = {number: told for number, told in homes_around(viewer, children).items() if _begins(text, told)}
    best = sorted(found.items(), key=lambda one: one[1])[:MOST]
    return [
        {
            "value": rules.line("address", told, number),
            "words": told,
            "small": "on record round these children",
        }
        for number, told in best
    ]


def known(viewer: Worker, named: Iterable[tuple[str, object]], day: date) -> rules.Known:
    """What the viewer may be told of the people and addresses that answers name: pairs of a kind and an answer."""
    wanted: dict[str, set[int]] = {kind: set() for kind in rules.KINDS}
    for kind, value in named:
        if kind in wanted and (number := rules.number_in(kind, value)) is not None:
            wanted[kind].add(number)
    return rules.Known(
        people_on_record(viewer, wanted["person"]), addresses_on_record(viewer, wanted["address"]), day
    )


def settled(viewer: Worker, kind: str, text: str, before: Iterable[Any], children: Sequence[int]) -> str:
    """The line to keep for what was typed; the record is asked only for a number that this answer never held."""
    number = rules.number_in(kind, text)
    if number is None:
        return text
    held = [one for one in before if isinstance(one, str)]
    if any(rules.number_in(kind, one) == number for one in held):
        return rules.settled(kind, text, held, {})
    found = people_on_record(viewer, [number]) if kind == "person" else homes_around(viewer, children)
    return rules.settled(kind, text, held, found)
