"""Sending a contact to be decided: what is missing is told at once, new children get a record."""

from collections.abc import Sequence

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor import rules as front_door
from kith.frontdoor.adults import actions as adults
from kith.frontdoor.checks import actions as checks
from kith.frontdoor.contacts.actions import lines_of, lock
from kith.frontdoor.models import Contact, ContactChild
from kith.frontdoor.recognising import queries as known
from kith.frontdoor.sending import rules
from kith.frontdoor.thresholds import actions as thresholds
from kith.frontdoor.thresholds.queries import level_missing
from kith.people import actions as people
from kith.people import rules as people_rules
from kith.people.apart import actions as apart
from kith.people.matching import typed
from kith.people.models import Family, FamilyMember, Person
from kith.people.surroundings import holding
from kith.practice import Form
from kith.work.answers.rules import missing
from kith.work.models import Answer, StepChild
from kith.work.steps import actions as steps
from kith.work.steps.queries import answers_of

Problem = tuple[str | None, str]


@action(May.TAKE_CONTACT)
def send_for_decision(by: Worker, contact: Contact, *, asked: Worker | None) -> Contact:
    """Send a contact for decision; ``asked`` is the manager asked by name, None asks whoever is on duty.

    Children who are nobody on record get a record, and all who have no family get one together. Raises
    ``Refused`` with everything that is missing; then nothing is made.
    """
    contact = lock(by, contact)
    lines = [
        line for line in lines_of(contact).values() if line.person_id or line.name_told or line.born_told
    ]
    answers = answers_of(by, contact.step)
    recommended = str(answers.get(("outcome", None)) or "")
    if problems := _problems(by, contact, lines, recommended):
        raise Refused.several(problems)
    _put_on_record(by, contact, lines, with_adults=True)
    _own_recommendations(by, contact, lines)
    thresholds.settle(by, contact)
    contact.recommended, contact.recommended_why = recommended, str(answers.get(("why", None)) or "")
    contact.save(update_fields=["recommended", "recommended_why"])
    steps.submit(by, contact.step, asked=asked)
    return contact


@action(May.TAKE_CONTACT)
def hand_in(by: Worker, contact: Contact) -> Contact:
    """Send on for decision what an agency wrote, with every child on record. Nobody here recommends anything.

    Raises ``Refused`` when a child's birth cannot be so.
    """
    contact = lock(by, contact)
    lines = list(lines_of(contact).values())
    problems = [(None, f"{line.name_told}: {words}") for line in lines if (words := _birth_problem(line))]
    if problems:
        raise Refused.several(problems)
    _put_on_record(by, contact, lines)
    steps.hand_in(by, contact.step)
    return contact


def _problems(by: Worker, contact: Contact, lines: Sequence[ContactChild], recommended: str) -> list[Problem]:
    today = clock.today()
    aside = known.asides(by, contact.pk)
    placed = [line.person_id for line in lines if line.person_id]
    told = [_as_told(by, line, placed, aside) for line in lines]
    left = known.unmentioned(known.residents(by, placed, today), aside)
    found = front_door.sending_problems(
        told, source=contact.source, recommended=recommended, unmentioned=len(left)
    )
    found += [
        (f"born_told.{line.position}", f"{line.name_told}: {words}")
        for line in lines
        if (words := _birth_problem(line))
    ]
    if people_rules.tidy_postcode(contact.postcode_told) is None:
        found.append(("postcode_told", people_rules.NO_POSTCODE))
    found += adults.problems(by, contact, lines)
    found += level_missing(by, contact)
    form, answers = Form.from_content(contact.step.form.content), answers_of(by, contact.step)
    gaps = [gap for gap in missing(form, answers, {}) if gap.question != "outcome"]
    return found + [(gap.field, f"Not answered yet: {gap.words}") for gap in gaps]


def _as_told(by: Worker, line: ContactChild, placed: Sequence[int], aside: known.Aside) -> front_door.Line:
    waits = known.is_unanswered(line)
    return front_door.Line(
        position=line.position,
        name_told=line.name_told,
        recognised=line.person_id is not None,
        is_new=line.is_new,
        possible=known.possible(by, line, placed, aside, clock.today()) if waits else 0,
        recommended=line.recommended,
    )


def _birth_problem(line: ContactChild) -> str:
    """Why a new child cannot have been born then; what was told of a recognised one is only kept."""
    if line.person_id is not None or not line.born_told.strip():
        return ""
    span, words = typed.born(line.born_told, clock.today())
    if span is None:
        return words
    return people_rules.obstacle_to_birth(span.first, span.told, None, clock.today()) or ""


def _put_on_record(
    by: Worker, contact: Contact, lines: Sequence[ContactChild], *, with_adults: bool = False
) -> None:
    """A record for each new child and adult, a home where one was told, a family for all, and who is what to whom."""
    placed = {
        row.pk: row
        for row in Person.objects.seen_by(by).filter(
            pk__in=[line.person_id for line in lines if line.person_id]
        )
    }
    told = [rules.split_name(line.name_told)[1] for line in lines if line.person_id is None]
    shared = rules.shared_family_name([*(row.family_name for row in placed.values()), *told])
    made = [_new_person(by, contact, line, shared) for line in lines if line.person_id is None]
    if made:
        checks.enter_in_ledgers(contact.pk)
    everybody = [placed[line.person_id] if line.person_id in placed else made.pop(0) for line in lines]
    grown = adults.put_adults_on_record(by, contact, family_name=shared) if with_adults else []
    family = _family(by, [*everybody, *grown])
    if grown:
        adults.relate_adults(by, contact, children=everybody)
    contact.step.family = family
    contact.step.save(update_fields=["family"])
    _keep_apart(by, contact, lines, everybody)


def _keep_apart(
    by: Worker, contact: Contact, lines: Sequence[ContactChild], everybody: Sequence[Person]
) -> None:
    """Whom the child on a line is not, the person is not either: told apart for good, as it was said here."""
    aside = known.asides(by, contact.pk)
    for line, person in zip(lines, everybody, strict=True):
        if others := aside.not_the_same.get(line.position):
            reason = f"Said while contact {contact.pk} was taken"
            apart.keep_apart(by, person, others=sorted(others), reason=reason)


def _new_person(by: Worker, contact: Contact, line: ContactChild, shared: str) -> Person:
    given, family = rules.split_name(line.name_told, shared)
    person = people.create_person(
        by,
        given_name=given,
        family_name=family,
        born_told=line.born_told,
        sex=line.sex_told,
        today=clock.today(),
        lines=contact.home_told,
        postcode=contact.postcode_told,
    )
    line.person, line.is_new, line.recognised_at = person, True, clock.now()
    line.save(update_fields=["person", "is_new", "recognised_at"])
    StepChild.objects.create(step=contact.step, person=person)
    return person


def _family(by: Worker, everybody: Sequence[Person]) -> Family:
    """The family of these children: the one they share, joined by the new ones, or a new one."""
    today = clock.today()
    ids = [person.pk for person in everybody]
    members = FamilyMember.objects.seen_by(by).filter(holding(today), person__in=ids).order_by("pk")
    families: dict[int, list[int]] = {}
    for person, family in members.values_list("person_id", "family_id"):
        families.setdefault(person, []).append(family)
    chosen = rules.family_to_join(families, ids)
    if chosen is None:
        title = rules.family_title(person.family_name for person in everybody)
        return people.create_family(by, name=title, members=everybody, on=today)
    joined = Family.objects.get(pk=chosen)
    for one in everybody:
        if one.pk not in families:
            people.add_to_family(by, joined, one, started_on=today, today=today)
    return joined


def _own_recommendations(by: Worker, contact: Contact, lines: Sequence[ContactChild]) -> None:
    """What is recommended for one child alone becomes that child's own answer."""
    for line in lines:
        if line.recommended:
            assert line.person_id is not None
            held = answers_of(by, contact.step).get(("outcome", line.person_id))
            if held != line.recommended:
                _answer(by, contact, line.person_id, line.recommended)


def _answer(by: Worker, contact: Contact, person: int, value: str) -> None:
    rows = Answer.objects.seen_by(by).filter(step=contact.step, question="outcome", child=person)
    version = rows.values_list("version", flat=True).first() or 0
    steps.save_answer(by, contact.step, question="outcome", child=person, value=value, base_version=version)
