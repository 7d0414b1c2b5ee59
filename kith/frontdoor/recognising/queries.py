"""Who on record the children of a contact may be, who lives with them, and what we know of that household."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access.models import Worker
from kith.frontdoor.models import ContactChild, SetAside
from kith.people import queries as people
from kith.people.matching import rules as matching
from kith.people.matching import typed
from kith.people.models import Alert, Person, Phone, Relationship, Residence

MOST_SEARCHED = 1
MOST_LOOKED_AT, MOST_OFFERED = 12, 8
LIKELY = (matching.VERY_LIKELY, matching.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Aside:
    """What was set aside: by line the people who are not that child, and those left out of the contact."""

    not_the_same: Mapping[int, set[int]]
    left_out: Mapping[int, str]


def asides(viewer: Worker, contact: int) -> Aside:
    """Everybody set aside while this contact was taken. One query."""
    return aside_of(aside_rows(viewer).filter(contact=contact).values_list("told", flat=True))


def aside_rows(viewer: Worker) -> QuerySet[Any, Any]:
    """Who was set aside, everything in the column ``told``, to be read alone or inside another query."""
    told = JSONObject(place="line__position", person="person_id", why="why")
    return SetAside.objects.seen_by(viewer).annotate(told=told)


def aside_of(rows: Iterable[Mapping[str, Any]]) -> Aside:
    """What rows of ``aside_rows`` say together."""
    apart: dict[int, set[int]] = {}
    left_out: dict[int, str] = {}
    for row in rows:
        if row["place"] is None:
            left_out[row["person"]] = row["why"]
        else:
            apart.setdefault(row["place"], set()).add(row["person"])
    return Aside(apart, left_out)


def is_unanswered(line: ContactChild) -> bool:
    """Whether nobody has said yet if we know this child."""
    return line.person_id is None and not line.is_new


def candidates(
    viewer: Worker,
    line: ContactChild,
    others: Collection[int],
    aside: Aside,
    today: date,
    home: str = "",
    phone: str = "",
    organisation: str = "",
) -> list[people.Hit]:
    """Children who may be the one on this line, best first, without those already placed or set aside.

    ``home`` is the postcode told for all of them, ``phone`` the caller's number and ``organisation`` where the caller
    works, which may be a school. Whom only those speak for is the household or the class, not this child.
    """
    around = {"postcode": home, "phone": phone, "organisation": organisation}
    asked = typed.line(line.name_told, line.born_told, line.sex_told, today, **around)
    found = people.look_for(viewer, asked, today, limit=MOST_LOOKED_AT)
    apart = aside.not_the_same.get(line.position, set()) | set(others)
    named = [hit for hit in found if hit.fits & {"name", "born"} or not asked.words]
    return [hit for hit in named if not hit.is_adult and hit.person_id not in apart][:MOST_OFFERED]


def matches(
    viewer: Worker,
    lines: Sequence[ContactChild],
    aside: Aside,
    today: date,
    first: int | None = None,
    home: str = "",
    phone: str = "",
    organisation: str = "",
) -> dict[int, list[people.Hit]]:
    """Candidates of the first unanswered lines, the line ``first`` before all; a fixed number of searches."""
    placed = {line.person_id for line in lines if line.person_id}
    waiting = sorted(filter(is_unanswered, lines), key=lambda line: (line.position != first, line.position))
    around = (home, phone, organisation)
    searched = waiting[:MOST_SEARCHED]
    return {line.position: candidates(viewer, line, placed, aside, today, *around) for line in searched}


def possible(viewer: Worker, line: ContactChild, placed: Collection[int], aside: Aside, today: date) -> int:
    """How many records may well be this child: weak likenesses need no answer."""
    return sum(hit.band in LIKELY for hit in candidates(viewer, line, placed, aside, today))


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who lives with recognised children: what they are to them, phones, what to know first."""

    cell: people.Cell
    kinds: Sequence[str] = ()
    phones: Sequence[str] = ()
    alerts: Sequence[str] = ()


def residents(viewer: Worker, placed: Sequence[int], today: date) -> list[Resident]:
    """Everybody who lives with these children, they themselves left out, eldest first. One query."""
    if not placed:
        return []
    homes = (
        Residence.objects.seen_by(viewer).filter(people.holding(today), person__in=placed).values("address")
    )
    lived = (
        Residence.objects.seen_by(viewer).filter(people.holding(today), address__in=homes).values("person")
    )
    mine = {"person": OuterRef("pk")}
    kin = Relationship.objects.seen_by(viewer).filter(other__in=placed, ended_on=None, **mine)
    alerts = Alert.objects.seen_by(viewer).filter(ended_on=None, started_on__lte=today, **mine)
    rows = Person.objects.seen_by(viewer).filter(pk__in=lived, died_on=None).exclude(pk__in=placed)
    found = rows.order_by("born_on", "pk").values(
        *people.COLUMNS,
        kin=ArraySubquery(kin.order_by("kind").values("kind").distinct()),
        numbers=ArraySubquery(Phone.objects.seen_by(viewer).filter(**mine).order_by("pk").values("number")),
        to_know=ArraySubquery(alerts.order_by("pk").values("words")),
    )
    return [Resident(people.cell(row, today), row["kin"], row["numbers"], row["to_know"]) for row in found]


def unmentioned(around: Sequence[Resident], aside: Aside) -> list[people.Cell]:
    """Children of the household who stand on no line and were not left out with a reason."""
    return [one.cell for one in around if not one.cell.is_adult and one.cell.person_id not in aside.left_out]
