"""Taking a contact: opening it, and keeping what is told while somebody types."""

from collections.abc import Mapping
from datetime import datetime

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.frontdoor import rules as front_door
from kith.frontdoor.contacts import rules
from kith.frontdoor.contacts.rules import Told
from kith.frontdoor.models import Contact, ContactChild, SetAside
from kith.work.answers.actions import Clash, Saved
from kith.work.answers.rules import Present, merge
from kith.work.models import Step
from kith.work.steps import actions as steps
from kith.work.steps.rules import obstacle_to

EVERY_ROW = "a rule needs every row, and shows none"
KIND = "contact"


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
    contact = Contact.objects.create(
        step=step,
        received_at=received_at,
        received_on=day,
        decision_due_at=front_door.decision_due(received_at, working_calendar()),
        recorded_at=clock.now(),
    )
    save_facts(by, contact, facts=facts)
    contact.refresh_from_db()
    return contact


@action(May.TAKE_CONTACT)
def save_facts(by: Worker, contact: Contact, *, facts: Mapping[str, Told]) -> dict[str, Saved]:
    """Keep facts as they are typed; gives how each was kept. A blank line is not made, an emptied one goes.

    When somebody else changed a fact meanwhile, theirs stays and comes back as the clash. Raises
    ``Refused`` with every fact that cannot be kept, and when the contact can no longer be written in.
    """
    _check(facts)
    contact = lock(by, contact)
    lines = lines_of(contact)
    saved = {name: _save_fact(by, contact, lines, name, told) for name, told in facts.items()}
    contact.save()
    _drop_blank(contact, lines)
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


def _check(facts: Mapping[str, Told]) -> None:
    problems: list[tuple[str | None, str]] = []
    held = practice.current()
    for name, told in facts.items():
        read = rules.fact_and_line(name)
        if read is None:
            raise Refused("This is no part of a contact.")
        named = rules.LISTS.get(read[0])
        offered = {code for code, _ in held.lists[named].choices(clock.today())} if named else ()
        if words := rules.problem(read[0], told.value, offered):
            problems.append((name, words))
    if problems:
        raise Refused.several(problems)


def _save_fact(by: Worker, contact: Contact, lines: dict[int, ContactChild], name: str, told: Told) -> Saved:
    fact, place = rules.fact_and_line(name) or ("", None)
    row = contact if place is None else lines.get(place)
    version, worker, at = contact.versions.get(name, (0, None, None))
    present = Present(getattr(row, fact) if row else _blank(fact), version)
    merged = merge(present, told.base_version, told.value)
    if not merged.kept:
        name_of = Worker.objects.filter(pk=worker).values_list("name", flat=True).first()
        clash = Clash(present.value, version, name_of or "Somebody", datetime.fromisoformat(at))
        return Saved(version, clock.now(), clash)
    if told.value == present.value:
        return Saved(version, clock.now())
    _put(contact, lines, fact, place, told.value)
    contact.versions[name] = (merged.version, by.pk, clock.now().isoformat())
    Step.objects.seen_by(by).filter(pk=contact.pk, state="not_started").update(state="in_progress")
    return Saved(merged.version, clock.now())


def _blank(fact: str) -> str:
    return "U" if fact == "sex_told" else ""


def _put(contact: Contact, lines: dict[int, ContactChild], fact: str, place: int | None, value: str) -> None:
    if place is None:
        setattr(contact, fact, value)
        return
    if place not in lines:
        lines[place] = ContactChild(contact=contact, position=place)
    setattr(lines[place], fact, value)
    lines[place].save()


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
