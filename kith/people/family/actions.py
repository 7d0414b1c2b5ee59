"""Changing who belongs to whom and who lives where."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people import rules
from kith.people.models import Address, Family, FamilyMember, Person, Relationship, Residence

TWO_HOMES = (
    "They are recorded at another address at that time. Enter a later day: nobody has two homes at a time."
)


@action(May.EDIT_PERSON)
def create_family(by: Worker, *, name: str, members: Sequence[Person], on: date) -> Family:
    """Begin to work with people as one family from a day on."""
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise Refused("Enter the name workers call the family by, at most 120 letters.", "family_name")
    family = Family.objects.create(name=name, recorded_at=clock.now())
    FamilyMember.objects.bulk_create(
        FamilyMember(family=family, person=person, started_on=on) for person in dict.fromkeys(members)
    )
    return family


@action(May.EDIT_PERSON)
def add_to_family(
    by: Worker, family: Family, person: Person, *, started_on: date, today: date
) -> FamilyMember:
    """Count a person among a family from a day on."""
    if problem := rules.obstacle_to_period(started_on, None, today):
        raise Refused(problem, "started_on")
    try:
        with transaction.atomic():
            return FamilyMember.objects.create(family=family, person=person, started_on=started_on)
    except IntegrityError:
        raise Refused("They belong to this family already.", "person") from None


@action(May.EDIT_PERSON)
def leave_family(by: Worker, member: FamilyMember, *, ended_on: date, today: date) -> FamilyMember:
    """End a person's time in a family."""
    if member.ended_on:
        raise Refused("This has ended already.")
    if problem := rules.obstacle_to_period(member.started_on, ended_on, today):
        raise Refused(problem, "ended_on")
    member.ended_on = ended_on
    member.save(update_fields=["ended_on"])
    return member


@action(May.EDIT_PERSON)
def relate(
    by: Worker, person: Person, other: Person, *, kind: str, today: date, started_on: date | None = None
) -> Relationship:
    """Record that `person` is the `kind` (mother, brother or sister ...) of `other`."""
    if problem := rules.obstacle_to_relating(person.pk, other.pk, kind):
        raise Refused(problem, "kind" if person.pk != other.pk else "other")
    if problem := rules.obstacle_to_period(started_on, None, today):
        raise Refused(problem, "started_on")
    said_before = [
        rules.OTHER_WAY_ROUND[kind],
        *(one for one, back in rules.OTHER_WAY_ROUND.items() if back == kind),
    ]
    from_there = Relationship.objects.seen_by(by).filter(person=other, other=person, kind__in=said_before)
    if from_there.filter(ended_on__isnull=True).exists():
        raise Refused("This is on record already.", "kind")
    try:
        with transaction.atomic():
            return Relationship.objects.create(person=person, other=other, kind=kind, started_on=started_on)
    except IntegrityError:
        raise Refused("This is on record already.", "kind") from None


@action(May.EDIT_PERSON)
def end_relationship(by: Worker, relationship: Relationship, *, ended_on: date, today: date) -> Relationship:
    """Say that a relationship has ended."""
    if problem := rules.obstacle_to_period(relationship.started_on, ended_on, today):
        raise Refused(problem, "ended_on")
    relationship.ended_on = ended_on
    relationship.save(update_fields=["ended_on"])
    return relationship


@action(May.EDIT_PERSON)
def move(
    by: Worker,
    person: Person,
    *,
    lines: str,
    postcode: str,
    since: date,
    today: date,
    together: Sequence[Person] = (),
) -> Residence:
    """Record a move on a day, alone or together with others. The home before ends that day."""
    moved = [_move_one(by, one, lines, postcode, since, today) for one in dict.fromkeys([person, *together])]
    return moved[0]


def _move_one(by: Worker, person: Person, lines: str, postcode: str, since: date, today: date) -> Residence:
    Person.objects.seen_by(by).select_for_update().get(
        pk=person.pk
    )  # two moves at a time wait for each other
    homes = Residence.objects.seen_by(by).filter(person=person).select_related("address")
    latest = homes.order_by("-started_on").first()
    born_on = None if person.is_unborn else person.born_on
    ended = latest is not None and latest.ended_on is not None and latest.ended_on <= since
    lived_since = latest.started_on if latest and not ended else None
    if problem := rules.obstacle_to_moving(since, lived_since, born_on, today):
        raise Refused(problem, "since")
    address = _place(lines, postcode)
    if latest and not ended:
        if latest.address_id == address.pk and latest.ended_on is None:
            raise Refused(f"{person.name} lives there already.", "lines")
        latest.ended_on = since
        latest.save(update_fields=["ended_on"])
    return _live_at(person, address, since)


def _place(lines: str, postcode: str) -> Address:
    """The address written so, made when it is new."""
    lines, tidied = " ".join(lines.replace("\x00", "").split()), rules.tidy_postcode(postcode)
    if tidied is None:
        raise Refused(rules.NO_POSTCODE, "postcode")
    if not (lines or tidied) or len(lines) > 200:
        raise Refused("Enter the address in at most 200 letters, or the postcode.", "lines")
    known = Address.objects.filter(lines__iexact=lines, postcode=tidied).order_by("pk").first()
    return known or Address.objects.create(lines=lines, postcode=tidied)


def _live_at(person: Person, address: Address, since: date) -> Residence:
    try:
        with transaction.atomic():
            return Residence.objects.create(person=person, address=address, started_on=since)
    except IntegrityError:
        raise Refused(TWO_HOMES, "since") from None
