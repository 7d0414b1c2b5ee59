"""Who on record the children of a contact may be, who lives with them, and what we know of that household."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from kith.access.models import Worker
from kith.core import names
from kith.frontdoor.models import ContactChild, SetAside
from kith.people import queries as people
from kith.people.finding import rules as finding
from kith.people.finding import typed
from kith.people.finding.likeness import Name
from kith.people.models import Alert, Person, Phone, Relationship

MOST_SEARCHED = 2
LIKELY = (finding.VERY_LIKELY, finding.POSSIBLE)
EVERY_ROW = "a rule needs every row, and shows none"


@dataclass(frozen=True, slots=True)
class Aside:
    """What was set aside: by line the people who are not that child, and those left out of the contact."""

    not_the_same: Mapping[int, set[int]]
    left_out: Mapping[int, str]


def asides(viewer: Worker, contact: int) -> Aside:
    """Everybody set aside while this contact was taken. One query."""
    rows = SetAside.objects.seen_by(viewer).filter(contact=contact).annotate(place=F("line__position"))
    apart: dict[int, set[int]] = {}
    left_out: dict[int, str] = {}
    for place, person, why in rows.values_list("place", "person_id", "why"):
        if place is None:
            left_out[person] = why
        else:
            apart.setdefault(place, set()).add(person)
    return Aside(apart, left_out)


def is_unanswered(line: ContactChild) -> bool:
    """Whether nobody has said yet if we know this child."""
    return line.person_id is None and not line.is_new


def candidates(
    viewer: Worker, line: ContactChild, others: Collection[int], aside: Aside, today: date
) -> list[people.Hit]:
    """Children who may be the one on this line, best first, without those already placed or set aside."""
    found = people.candidates_for(viewer, line.name_told, line.born_told, line.sex_told, today, limit=8)
    apart = aside.not_the_same.get(line.position, set()) | set(others)
    return [hit for hit in found if not hit.is_adult and hit.person_id not in apart]


def matches(
    viewer: Worker, lines: Sequence[ContactChild], aside: Aside, today: date, first: int | None = None
) -> dict[int, list[people.Hit]]:
    """Candidates of the first unanswered lines, beginning with the line ``first``; a fixed number of searches."""
    placed = {line.person_id for line in lines if line.person_id}
    waiting = sorted(filter(is_unanswered, lines), key=lambda line: (line.position != first, line.position))
    searched = waiting[:MOST_SEARCHED]
    return {line.position: candidates(viewer, line, placed, aside, today) for line in searched}


def possible(viewer: Worker, line: ContactChild, placed: Collection[int], aside: Aside, today: date) -> int:
    """How many records may well be this child: weak likenesses need no answer."""
    return sum(hit.band in LIKELY for hit in candidates(viewer, line, placed, aside, today))


def along(viewer: Worker, lines: Sequence[ContactChild], position: int, person: int, today: date) -> dict[int, int]:
    """Other unanswered lines that fit exactly one child living with ``person``, by line position. Two queries."""
    home = [cell.person_id for cell in people.household_of(viewer, person, today) if not cell.is_adult]
    rows = Person.objects.seen_by(viewer).filter(pk__in=home).exclude(pk=person)
    known = [_known(row) for row in rows]
    taken = {line.person_id for line in lines if line.person_id} | {person}
    found: dict[int, int] = {}
    for line in lines:
        if line.position != position and is_unanswered(line):
            fits = [match for match in _judged(line, known, today) if match.id not in taken]
            if len(fits) == 1:
                found[line.position] = fits[0].id
                taken.add(fits[0].id)
    return found


def _judged(line: ContactChild, known: Sequence[finding.Known], today: date) -> list[finding.Match]:
    """Children of one household: a first name is enough there, unless the age speaks against it."""
    span, _ = typed.born(line.born_told, today)
    asked = finding.Asked(words=tuple(names.words(line.name_told)), born=span, sex=line.sex_told)
    return [match for match in finding.ranked(asked, known) if match.band in LIKELY and "name" in match.fits]


def _known(row: Person) -> finding.Known:
    born_by = row.born_by or row.born_on
    return finding.Known(
        id=row.pk,
        names=(Name(row.given_name, row.family_name, row.known_as),),
        born=finding.Span(row.born_on, born_by, row.born_precision) if row.born_on and born_by else None,
        sex=row.sex,
    )


def unmentioned(viewer: Worker, placed: Sequence[int], aside: Aside, today: date) -> list[people.Cell]:
    """Children who live with the recognised ones, stand on no line and were not left out with a reason."""
    if not placed:
        return []
    return [one for one in people.others_in_household(viewer, placed, today) if one.person_id not in aside.left_out]


@dataclass(slots=True)
class Adult:
    """A grown-up of the household: what they are to the children, phones, and what to know before meeting them."""

    cell: people.Cell
    kinds: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)


def adults_with(viewer: Worker, children: Sequence[int], today: date) -> list[Adult]:
    """The adults who live with these children. Four queries."""
    if not children:
        return []
    home = people.household_of(viewer, children[0], today)
    found = {cell.person_id: Adult(cell) for cell in home if cell.is_adult}
    kin = Relationship.objects.seen_by(viewer).filter(person__in=found, other__in=children, ended_on=None)
    for person, kind in kin.order_by("pk").values_list("person_id", "kind"):
        _add(found[person].kinds, kind)
    for person, number in Phone.objects.seen_by(viewer).filter(person__in=found).values_list("person_id", "number"):
        _add(found[person].phones, number)
    alerts = Alert.objects.seen_by(viewer).filter(person__in=found, ended_on=None, started_on__lte=today)
    for person, words in alerts.order_by("pk").values_list("person_id", "words"):
        _add(found[person].alerts, words)
    return list(found.values())


def _add(words: list[str], one: Any) -> None:
    if one not in words:
        words.append(one)
