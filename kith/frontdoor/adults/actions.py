"""Saying who an adult of a contact is, and putting them on record with the children: family, home, relationships."""

from collections.abc import Collection, Sequence

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import count
from kith.frontdoor.adults import queries
from kith.frontdoor.contacts.actions import adults_of, lock
from kith.frontdoor.models import Contact, ContactAdult, ContactChild
from kith.frontdoor.sending.rules import split_name
from kith.people import actions as people
from kith.people import rules as people_rules
from kith.people.matching import typed
from kith.people.models import Person, Relationship

SEX_OF = {"mother": "F", "father": "M"}


@action(May.TAKE_CONTACT)
def recognise_adult(by: Worker, contact: Contact, *, position: int, person_id: int) -> ContactAdult:
    """Say that the adult on a line is this person. Raises ``Refused`` for one unknown, or on another line."""
    contact = lock(by, contact)
    adults = adults_of(contact)
    adult = _adult(adults, position)
    if not Person.objects.seen_by(by).filter(pk=person_id).exists():
        raise Refused("There is no such record.")
    if any(one.person_id == person_id for place, one in adults.items() if place != position):
        raise Refused("This person stands on another line already.", field=f"adult_name.{position}")
    return _say(adult, person_id, is_new=False)


@action(May.TAKE_CONTACT)
def adult_is_new(by: Worker, contact: Contact, *, position: int) -> ContactAdult:
    """Say that the adult on a line is nobody on record, so that sending makes a new record."""
    contact = lock(by, contact)
    return _say(_adult(adults_of(contact), position), None, is_new=True)


@action(May.TAKE_CONTACT)
def undo_adult(by: Worker, contact: Contact, *, position: int) -> ContactAdult:
    """Take back what was said of knowing the adult on a line."""
    contact = lock(by, contact)
    return _say(_adult(adults_of(contact), position), None, is_new=False)


def _adult(adults: dict[int, ContactAdult], position: int) -> ContactAdult:
    if position not in adults:
        raise Refused("There is nothing on this line yet.", field=f"adult_name.{position}")
    return adults[position]


def _say(adult: ContactAdult, person_id: int | None, *, is_new: bool) -> ContactAdult:
    adult.person_id, adult.is_new = person_id, is_new
    adult.save(update_fields=["person", "is_new"])
    return adult


def problems(by: Worker, contact: Contact, lines: Sequence[ContactChild]) -> list[tuple[str | None, str]]:
    """What stops the adults of a contact from being put on record, with the field it is about."""
    told = queries.adults(by, contact)
    placed = {one.person_id for one in told if one.person_id}
    shared = queries.family_name(lines)
    found: list[tuple[str | None, str]] = []
    for one in told:
        if not one.name_told.strip():
            found.append((f"adult_name.{one.position}", "Write the adult’s name, or empty the line."))
        elif one.person_id is None:
            found += _wrong(one)
        if queries.is_unanswered(one):
            many = len(queries.candidates(by, one, contact, placed, shared, clock.today()))
            if many:
                words = (
                    f"{one.name_told}: {count(many, 'record')} may be this adult. Say which, or that none is."
                )
                found.append((f"adult_name.{one.position}", words))
    return found


def _wrong(adult: ContactAdult) -> list[tuple[str | None, str]]:
    found: list[tuple[str | None, str]] = []
    if adult.phone_told and (words := people_rules.phone_problem(adult.phone_told)):
        found.append((f"adult_phone.{adult.position}", words))
    span, words = typed.born(adult.born_told, clock.today())
    if adult.born_told.strip() and span is None:
        found.append((f"adult_born.{adult.position}", words))
    elif span and (later := people_rules.obstacle_to_birth(span.first, span.told, None, clock.today())):
        found.append((f"adult_born.{adult.position}", later))
    return found


@action(May.TAKE_CONTACT)
def put_adults_on_record(by: Worker, contact: Contact, *, family_name: str) -> list[Person]:
    """A record for each adult who is nobody on record, at the home that was told. ``problems`` must be none."""
    adults = list(adults_of(contact).values())
    for one in adults:
        if one.person_id is None:
            _say(one, _new_person(by, contact, one, family_name).pk, is_new=True)
    return list(Person.objects.seen_by(by).filter(pk__in=[one.person_id for one in adults]).order_by("pk"))


def _new_person(by: Worker, contact: Contact, adult: ContactAdult, family_name: str) -> Person:
    given, family = split_name(adult.name_told, family_name)
    return people.create_person(
        by,
        given_name=given,
        family_name=family,
        born_told=adult.born_told,
        sex=SEX_OF.get(adult.kin_told, "U"),
        today=clock.today(),
        lines=contact.home_told,
        postcode=contact.postcode_told,
        phone=adult.phone_told,
    )


@action(May.TAKE_CONTACT)
def relate_adults(by: Worker, contact: Contact, *, children: Sequence[Person]) -> None:
    """What each adult is to the children. Who is related to a child already stays what they are."""
    for position, one in adults_of(contact).items():
        if one.person_id is None or not one.kin_told:
            continue
        adult = Person.objects.seen_by(by).filter(pk=one.person_id).first()
        if adult is None:
            continue
        known = _related(by, adult.pk, [child.pk for child in children])
        for child in children:
            if child.pk not in known:
                _relate(by, adult, child, one.kin_told, position)


def _relate(by: Worker, adult: Person, child: Person, kind: str, position: int) -> None:
    """Raises ``Refused`` beside the line of the adult."""
    try:
        people.relate(by, adult, child, kind=kind, today=clock.today())
    except Refused as refused:
        raise Refused(refused.words, field=f"adult_kin.{position}") from None


def _related(by: Worker, adult: int, children: Collection[int]) -> set[int]:
    held = Relationship.objects.seen_by(by).filter(ended_on=None)
    there = held.filter(person=adult, other__in=children).values_list("other_id", flat=True)
    back = held.filter(other=adult, person__in=children).values_list("person_id", flat=True)
    return set(there) | set(back)
