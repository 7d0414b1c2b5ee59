"""Small builders on the real tables: each makes one row, with what belongs to it, and sensible defaults.

They write rows directly and ask no rule: a test says what it needs, whatever the practice would allow.
A builder takes the facts that matter as named arguments; the rest is made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from kith.access import practice
from kith.access.models import Membership, Team, Worker
from kith.core import calendar, clock, names
from kith.core.identifiers import make_nhs_number
from kith.frontdoor.models import Contact, ContactChild, Referral
from kith.people.models import (
    Address,
    Alert,
    Family,
    FamilyMember,
    Identifier,
    OtherName,
    Person,
    Phone,
    Relationship,
    Residence,
    Restriction,
    RestrictionReader,
)  # fmt: skip
from kith.practice import due
from kith.work.models import (
    Allocation,
    Answer,
    AnswerVersion,
    FormVersion,
    Involvement,
    Note,
    NoteChild,
    Notice,
    SignOff,
    Step,
    StepChild,
    Visit,
    VisitChild,
)  # fmt: skip

LONG_AGO = date(2000, 1, 1)
ASSESSMENT = "single_assessment"
People = Sequence[Person]
Who = Worker | None
Name = str | None
NUMBERS = count(1)
GIVEN = ("Callum", "Isla", "Logan", "Tobi", "Ife", "Maddie", "Jan", "Eva", "Simran", "Dev", "Alfie", "Rosie")
FAMILY = ("Hendry", "Bassett", "Umeh", "Greaves", "Novak", "Kaur", "Pell", "Dunn", "Arnold", "Lisle")


def moment(on: date, hour: int = 10, minute: int = 0) -> datetime:
    """A time of day in London on ``on``, as a moment."""
    return datetime.combine(on, time(hour, minute), tzinfo=clock.LONDON)


# --- workers and teams ---------------------------------------------------------------------------


def team(
    name: str = "Safeguarding North", *, code: str = "", kind: str = "team", parent: Team | None = None
) -> Team:
    """A team; the code is made from the name and a number, so that several may share a name."""
    slug = code or f"{'-'.join(names.words(name))}-{next(NUMBERS)}"
    return Team.objects.create(code=slug, name=name, kind=kind, parent=parent)


def worker(
    name: str = "Amina Rahman", *, role: str | None = "social_worker", team: Team | None = None, **facts: Any
) -> Worker:
    """A worker with one membership (``role=None``: none); ``password`` makes the account usable."""
    password = facts.pop("password", None)
    since = facts.pop("since", LONG_AGO)
    facts.setdefault("username", f"{'.'.join(names.words(name))}.{next(NUMBERS)}")
    made = Worker(name=name, **facts)
    made.set_password(password) if password else made.set_unusable_password()
    made.save()
    if role is not None:
        member(made, _place(team), role, since=since)
    return made


def member(
    worker: Worker, team: Team, role: str, *, since: date = LONG_AGO, until: date | None = None
) -> Membership:
    """A place of a worker in a team."""
    return Membership.objects.create(worker=worker, team=team, role=role, started_on=since, ended_on=until)


def system() -> Worker:
    """A worker without any role, for columns that must say who wrote."""
    return Worker.objects.filter(username="maker").first() or worker("Mel Maker", role=None, username="maker")


# --- people --------------------------------------------------------------------------------------


def person(given_name: Name = None, family_name: Name = None, **facts: Any) -> Person:
    """Anyone on record. With ``born_on`` the birth date is exact unless ``born_precision`` says otherwise."""
    number = next(NUMBERS)
    given = GIVEN[number % len(GIVEN)] if given_name is None else given_name
    family = FAMILY[number % len(FAMILY)] if family_name is None else family_name
    if facts.get("born_on"):
        _fill(facts, born_precision="exact", born_by=facts["born_on"])
    spoken = " ".join((given, family, facts.get("known_as", "")))
    _fill(facts, sounds=names.sound_codes(spoken), recorded_at=clock.now())
    return Person.objects.create(given_name=given, family_name=family, **facts)


def child(given_name: Name = None, family_name: Name = None, *, age: int = 9, **facts: Any) -> Person:
    """A child of ``age`` years today, unless ``born_on`` is given."""
    _fill(facts, born_on=clock.today() - timedelta(days=age * 365 + age // 4 + 30), sex="F")
    return person(given_name, family_name, **facts)


def adult(given_name: Name = None, family_name: Name = None, *, age: int = 34, **facts: Any) -> Person:
    """A grown-up of ``age`` years today, unless ``born_on`` is given."""
    return child(given_name, family_name, age=age, **facts)


def unborn(family_name: str = "Marlowe", *, due_on: date | None = None, **facts: Any) -> Person:
    """A child not yet born, expected on ``due_on``."""
    expected = due_on or clock.today() + timedelta(days=120)
    _fill(facts, born_text=f"expected {expected:%B %Y}", born_precision="expected")
    return person("Baby", family_name, born_on=expected, **facts)


def other_name(person: Person, given_name: str = "", family_name: str = "", **facts: Any) -> OtherName:
    """Another name of a person."""
    sounds = names.sound_codes(f"{given_name} {family_name}")
    facts |= {"given_name": given_name, "family_name": family_name, "sounds": sounds}
    return OtherName.objects.create(person=person, **facts)


def identifier(person: Person, kind: str = "nhs", value: str = "") -> Identifier:
    """A number somebody else knows the person by; an NHS number of the test range by default."""
    return Identifier.objects.create(person=person, kind=kind, value=value or make_nhs_number(next(NUMBERS)))


def home(
    *people: Person, lines: str = "27 Alder Walk", postcode: str = "WM4 2QT", since: date = LONG_AGO
) -> Address:
    """An address at which all these people live since ``since``."""
    place = Address.objects.create(lines=lines, postcode=postcode)
    for one in people:
        Residence.objects.create(person=one, address=place, started_on=since)
    return place


def phone(person: Person, number: str = "01632 960 118", note: str = "") -> Phone:
    """A telephone number."""
    return Phone.objects.create(person=person, number=number, note=note)


def alert(person: Person, words: str = "Visit in pairs", *, kind: str = "safety", **facts: Any) -> Alert:
    """An alert on a record."""
    facts.setdefault("started_on", clock.today() - timedelta(days=30))
    return Alert.objects.create(person=person, words=words, kind=kind, **facts)


def relationship(person: Person, kind: str, other: Person, **facts: Any) -> Relationship:
    """``person`` is the ``kind`` of ``other``."""
    return Relationship.objects.create(person=person, kind=kind, other=other, **facts)


@dataclass
class Household:
    """What ``family`` makes."""

    family: Family
    children: list[Person]
    mother: Person
    address: Address


def family(
    name: str = "Marlowe", *, children: int | Sequence[Person] = 3, since: date = LONG_AGO
) -> Household:
    """A family under one roof: a mother and ``children`` (a number, or persons already made)."""
    mother = adult("Jade", name)
    if isinstance(children, int):
        made = [child(None, name, age=9 - 3 * i % 9) for i in range(children)]
    else:
        made = list(children)
    group = Family.objects.create(name=name, recorded_at=clock.now())
    for one in [mother, *made]:
        FamilyMember.objects.create(family=group, person=one, started_on=since)
    for one in made:
        relationship(mother, "mother", one)
    return Household(group, made, mother, home(mother, *made, since=since))


def restricted(child: Person | None = None, readers: Sequence[Worker] = (), *, by: Who = None) -> Person:
    """A child whose record only ``readers`` (and whoever sees every restricted record) may know of."""
    one = child or globals()["child"]()
    facts = {"reason": "The address is being kept from somebody", "started_at": clock.now()}
    wall = Restriction.objects.create(person=one, by=by or system(), **facts)
    for reader in readers:
        RestrictionReader.objects.create(restriction=wall, worker=reader)
    return one


# --- work ----------------------------------------------------------------------------------------


def involvement(
    person: Person | None = None, team: Team | None = None, worker: Who = None, **facts: Any
) -> Involvement:
    """An open case (closed with ``ended_on``), held by ``team`` and ``worker`` from its first day."""
    _set_days(facts, clock.today() - timedelta(days=40))
    if facts.get("ended_on"):
        facts.setdefault("end_reason", "RC7")
    made = Involvement.objects.create(person=person or child(), **facts)
    allocation(made, team, worker, started_on=made.started_on, ended_on=made.ended_on)
    return made


def allocation(
    involvement: Involvement, team: Team | None = None, worker: Who = None, **facts: Any
) -> Allocation:
    """Who holds an involvement for a time; without a worker, an unallocated spell of the team."""
    _set_days(facts, clock.today())
    facts.setdefault("by", worker or system())
    place = _place(team, worker)
    return Allocation.objects.create(involvement=involvement, team=place, worker=worker, **facts)


def form_version(kind: str, on: date | None = None) -> FormVersion:
    """The form of a step kind as the practice of that day asks it."""
    held = _practice_with(kind, on or clock.today())
    form = held.forms[held.steps[kind].form]
    return FormVersion.objects.get_or_create(hash=form.hash, defaults={"content": form.content})[0]


def step(kind: str = ASSESSMENT, people: People = (), *, state: str = "in_progress", **facts: Any) -> Step:
    """A step about ``people`` (one new child by default), due as the practice of its first day says.

    A completed step is completed on its last day in time, or today if that is earlier. ``involvements``
    maps a person to an involvement; without it the open one of each child is found.
    """
    started = facts.setdefault("started_on", clock.today() - timedelta(days=7))
    held = _practice_with(kind, started)
    known = held.steps[kind]
    involvements = facts.pop("involvements", None)
    _fill(facts, clock_from_on=started, pack=held.code, title=known.title, recorded_at=moment(started))
    facts.setdefault("opened_by", facts.get("worker") or system())
    facts.setdefault("form", form_version(kind, started))
    facts.setdefault("team", facts["worker"].team if facts.get("worker") else None)
    facts["team"] = _place(facts["team"])
    _set_due(facts, known)
    _set_end(facts, state)
    made = Step.objects.create(kind=kind, state=state, **facts)
    for one in people or [child()]:
        case = (involvements or {}).get(one) or _open_of(one)
        StepChild.objects.create(step=made, person=one, involvement=case)
    return made


def answer(step: Step, question: str, value: Any, *, child: Person | None = None, by: Who = None) -> Answer:
    """The present answer to a question, with its first version."""
    facts = {"step": step, "question": question, "value": value, "by": by or step.worker or system()}
    facts["saved_at"] = clock.now()
    AnswerVersion.objects.create(child_id=child.pk if child else None, version=1, **facts)
    return Answer.objects.create(child=child, **facts)


def sign_off(step: Step, *, decision: str = "", by: Who = None, **facts: Any) -> SignOff:
    """A submission of a step; waiting unless ``decision`` (signed_off, returned, told) is given."""
    facts.setdefault("submitted_at", step.submitted_at or clock.now() - timedelta(hours=2))
    facts.setdefault("submitted_by", step.worker or system())
    if decision:
        _fill(facts, decided_at=facts["submitted_at"] + timedelta(hours=1), decided_by=by or system())
    return SignOff.objects.create(step=step, decision=decision, **facts)


def visit(people: People = (), *, by: Who = None, seen: str = "seen", **facts: Any) -> Visit:
    """A visit to ``people``, today at ten unless ``visited_at`` is given."""
    _fill(facts, kind="home", visited_at=moment(clock.today()))
    facts.setdefault("recorded_at", facts["visited_at"])
    made = Visit.objects.create(by=by or system(), **facts)
    how = {"seen": seen, "not_seen_reason": "No reply at the door" if seen == "not_seen" else ""}
    for one in people or [child()]:
        VisitChild.objects.create(visit=made, person=one, visited_at=made.visited_at, **how)
    return made


def note(people: People = (), words: str = "Rang school.", *, by: Who = None, **facts: Any) -> Note:
    """A note about ``people``."""
    _fill(facts, kind="call", happened_at=moment(clock.today()))
    facts.setdefault("recorded_at", facts["happened_at"])
    made = Note.objects.create(words=words, by=by or system(), **facts)
    for one in people or [child()]:
        NoteChild.objects.create(note=made, person=one)
    return made


def notice(worker: Worker, words: str = "Signed off.", **facts: Any) -> Notice:
    """A line for a worker."""
    _fill(facts, at=clock.now(), kind="signed_off")
    return Notice.objects.create(worker=worker, words=words, **facts)


# --- front door ----------------------------------------------------------------------------------


def contact(people: People = (), *, outcome: str = "", by: Who = None, **facts: Any) -> Contact:
    """A contact about ``people``, received now; decided, its step completed, when ``outcome`` is given."""
    received = facts.setdefault("received_at", clock.now())
    day = facts.setdefault("received_on", clock.london(received).date())
    _fill(
        facts,
        source="2A",
        method="phone",
        recorded_at=received,
        decision_due_at=moment(calendar.england().add(day, 1), clock.london(received).hour),
    )
    place, worker = facts.pop("team", None), facts.pop("worker", None)
    state = facts.pop("state", "completed" if outcome else "in_progress")
    if outcome:
        _fill(facts, decided_on=day, decided_at=received + timedelta(hours=1), decided_by=by or system())
    children = list(people) or [child()]
    ends = {f"completed_{one}": facts[f"decided_{one}"] for one in ("on", "at") if state == "completed"}
    work = step(
        "contact", children, state=state, started_on=day, team=place, worker=worker, outcome=outcome, **ends
    )
    made = Contact.objects.create(step=work, **facts)
    for position, one in enumerate(children, start=1):
        ContactChild.objects.create(
            contact=made, position=position, name_told=one.name, person=one, sex_told=one.sex, outcome=outcome
        )
    return made


def referral(person: Person | None = None, received_on: date | None = None, **facts: Any) -> Referral:
    """A referral of one child with the involvement it opens, or none when ``no_further_action``."""
    one, day = person or child(), received_on or clock.today() - timedelta(days=40)
    place = _place(facts.pop("team", None))
    if not facts.get("no_further_action") and not facts.get("involvement"):
        facts["involvement"] = _open_of(one) or involvement(
            one, place, facts.pop("worker", None), started_on=day
        )
    _fill(facts, source="2A", recorded_at=moment(day))
    return Referral.objects.create(person=one, team=place, received_on=day, **facts)


def _fill(facts: dict[str, Any], **others: Any) -> None:
    for name, value in others.items():
        facts.setdefault(name, value)


def _place(chosen: Team | None, worker: Who = None) -> Team:
    return chosen or (worker.team if worker else None) or team()


def _set_days(facts: dict[str, Any], started_on: date) -> None:
    facts.setdefault("recorded_at", moment(facts.setdefault("started_on", started_on)))
    if facts.get("ended_on"):
        facts.setdefault("ended_recorded_at", moment(facts["ended_on"], 15))


def _practice_with(kind: str, on: date) -> Any:
    for held in (practice.on(on), practice.current()):
        if kind in held.steps:
            return held
    raise KeyError(f"no practice of {on} or of today knows the step kind {kind}")


def _open_of(person: Person) -> Involvement | None:
    rows = Involvement.objects.unguarded("a rule needs every row, and shows none")
    return rows.filter(person=person, ended_on__isnull=True).first()


def _set_due(facts: dict[str, Any], known: Any) -> None:
    if "due_on" in facts:
        return
    start = facts["clock_from_on"]
    found = due(known, {limit.clock: start for limit in known.limits}, calendar.england(), start)
    if found and found.on:
        facts["due_on"] = found.on
        _fill(facts, due_reason=found.reason, limit_days=found.working_days)


def _set_end(facts: dict[str, Any], state: str) -> None:
    if state in ("submitted", "returned", "completed"):
        facts.setdefault("submitted_at", moment(facts["started_on"], 14))
    if state == "completed":
        last = facts.get("due_on") or clock.today()
        facts.setdefault("completed_on", max(facts["started_on"], min(last, clock.today())))
        facts.setdefault("completed_at", moment(facts["completed_on"], 16))
    if state == "cancelled":
        _fill(facts, cancelled_at=clock.now(), cancel_reason="Opened on the wrong child")
