"""Changing who a person is: added, called, born, numbered, died. Homes and families are in `family.actions`,
alerts and restrictions in `details.actions`; all of them can be called from here.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from kith.access.doors import action
from kith.access.guarded import NUMBERS_IN_USE
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, dates, identifiers
from kith.people import rules
from kith.people.details.actions import add_alert, end_alert, let_read, lift_restriction, restrict
from kith.people.family import queries as family_queries
from kith.people.family import rules as kin_rules
from kith.people.family.actions import (
    add_to_family,
    create_family,
    end_other_home,
    end_relationship,
    leave_family,
    live_also,
    move,
    relate,
)
from kith.people.matching import typed
from kith.people.models import Identifier, OtherName, Person, Phone
from kith.people.numbers_held import NumberHeld
from kith.people.traits.actions import keep as keep_trait

__all__ = [
    "add_alert", "add_identifier", "add_name", "add_phone", "add_to_family", "born", "call", "create_family",
    "create_person", "describe", "died", "end_alert", "end_other_home", "end_relationship", "leave_family",
    "let_read", "lift_restriction", "live_also", "move", "relate", "restrict",
]  # fmt: skip

NO_SEX = "Choose female, male or not known."


@action(May.CREATE_PERSON)
def create_person(
    by: Worker,
    *,
    given_name: str,
    family_name: str,
    born_told: str,
    sex: str,
    today: date,
    known_as: str = "",
    lines: str = "",
    postcode: str = "",
    phone: str = "",
    nhs: str = "",
) -> Person:
    """Put a person on record. `born_told` is a birth date as told, "" when it is not known.

    Raises Refused with everything that is wrong, by field; then nothing is written.
    """
    given_name, family_name, known_as = _clean(given_name), _clean(family_name), _clean(known_as)
    told, wrong = _told(born_told, today)
    _refuse([
        ("given_name", rules.obstacle_to_name(given_name, family_name, known_as)),
        ("sex", None if sex in rules.SEXES else NO_SEX),
        *_number_problems(postcode, phone, nhs),
        ("born_told", wrong),
    ])  # fmt: skip
    person = Person.objects.create(
        given_name=given_name,
        family_name=family_name,
        known_as=known_as,
        sounds=rules.sounds(given_name, known_as, family_name),
        sex=sex,
        recorded_at=clock.now(),
        **told,
    )
    if lines.strip() or postcode.strip():
        move(by, person, lines=lines, postcode=postcode, since=today, today=today)
    _add_numbers(by, person, phone.strip(), nhs.strip())
    return person


@action(May.EDIT_PERSON)
def call(
    by: Worker, person: Person, *, given_name: str, family_name: str, known_as: str = "", keep: str = ""
) -> Person:
    """Change the name somebody goes by. `keep`: what the old one was (former, spelling); "" forgets it."""
    given_name, family_name, known_as = _clean(given_name), _clean(family_name), _clean(known_as)
    _refuse([("given_name", rules.obstacle_to_name(given_name, family_name, known_as))])
    if keep:
        add_name(by, person, given_name=person.given_name, family_name=person.family_name, kind=keep)
    person.given_name, person.family_name, person.known_as = given_name, family_name, known_as
    person.sounds = rules.sounds(given_name, known_as, family_name)
    person.save(update_fields=["given_name", "family_name", "known_as", "sounds"])
    return person


@action(May.EDIT_PERSON)
def add_name(
    by: Worker,
    person: Person,
    *,
    given_name: str,
    family_name: str,
    kind: str,
    started_on: date | None = None,
    ended_on: date | None = None,
    is_close: bool = False,
    today: date | None = None,
) -> OtherName:
    """Add a name a person has or had besides the one shown, so that they are found by it.

    `is_close`: only those with the permission to see old names see it and find the person by it.
    """
    given_name, family_name = _clean(given_name), _clean(family_name)
    known = kind in dict(OtherName.KINDS)
    _refuse([
        ("other_given_name", rules.obstacle_to_name(given_name, family_name)),
        ("kind", None if known else "Choose what kind of name it is."),
        ("name_until", rules.obstacle_to_period(started_on, ended_on, today or date.max)),
    ])  # fmt: skip
    return OtherName.objects.create(
        person=person,
        given_name=given_name,
        family_name=family_name,
        kind=kind,
        sounds=rules.sounds(given_name, family_name),
        started_on=started_on,
        ended_on=ended_on,
        is_close=is_close,
    )


@action(May.EDIT_PERSON)
def describe(
    by: Worker,
    person: Person,
    *,
    born_told: str,
    sex: str,
    today: date,
    ethnicity: str = "",
    language: str = "",
) -> Person:
    """Change what is known of a person: birth date as told, sex, ethnicity, language."""
    told, wrong = _told(born_told, today)
    if not wrong and person.died_on and told["born_on"]:
        wrong = rules.obstacle_to_death(told["born_on"], told["born_precision"], person.died_on, today)
    wrong = wrong or _against_kin(by, person, told["born_on"], told["born_precision"])
    _refuse([
        ("born_told", wrong),
        ("sex", None if sex in rules.SEXES else NO_SEX),
        ("ethnicity", None if len(ethnicity) <= 4 else "Choose an ethnicity from the list."),
        ("language", None if len(language) <= 40 else "A language has at most 40 letters."),
    ])  # fmt: skip
    facts = {**told, "sex": sex, "ethnicity": ethnicity, "language": _clean(language)}
    for kind in ("sex", "ethnicity", "language"):
        if facts[kind] and facts[kind] != getattr(person, kind):
            keep_trait(by, person, kind=kind, code=str(facts[kind]), today=today)
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=list(facts))
    return person


@action(May.EDIT_PERSON)
def add_identifier(by: Worker, person: Person, *, kind: str, value: str, field: str = "number") -> Identifier:
    """Add a number somebody else knows the person by. Raises Refused for one that cannot be, NumberHeld for one
    that another record has, in the same words whoever may know of that one. ``field``: the entry it was typed in.
    """
    if kind not in dict(Identifier.KINDS):
        raise Refused("Choose what kind of number it is.", "number_kind")
    if problem := rules.number_problem(kind, value):
        raise Refused(problem, field)
    number = identifiers.tidy(value)
    held = Identifier.objects.unguarded(NUMBERS_IN_USE).filter(kind=kind, value=number).first()
    if held and held.person_id == person.pk:
        raise Refused("This number is on this record already.", field)
    try:
        with transaction.atomic():
            return Identifier.objects.create(person=person, kind=kind, value=number)
    except IntegrityError:
        raise NumberHeld(kind, number, field) from None


@action(May.EDIT_PERSON)
def add_phone(by: Worker, person: Person, *, number: str, note: str = "") -> Phone:
    """Add a telephone number."""
    if problem := rules.phone_problem(number):
        raise Refused(problem, "phone")
    if len(note) > 120:
        raise Refused("A note on a telephone has at most 120 letters.", "note")
    return Phone.objects.create(person=person, number=_clean(number), note=_clean(note))


@action(May.EDIT_PERSON)
def born(
    by: Worker,
    person: Person,
    *,
    born_on: date | None,
    sex: str,
    today: date,
    given_name: str = "",
    family_name: str = "",
) -> Person:
    """Record the birth of a child who was expected. The record and its number stay the same; who waited for it takes
    note (``KITH_BORN``)."""
    given_name, family_name = (
        _clean(given_name) or person.given_name,
        _clean(family_name) or person.family_name,
    )
    wrong = rules.obstacle_to_being_born(person.born_precision, born_on, today)
    _refuse([
        ("born_on", wrong or _against_kin(by, person, born_on, "exact")),
        ("sex", None if sex in rules.SEXES else NO_SEX),
        ("given_name", rules.obstacle_to_name(given_name, family_name)),
    ])  # fmt: skip
    if (given_name, family_name) != (person.given_name, person.family_name):
        call(
            by,
            person,
            given_name=given_name,
            family_name=family_name,
            known_as=person.known_as,
            keep="former",
        )
    if person.born_on and person.born_by in (None, person.born_on):
        person.due_on = person.born_on
    person.born_on = person.born_by = born_on
    person.born_precision, person.sex, person.born_text = "exact", sex, ""
    person.save(update_fields=["due_on", "born_on", "born_by", "born_precision", "sex", "born_text"])
    for effect in import_string(settings.KITH_BORN):
        import_string(effect)(by, person=person.pk, on=born_on)
    return person


@action(May.EDIT_PERSON)
def died(by: Worker, person: Person, *, died_on: date, today: date) -> Person:
    """Record a death. Refused before birth and in the future."""
    if problem := rules.obstacle_to_death(person.born_on, person.born_precision, died_on, today):
        raise Refused(problem, "died_on")
    person.died_on = died_on
    person.save(update_fields=["died_on"])
    return person


def _against_kin(by: Worker, person: Person, born_on: date | None, precision: str) -> str | None:
    """Why somebody cannot be born on a day, by the days of parents and children on record; what could not be before
    does not stop a change.
    """
    if (born_on, precision) == (person.born_on, person.born_precision):
        return None
    then = replace(family_queries.being_of(person), born_on=born_on if precision in kin_rules.KNOWN else None)
    for parent, child, kind in family_queries.births_of(by, person.pk):
        older, younger = (then if one.id == person.pk else one for one in (parent, child))
        wrong = next(kin_rules.obstacles_to_birth(older, younger, kind), None)
        if wrong and not any(kin_rules.obstacles_to_birth(parent, child, kind)):
            return wrong
    return None


def _add_numbers(by: Worker, person: Person, phone: str, nhs: str) -> None:
    if phone:
        add_phone(by, person, number=phone)
    if nhs:
        add_identifier(by, person, kind="nhs", value=nhs, field="nhs")


def _number_problems(postcode: str, phone: str, nhs: str) -> list[tuple[str, str | None]]:
    return [
        ("phone", rules.phone_problem(phone) if phone.strip() else None),
        ("nhs", rules.number_problem("nhs", nhs) if nhs.strip() else None),
        ("postcode", None if rules.tidy_postcode(postcode) is not None else rules.NO_POSTCODE),
    ]


def _clean(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _refuse(problems: list[tuple[str, str | None]]) -> None:
    found = [(field, words) for field, words in problems if words]
    if found:
        raise Refused.several(found)


def _told(text: str, today: date) -> tuple[dict[str, Any], str | None]:
    """The birth columns of a person from a birth date as told, and what is wrong with it."""
    columns: dict[str, Any] = {
        "born_text": "",
        "born_on": None,
        "born_by": None,
        "born_precision": "unknown",
    }
    if not text.strip():
        return columns, None
    try:
        told = dates.read(text.strip(), today)
    except Refused as refused:
        return columns, refused.words
    if told.precision != "unknown":
        columns |= {"born_on": told.earliest, "born_by": told.latest}
    return columns | {"born_text": told.text, "born_precision": typed.precision(told)}, None
