"""Keeping visits and notes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.practice import Form
from kith.work.models import FormVersion, Note, NoteChild, Visit, VisitChild
from kith.work.notices.actions import tell
from kith.work.steps.queries import first_name
from kith.work.visits import asking, queries, rules


@action(May.RECORD_VISIT)
def record_visit(
    by: Worker,
    *,
    kind: str,
    visited_at: datetime,
    place: str,
    words: str,
    children: Sequence[tuple[int, str, str, str]],
    planned: int | None = None,
    sent_key: UUID | None = None,
    told: asking.Posted = MappingProxyType({}),
    left_out: Collection[int] = (),
) -> Visit:
    """Keep one visit for all its children: ``children`` are (person id, seen, why not, words of its own).

    ``seen`` is ``alone``, ``seen`` or ``not_seen``. ``planned`` is the number of the visit as planned: it is made now,
    if it was not already. A ``sent_key`` that came before gives the visit that was kept then. ``told``: what else this
    kind of visit asks, as it was sent; ``left_out``: of whom something was written without saying whether they were
    seen. Raises ``Refused`` with everything that is wrong: a day ahead or before a birth, no child, an unknown child,
    not seen without a reason, an answer that was not asked for.
    """
    if sent_key and (kept := queries.sent_before(by, sent_key)):
        return kept
    seen = [rules.ChildSeen(*child) for child in children]
    people = _people(by, [child.person for child in seen])
    names = {person.pk: first_name(person) for person in people}
    held, day = practice.current(), clock.today()
    answers, problems = asking.read(told, held.visit_form, asking.asked_by(held, kind, day), names, day)
    kinds = _kinds("visit_kind", visited_at)
    problems += rules.problems_with_left_out({one.pk: first_name(one) for one in _people(by, list(left_out))})
    facts = {"kind": kind, "place": place, "words": words}
    wrong = rules.problems_with_visit(**facts, kinds=kinds, children=seen, names=names)
    _refuse(rules.problems_with_moment(visited_at, clock.now(), _births(people)) + wrong + problems)
    return _kept(by, planned, people, seen, answers, visited_at=visited_at, sent_key=sent_key, **facts)


def _kept(
    by: Worker,
    planned: int | None,
    people: Sequence[Person],
    seen: Sequence[rules.ChildSeen],
    answers: asking.Told,
    *,
    place: str,
    words: str,
    **facts: Any,
) -> Visit:
    """The visit with its children; what was planned is made, and who holds the children hears of it."""
    visit = Visit.objects.create(
        place=place.strip(), words=words.strip(), by=by, recorded_at=clock.now(), told=answers.together,
        form=_kept_form(practice.current().visit_form, answers), **facts,
    )  # fmt: skip
    VisitChild.objects.bulk_create(
        _visited(visit, child, answers) for child in {child.person: child for child in seen}.values()
    )
    queries.still_planned(by, planned or 0).update(visit=visit)
    _set_going(by, visit, [child.person for child in seen if child.seen != "not_seen"])
    _tell(by, people, "A visit was recorded")
    return visit


def _set_going(by: Worker, visit: Visit, people: Sequence[int]) -> None:
    """What visits of this kind set going for the children who were seen (``config.wiring.VISITED``)."""
    for name in import_string(settings.KITH_VISITED).get(visit.kind, ()) if people else ():
        import_string(name)(by, people=people, on=clock.london(visit.visited_at).date())


def _kept_form(form: Form | None, answers: asking.Told) -> FormVersion | None:
    """The form word for word, kept once, for a visit that answered any of it."""
    if form is None or answers.is_empty:
        return None
    kept, _ = FormVersion.objects.get_or_create(hash=form.hash, defaults={"content": form.content()})
    return kept


def _visited(visit: Visit, child: rules.ChildSeen, answers: asking.Told) -> VisitChild:
    return VisitChild(
        visit=visit,
        person_id=child.person,
        visited_at=visit.visited_at,
        seen=child.seen,
        not_seen_reason=child.reason.strip() if child.seen == "not_seen" else "",
        words=child.words.strip(),
        bedroom_seen=answers.bedrooms.get(child.person, ""),
        told=answers.alone.get(child.person, {}),
    )


@action(May.RECORD_VISIT)
def record_note(
    by: Worker, *, kind: str, happened_at: datetime, words: str, children: Mapping[int, str]
) -> Note:
    """Keep one note about one or several children, each with words of its own or none.

    Raises ``Refused`` with everything that is wrong.
    """
    people = _people(by, list(children))
    names = {person.pk: first_name(person) for person in people}
    kinds = _kinds("note_kind", happened_at)
    _refuse(
        rules.problems_with_moment(happened_at, clock.now(), {})
        + rules.problems_with_note(kind=kind, kinds=kinds, words=words, children=children, names=names)
    )
    note = Note.objects.create(
        kind=kind, happened_at=happened_at, words=words.strip(), by=by, recorded_at=clock.now()
    )
    NoteChild.objects.bulk_create(
        NoteChild(note=note, person_id=person, words=own.strip()) for person, own in children.items()
    )
    _tell(by, people, "A note was written")
    return note


def _kinds(name: str, at: datetime) -> list[str]:
    return [code.code for code in practice.current().lists[name].on(clock.london(at).date())]


def _people(by: Worker, ids: Sequence[int]) -> list[Person]:
    if not ids:
        return []
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
