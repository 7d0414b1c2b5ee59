"""Where postcodes lie, and who must not learn where a child lives."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kith.access import practice
from kith.access.models import Worker
from kith.care.models import Placement, Postcode
from kith.care.placement import distance
from kith.care.placement.rules import Known
from kith.people.keeping.queries import keepings
from kith.people.keeping.rules import address_words
from kith.practice.lists import CodeList


@dataclass(frozen=True, slots=True)
class Place:
    """Where a placement lies: miles from home and the council of its area, where both are known."""

    miles: Decimal | None = None
    council: str = ""


def where(home_postcode: str, postcode: str) -> Place:
    """How far a placement lies from home and in whose area, by the postcodes that were read in. One query."""
    keys = {distance.key(one) for one in (home_postcode, postcode) if one}
    found = {row.key: row for row in Postcode.objects.filter(pk__in=keys)} if keys else {}
    there, home = found.get(distance.key(postcode)), found.get(distance.key(home_postcode))
    points = [(row.easting, row.northing) if row else None for row in (home, there)]
    return Place(distance.miles(*points), there.council if there else "")


def lived_at(viewer: Worker, people: Sequence[int]) -> list[tuple[str, str]]:
    """Lines and postcode of each placement of these people in a time in care that goes on. One query."""
    rows = Placement.objects.seen_by(viewer).filter(
        period__standing__person__in=people, period__standing__ended_on=None
    )
    return [(lines or "", code) for lines, code in rows.values_list("address__lines", "postcode")]


def known(on: date) -> Known:
    """The codes of a day from which a placement is chosen."""
    lists = practice.current().lists
    return Known(
        codes(lists["placement_type"], on),
        codes(lists["placement_provider"], on),
        codes(lists["placement_change_reason"], on),
    )


def codes(of: CodeList, on: date) -> Collection[str]:
    """The codes of a list that may be used on a day."""
    return [one.code for one in of.on(on)]


def told_addresses(viewer: Worker, person: int, rows: Sequence[Placement], today: date) -> dict[int, str]:
    """Placement -> its address in one line, marked where it is kept from somebody. One query."""
    kept = [one for one in keepings(viewer, person) if one.ended_on is None or one.ended_on > today]
    names = [one.kept_from.name for one in kept]
    return {
        row.pk: address_words([row.address.lines, row.address.postcode], names) for row in rows if row.address
    }
