"""Taking a contact: opening it, and keeping what is told while somebody types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.frontdoor import rules as front_door
from kith.frontdoor.contacts import rules
from kith.frontdoor.contacts.rules import Told
from kith.frontdoor.models import Contact, ContactAdult, ContactChild, SetAside
from kith.work.answers.actions import Clash, Saved
from kith.work.answers.rules import Present, merge
from kith.work.models import Step
from kith.work.steps import actions as steps
from kith.work.steps.rules import obstacle_to

KIND = "contact"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows on which facts are kept: the contact itself, its children and its adults by position."""

    contact: Contact
    lines: dict[int, ContactChild]
    adults: dict[int, ContactAdult]
    changed: list[ContactChild | ContactAdult] = field(default_factory=list)

    def of(self, fact: str, place: int | None) -> Contact | ContactChild | ContactAdult | None:
        """The row of a fact, when there is one yet."""
        if place is None:
            return self.contact
        return self.adults.get(place) if fact in rules.OF_AN_ADULT else self.lines.get(place)

    def put(self, fact: str, place: int | None, value: str) -> None:
        """Write a fact on its row, made when there is none."""
        if place is None:
            setattr(self.contact, fact, value)
            return
        row: ContactChild | ContactAdult | None = (
            self.adults if fact in rules.OF_AN_ADULT else self.lines
        ).get(place)
        if row is None:
            if fact in rules.OF_AN_ADULT:
                row = self.adults[place] = ContactAdult(contact=self.contact, position=place)
            else:
                row = self.lines[place] = ContactChild(contact=self.contact, position=place)
        setattr(row, rules.column(fact), value)
        if not any(row is one for one in self.changed):
            self.changed.append(row)

    def save(self) -> None:
        """Write the children and adults of whom something was kept, each once."""
        for row in self.changed:
            row.save()


@action(May.TAKE_CONTACT)
def take_contact(by: Worker, *, received_at: datetime, facts: Mapping[str, Told]) -> Contact:
    """Open a contact that came in at ``received_at``, with what is known of it so far.

    ``facts`` are named as ``rules.fact_and_line`` reads them. Raises ``Refused`` for a moment that cannot
    be, for a fact that cannot be kept, and for a worker without a team.
    """
    if obstacle := front_door.receipt_problem(received_at, clock.now()):
        raise Refused(obstacle, field="received_on")
    if by.team is None:
        raise Refused("You work in no team today, so nobody would see this contact. Ask your manager.")
    day = clock.london(received_at).date()
    step = steps.open_step(
        by, kind=KIND, people=[], team=by.team, worker=by, started_on=day, clock_from_on=day
    )
    contact = Contact(
        step=step,
        received_at=received_at,
        received_on=day,
        decision_due_at=front_door.decision_due(received_at, working_calendar()),
        recorded_at=clock.now(),
    )
    _check(facts)
    rows = Rows(contact, {}, {})
    _save_all(by, rows, facts)
    return contact


@action(May.TAKE_CONTACT)
def save_facts(by: Worker, contact: Contact, *, facts: Mapping[str, Told]) -> dict[str, Saved]:
    """Keep facts as they are typed; gives how each was kept. A blank line is not made, an emptied one goes.

    When somebody else changed a fact meanwhile, theirs stays and comes back as the clash. Raises
    ``Refused`` with every fact that cannot be kept, and when the contact can no longer be written in.
    """
    _check(facts)
    contact = lock(by, contact)
    rows = Rows(contact, lines_of(contact), adults_of(contact))
    return _save_all(by, rows, facts)


def _save_all(by: Worker, rows: Rows, facts: Mapping[str, Told]) -> dict[str, Saved]:
    """Keep every fact on its row and write each row once."""
    saved = {name: _save_fact(by, rows, name, told) for name, told in facts.items()}
    rows.contact.save(force_insert=rows.contact._state.adding)
    rows.save()
    if rows.contact.versions:
        begun = Step.objects.seen_by(by).filter(pk=rows.contact.pk, state="not_started")
        begun.update(state="in_progress")
    _drop_blank(rows.contact, rows.lines)
    _drop_unnamed(rows.adults)
    return saved


def lock(by: Worker, contact: Contact) -> Contact:
    """The contact as it stands now, kept from changing until this action ends, while it may be written in."""
    rows = (
        Contact.objects.seen_by(by).select_for_update(of=("self",)).select_related("step__team", "step__form")
    )
    locked = rows.get(pk=contact.pk)
    if obstacle := obstacle_to("save", locked.step.state):
        raise Refused(obstacle)
    return locked


def lines_of(contact: Contact) -> dict[int, ContactChild]:
    """The lines of a contact by position."""
    rows = ContactChild.objects.unguarded(EVERY_ROW).filter(contact=contact).order_by("position")
    return {line.position: line for line in rows}


def adults_of(contact: Contact) -> dict[int, ContactAdult]:
    """The adults of a contact by position."""
    rows = ContactAdult.objects.unguarded(EVERY_ROW).filter(contact=contact).order_by("position")
    return {adult.position: adult for adult in rows}


def _check(facts: Mapping[str, Told]) -> None:
    problems: list[tuple[str | None, str]] = []
    held = practice.current()
    for name, told in facts.items():
        read = rules.fact_and_line(name)
        if read is None:
            raise Refused("This is no part of a contact.")
        named = rules.LISTS.get(read[0])
        offered = {code for code, _ in held.lists[named].choices(clock.today())} if named else rules.KIN
        if words := rules.problem(read[0], told.value, offered):
            problems.append((name, words))
    if problems:
        raise Refused.several(problems)


def _save_fact(by: Worker, rows: Rows, name: str, told: Told) -> Saved:
    fact, place = rules.fact_and_line(name) or ("", None)
    row, contact = rows.of(fact, place), rows.contact
    version, worker, at = contact.versions.get(name, (0, None, None))
    present = Present(getattr(row, rules.column(fact)) if row else _blank(fact), version)
    merged = merge(present, told.base_version, told.value)
    if not merged.kept:
        name_of = Worker.objects.filter(pk=worker).values_list("name", flat=True).first()
        clash = Clash(present.value, version, name_of or "Somebody", datetime.fromisoformat(at))
        return Saved(version, clock.now(), clash)
    if told.value == present.value:
        return Saved(version, clock.now())
    rows.put(fact, place, told.value)
    contact.versions[name] = (merged.version, by.pk, clock.now().isoformat())
    return Saved(merged.version, clock.now())


def _blank(fact: str) -> str:
    return "U" if fact == "sex_told" else ""


def _drop_blank(contact: Contact, lines: Mapping[int, ContactChild]) -> None:
    """A line on which nothing is left was no child. Its answers of yes and no go with it."""
    told = {
        place: {"name_told": line.name_told, "born_told": line.born_told} for place, line in lines.items()
    }
    blank = [
        line.pk
        for place, line in lines.items()
        if line.pk and line.person_id is None and line.sex_told == "U" and rules.is_blank_line(told[place])
    ]
    if blank:
        SetAside.objects.unguarded(EVERY_ROW).filter(line__in=blank).delete()
        ContactChild.objects.unguarded(EVERY_ROW).filter(recognised_with__in=blank).update(
            recognised_with=None
        )
        ContactChild.objects.unguarded(EVERY_ROW).filter(pk__in=blank).delete()


def _drop_unnamed(adults: Mapping[int, ContactAdult]) -> None:
    """Where nothing is left of what was told, there was nobody."""
    blank = [
        one.pk
        for one in adults.values()
        if one.person_id is None and not (one.name_told or one.kin_told or one.born_told or one.phone_told)
    ]
    if blank:
        ContactAdult.objects.unguarded(EVERY_ROW).filter(pk__in=blank).delete()


@action(May.TAKE_CONTACT)
def save_answers(
    by: Worker, contact: Contact, *, answers: Mapping[str, tuple[object, int]]
) -> dict[str, Saved]:
    """Keep answers to the contact's form: by question the value and the version its writer saw."""
    return {
        question: steps.save_answer(
            by, contact.step, question=question, child=None, value=value, base_version=version
        )
        for question, (value, version) in answers.items()
    }
