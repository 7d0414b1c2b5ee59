"""Changing who belongs to whom and who lives where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people import rules
from kith.people.family import queries as family_queries
from kith.people.family import rules as kin_rules
from kith.people.models import Address, Family, FamilyMember, OtherHome, Person, Relationship, Residence

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
    if problem := _obstacle_of_birth(person, other, kind):
        raise Refused(problem, "kind")
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


def _obstacle_of_birth(person: Person, other: Person, kind: str) -> str | None:
    """Why one cannot descend from the other, by their days; nothing of relationships of another kind."""
    told = kin_rules.birth_of(kin_rules.Tie(person.pk, kind, other.pk))
    if told is None:
        return None
    beings = {one.pk: family_queries.being_of(one) for one in (person, other)}
    return next(kin_rules.obstacles_to_birth(beings[told[0]], beings[told[1]], told[2]), None)


@action(May.EDIT_PERSON)
def end_relationship(by: Worker, relationship: Relationship, *, ended_on: date, today: date) -> Relationship:
    """Say that a relationship has ended."""
    if problem := rules.obstacle_to_period(relationship.started_on, ended_on, today):
        raise Refused(problem, "ended_on")
    relationship.ended_on = ended_on
    relationship.save(update_fields=["ended_on"])
    return relationship


CHANGED_MEANWHILE = "Somebody changed this meanwhile. Look at what is on record now, and choose again."
NOT_A_KIND = "Choose what they are to each other from the list."


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for a pair: what the elder is to the younger ("" for nothing), since when, and what the
    page showed when they chose."""

    kind: str
    was: str = ""
    since: date | None = None


@action(May.EDIT_PERSON)
def set_relationships(
    by: Worker, family: Family, *, choices: Mapping[tuple[int, int], Choice], today: date
) -> int:
    """Say of everybody in a family at once how they are related. Gives how many pairs were changed.

    What was before ends today and is kept. Raises Refused with what cannot be, by pair; then nothing is written.
    """
    group = family_queries.group(by, family.pk, today, lock=True)
    if group is None:
        raise Refused("Nobody you may know of is in this family today.")
    plans = [_plan(group, pair, choice, today) for pair, choice in choices.items()]
    problems = [(plan.field, plan.problem) for plan in plans if plan.problem]
    plans = [plan for plan in plans if plan.changes and not plan.problem]
    ending = {plan.ends.pk for plan in plans if plan.ends}
    after = [
        kin_rules.Tie(row.person_id, row.kind, row.other_id) for row in group.held if row.pk not in ending
    ]
    after += [plan.begins for plan in plans if plan.begins]
    fields = {frozenset(plan.pair): plan.field for plan in plans}
    impossible = kin_rules.obstacles(group.beings, after, fields)
    problems += [(fields[pair], words) for pair, words in impossible]
    if problems:
        raise Refused.several(problems)
    for plan in plans:
        _carry_out(by, plan, today)
    return len(plans)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done for one pair."""

    pair: tuple[int, int]
    problem: str = ""
    ends: Relationship | None = None
    begins: kin_rules.Tie | None = None
    dates: Relationship | None = None
    since: date | None = None

    @property
    def field(self) -> str:
        return "kind.{}.{}".format(*self.pair)

    @property
    def changes(self) -> bool:
        return bool(self.ends or self.begins or self.dates)


def _plan(group: family_queries.Group, pair: tuple[int, int], choice: Choice, today: date) -> _Plan:
    held = group.tie(*pair)
    now = (
        kin_rules.seen_from(pair[0], kin_rules.Tie(held.person_id, held.kind, held.other_id)) if held else ""
    )
    if choice.was != now and choice.kind != now:
        return _Plan(pair, CHANGED_MEANWHILE)
    if choice.kind and choice.kind != now and choice.kind not in kin_rules.KINDS:
        return _Plan(pair, NOT_A_KIND)
    if problem := rules.obstacle_to_period(choice.since, None, today):
        return _Plan(pair, problem)
    if choice.kind == now:
        dated = held if held and choice.since and choice.since != held.started_on else None
        return _Plan(pair, dates=dated, since=choice.since)
    elder, younger = (group.beings[one] for one in pair)
    begins = kin_rules.kept(elder, choice.kind, younger) if choice.kind else None
    return _Plan(pair, "", held, begins, None, choice.since)


def _carry_out(by: Worker, plan: _Plan, today: date) -> None:
    if plan.ends:
        end_relationship(by, plan.ends, ended_on=max(today, plan.ends.started_on or today), today=today)
    if plan.dates:
        plan.dates.started_on = plan.since
        plan.dates.save(update_fields=["started_on"])
    if plan.begins:
        _begin(plan.begins, plan.since)


def _begin(tie: kin_rules.Tie, since: date | None) -> None:
    """Put a relationship on record; one of the kind that had ended stays in the past with its days."""
    ends = {"person_id": tie.person, "other_id": tie.other, "kind": tie.kind}
    Relationship.objects.create(**ends, started_on=since)


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


@action(May.EDIT_PERSON)
def put_home_right(
    by: Worker, person: Person, *, was: Address, since: date, place: Address, on: date
) -> Residence | None:
    """A home that was recorded as ``was`` from ``since`` on is ``place`` from ``on`` on; the home before ends then.

    None, and nothing changes, where the record says another home.
    """
    rows = Residence.objects.seen_by(by).filter(person=person)
    home = rows.filter(address=was, started_on=since).first()
    if home is None or (home.ended_on is not None and home.ended_on <= on):
        return None
    before = rows.filter(ended_on=since).exclude(pk=home.pk).first()
    if before and on <= before.started_on:
        on = since
    first, last = (before, home) if on < since else (home, before)  # at no time do the two overlap
    home.address, home.started_on = place, on
    if before:
        before.ended_on = on
    for row in filter(None, (first, last)):
        row.save(update_fields=["address", "started_on", "ended_on"])
    return home


@action(May.EDIT_PERSON)
def take_home_back(by: Worker, person: Person, *, was: Address | None, since: date) -> Residence | None:
    """A person never moved to ``was`` on a day (None: to a place nobody knows): the home before goes on.

    None, and nothing changes, where the record says another home from that day on.
    """
    rows = Residence.objects.seen_by(by).filter(person=person)
    since_then = list(rows.filter(started_on__gte=since).order_by("started_on"))
    moved = [one for one in since_then if was and (one.address_id, one.started_on) == (was.pk, since)]
    before = rows.filter(ended_on=since).first()
    if before is None or len(since_then) != len(moved) or (was and not moved):
        return None
    before.ended_on = moved[0].ended_on if moved else None
    for one in moved:
        one.delete()
    before.save(update_fields=["ended_on"])
    return before


@action(May.EDIT_PERSON)
def live_also(
    by: Worker, person: Person, *, lines: str, postcode: str, when: str, since: date, today: date
) -> OtherHome:
    """Record that a person lives somewhere else too, for part of the time: `when` says for which."""
    when = " ".join(when.split())
    born_on = None if person.is_unborn else person.born_on
    problems = [
        ("when", None if 0 < len(when) <= 120 else "Say when they live there, in at most 120 letters."),
        ("other_since", rules.obstacle_to_moving(since, None, born_on, today)),
    ]
    if found := [(field, words) for field, words in problems if words]:
        raise Refused.several(found)
    try:
        address = _place(lines, postcode)
    except Refused as refused:
        raise Refused.several([(f"other_{field}", words) for field, words in refused.problems]) from None
    main = Residence.objects.seen_by(by).filter(person=person, address=address, ended_on__isnull=True)
    there = OtherHome.objects.seen_by(by).filter(person=person, address=address, ended_on__isnull=True)
    if main.exists() or there.exists():
        raise Refused(f"{person.name} lives there already.", "other_lines")
    return OtherHome.objects.create(person=person, address=address, words=when, started_on=since)


@action(May.EDIT_PERSON)
def end_other_home(by: Worker, home: OtherHome, *, today: date) -> OtherHome:
    """They do not live there any more; it stays in the past."""
    if home.ended_on:
        raise Refused("This has ended already.")
    home.ended_on = max(today, home.started_on)
    home.save(update_fields=["ended_on"])
    return home


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
