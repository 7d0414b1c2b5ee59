"""Keeping visits and notes."""

from collections.abc import Sequence
from datetime import date, datetime

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.work.models import Note, NoteChild, Visit, VisitChild
from kith.work.notices.actions import tell
from kith.work.steps.queries import first_name
from kith.work.visits import queries, rules


@action(May.RECORD_VISIT)
def record_visit(
    by: Worker,
    *,
    kind: str,
    visited_at: datetime,
    place: str,
    words: str,
    children: Sequence[tuple[int, str, str, str]],
) -> Visit:
    """Keep one visit for all its children: ``children`` are (person id, seen, why not, words of its own).

    ``seen`` is ``alone``, ``seen`` or ``not_seen``. Raises ``Refused`` with everything that is wrong: a day
    ahead or before a birth, no child, an unknown child, not seen without a reason.
    """
    seen = [rules.ChildSeen(*child) for child in children]
    people = _people(by, [child.person for child in seen])
    names = {person.pk: first_name(person) for person in people}
    kinds = [code.code for code in practice.current().lists["visit_kind"].on(clock.london(visited_at).date())]
    _refuse(
        rules.problems_with_moment(visited_at, clock.now(), _births(people))
        + rules.problems_with_visit(
            kind=kind, kinds=kinds, place=place, words=words, children=seen, names=names
        )
    )
    now = clock.now()
    visit = Visit.objects.create(
        kind=kind, visited_at=visited_at, place=place.strip(), words=words.strip(), by=by, recorded_at=now
    )
    VisitChild.objects.bulk_create(
        _visited(visit, child) for child in {child.person: child for child in seen}.values()
    )
    _tell(by, people, "A visit was recorded")
    return visit


def _visited(visit: Visit, child: rules.ChildSeen) -> VisitChild:
    return VisitChild(
        visit=visit,
        person_id=child.person,
        visited_at=visit.visited_at,
        seen=child.seen,
        not_seen_reason=child.reason.strip() if child.seen == "not_seen" else "",
        words=child.words.strip(),
    )


@action(May.RECORD_VISIT)
def record_note(by: Worker, *, kind: str, happened_at: datetime, words: str, children: Sequence[int]) -> Note:
    """Keep one note about one or several children. Raises ``Refused`` with everything that is wrong."""
    people = _people(by, children)
    names = {person.pk: first_name(person) for person in people}
    kinds = [code.code for code in practice.current().lists["note_kind"].on(clock.london(happened_at).date())]
    _refuse(
        rules.problems_with_moment(happened_at, clock.now(), {})
        + rules.problems_with_note(kind=kind, kinds=kinds, words=words, children=children, names=names)
    )
    note = Note.objects.create(
        kind=kind, happened_at=happened_at, words=words.strip(), by=by, recorded_at=clock.now()
    )
    NoteChild.objects.bulk_create(
        NoteChild(note=note, person_id=person) for person in dict.fromkeys(children)
    )
    _tell(by, people, "A note was written")
    return note


def _people(by: Worker, ids: Sequence[int]) -> list[Person]:
    return list(Person.objects.seen_by(by).filter(pk__in=ids).order_by("born_on", "pk"))


def _births(people: Sequence[Person]) -> dict[str, date | None]:
    return {first_name(person): None if person.is_unborn else person.born_on for person in people}


def _refuse(problems: list[rules.Problem]) -> None:
    if problems:
        raise Refused.several(problems)


def _tell(by: Worker, people: Sequence[Person], what: str) -> None:
    """Who holds the children hears of what others recorded."""
    for worker in queries.holders([person.pk for person in people]):
        tell(by, worker, "recorded", f"{what} by {by.name}.", person=people[0])
