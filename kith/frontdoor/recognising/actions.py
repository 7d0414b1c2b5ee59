"""Saying which child of a contact is on record, and who else belongs to it. Every answer can be undone."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.checks import actions as checks
from kith.frontdoor.contacts import rules
from kith.frontdoor.contacts.actions import lines_of, lock
from kith.frontdoor.models import Contact, ContactChild, SetAside
from kith.people.models import Person
from kith.work.models import StepChild

TAKEN_BACK = "Not this child"


@action(May.TAKE_CONTACT)
def recognise(
    by: Worker,
    contact: Contact,
    *,
    position: int,
    person_id: int,
    along: Mapping[int, int] = {},
) -> ContactChild:
    """Say that the child on a line is this person. ``along`` maps other lines to brothers and sisters.

    Raises ``Refused`` when the person is not known to ``by``, or stands on another line already.
    """
    contact = lock(by, contact)
    lines = lines_of(contact)
    chosen = _put(by, lines, position, person_id)
    for place, sibling in along.items():
        if place != position and place in lines and lines[place].person_id is None:
            _put(by, lines, place, sibling, along_with=chosen)
    return chosen


@action(May.TAKE_CONTACT)
def recognise_household(
    by: Worker,
    contact: Contact,
    *,
    position: int,
    person_id: int,
    along: Mapping[int, int],
    others: Sequence[int],
) -> ContactChild:
    """Say who the child on a line is, and take the whole household at once: ``others`` were not mentioned.

    Raises ``Refused`` as ``recognise`` and ``add_unmentioned`` do; then nothing is taken.
    """
    with transaction.atomic():
        chosen = recognise(by, contact, position=position, person_id=person_id, along=along)
        add_all_unmentioned(by, contact, people=others)
    return chosen


@action(May.TAKE_CONTACT)
def add_all_unmentioned(by: Worker, contact: Contact, *, people: Sequence[int]) -> None:
    """Add these children of the household whom the caller did not mention; all of them, or none."""
    with transaction.atomic():
        for person in people:
            add_unmentioned(by, contact, person_id=person)


def _put(
    by: Worker,
    lines: dict[int, ContactChild],
    position: int,
    person_id: int,
    along_with: ContactChild | None = None,
) -> ContactChild:
    line = _line(lines, position)
    _person(by, person_id)
    if any(other.person_id == person_id for place, other in lines.items() if place != position):
        raise Refused("This child stands on another line already.", field=f"match.{position}")
    if line.person_id not in (None, person_id):
        _release(by, line)
    line.person_id, line.is_new = person_id, False
    line.recognised_at, line.recognised_with = clock.now(), along_with
    line.save(update_fields=["person", "is_new", "recognised_at", "recognised_with"])
    inside = {"released_at": None, "released_by": None, "release_reason": ""}
    StepChild.objects.unguarded(EVERY_ROW).update_or_create(
        step_id=line.contact_id, person_id=person_id, defaults=inside
    )
    checks.enter_in_ledgers(line.contact_id)
    return line


def _line(lines: Mapping[int, ContactChild], position: int) -> ContactChild:
    if position not in lines:
        raise Refused("There is nothing on this line yet.", field=f"name_told.{position}")
    return lines[position]


def _person(by: Worker, person_id: int) -> Person:
    found = Person.objects.seen_by(by).filter(pk=person_id).first()
    if found is None:
        raise Refused("There is no such record.")
    return found


def _release(by: Worker, line: ContactChild) -> None:
    rows = StepChild.objects.unguarded(EVERY_ROW).filter(step_id=line.contact_id, person=line.person)
    rows.update(released_at=clock.now(), released_by=by, release_reason=TAKEN_BACK)


@action(May.TAKE_CONTACT)
def undo(by: Worker, contact: Contact, *, position: int) -> ContactChild:
    """Take back what was said of knowing the child on a line. One nobody mentioned leaves the contact."""
    contact = lock(by, contact)
    line = _line(lines_of(contact), position)
    if line.person_id is not None:
        _release(by, line)
    line.person, line.is_new, line.recognised_at, line.recognised_with = None, False, None, None
    line.save(update_fields=["person", "is_new", "recognised_at", "recognised_with"])
    SetAside.objects.unguarded(EVERY_ROW).filter(line=line).delete()
    if not line.mentioned:
        ContactChild.objects.unguarded(EVERY_ROW).filter(recognised_with=line).update(recognised_with=None)
        line.delete()
    return line


@action(May.TAKE_CONTACT)
def not_the_same(by: Worker, contact: Contact, *, position: int, person_id: int) -> ContactChild:
    """Remember that the child on a line is not this person."""
    contact = lock(by, contact)
    line = _line(lines_of(contact), position)
    _person(by, person_id)
    if line.person_id == person_id:
        raise Refused("You said that this is the child. Undo that first.", field=f"match.{position}")
    SetAside.objects.unguarded(EVERY_ROW).get_or_create(
        contact=contact, line=line, person_id=person_id, defaults={"by": by, "at": clock.now()}
    )
    return line


@action(May.TAKE_CONTACT)
def nobody_on_record(by: Worker, contact: Contact, *, position: int) -> ContactChild:
    """Say that the child on a line is nobody on record, so that sending makes a new record."""
    contact = lock(by, contact)
    line = _line(lines_of(contact), position)
    if line.person_id is not None:
        raise Refused("You said which child this is. Undo that first.", field=f"match.{position}")
    line.is_new, line.recognised_at = True, clock.now()
    line.save(update_fields=["is_new", "recognised_at"])
    return line


@action(May.TAKE_CONTACT)
def add_unmentioned(by: Worker, contact: Contact, *, person_id: int) -> ContactChild:
    """Add a child of the household whom the caller did not mention."""
    return _add(by, contact, person_id, mentioned=False)


@action(May.TAKE_CONTACT)
def add_from_record(by: Worker, contact: Contact, *, people: Sequence[int]) -> list[ContactChild]:
    """Add children whom the caller speaks of and whom the worker chose from the record: nothing is typed again."""
    return [_add(by, contact, person, mentioned=True) for person in people]


def _add(by: Worker, contact: Contact, person_id: int, *, mentioned: bool) -> ContactChild:
    contact = lock(by, contact)
    lines = lines_of(contact)
    if len(lines) >= rules.MOST_CHILDREN:
        raise Refused(f"A contact holds {rules.MOST_CHILDREN} children. Take a second one for the others.")
    person = _person(by, person_id)
    position = max(lines, default=0) + 1
    lines[position] = ContactChild.objects.create(
        contact=contact, position=position, name_told=person.name, sex_told=person.sex, mentioned=mentioned
    )
    SetAside.objects.unguarded(EVERY_ROW).filter(contact=contact, line=None, person=person).delete()
    contact.versions[f"name_told.{position}"] = (1, by.pk, clock.now().isoformat())
    contact.save(update_fields=["versions"])
    return _put(by, lines, position, person_id)


@action(May.TAKE_CONTACT)
def leave_out(by: Worker, contact: Contact, *, person_id: int, why: str) -> SetAside:
    """Say why a child of the household is no part of this contact. Raises ``Refused`` without a reason."""
    contact = lock(by, contact)
    _person(by, person_id)
    words = why.strip()
    if not words:
        raise Refused("Say why this child is left out.", field=f"why_not.{person_id}")
    if len(words) > 400:
        raise Refused(f"Say it in at most 400 letters; there are {len(words)}.", field=f"why_not.{person_id}")
    made, _ = SetAside.objects.unguarded(EVERY_ROW).update_or_create(
        contact=contact, line=None, person_id=person_id, defaults={"why": words, "by": by, "at": clock.now()}
    )
    return made
