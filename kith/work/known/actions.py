"""Saying that facts on record are right, changing one, and keeping them as they stood when a step is completed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people import actions as people
from kith.people.models import Person, Tie, Trait
from kith.people.network.actions import end_tie, tie
from kith.people.traits.actions import end_trait, keep, say
from kith.work.answers.held import form_of
from kith.work.known import queries, rules
from kith.work.models import Step, StepFact
from kith.work.steps.rules import obstacle_to

Typed = Mapping[str, Sequence[str]]
Names = Mapping[int, str]
NOTHING_NEW = "This is what stands on record. Write what it is now, or go back without a change."


@action(May.WRITE_STEP)
def say_right(by: Worker, step: Step, *, sent: Sequence[str], names: Names) -> list[rules.Fact]:
    """Remember that somebody says these facts are right, as they read them; saying it twice is kept once.

    ``sent`` are the marks of the facts as they stood on the page. Raises ``Refused`` naming those that somebody changed
    meanwhile, and where the step is no longer written in; then nothing is kept.
    """
    step = _open(by, step)
    facts = queries.facts_of(by, step, form_of(step), names)
    meant, changed = rules.said_right(facts, sent)
    if not meant:
        raise Refused("Say which fact is right. This page may be an old one: open it again.", "facts")
    if changed:
        told = ", ".join(fact.title for fact in changed)
        raise Refused(f"Changed meanwhile: {told}. Read what stands there now, then say it again.", "facts")
    before = queries.said_of(by, step)
    new = [one for one in meant if one.key not in before or before[one.key][0].words != one.words]
    StepFact.objects.bulk_create(_row(by, step, fact, "right") for fact in new)
    return meant


@action(May.EDIT_PERSON)
def change(
    by: Worker, step: Step, *, fact: rules.Fact, typed: Typed, names: Names, since: date
) -> rules.Fact:
    """Write a new dated fact in place of one that is not right any more; the old one is ended and stays on record.

    ``typed`` are the boxes of the form by name. Gives the fact as it stands now. Raises ``Refused`` for what cannot be.
    """
    step = _open(by, step)
    person = Person.objects.seen_by(by).get(pk=fact.person or 0)
    together = [
        one for one in Person.objects.seen_by(by).filter(pk__in=names) if str(one.pk) in typed.get("together", ())
    ]  # fmt: skip
    _CHANGES[fact.name](by, person, fact, typed, since, together)
    facts = {one.key: one for one in queries.facts_of(by, step, form_of(step), names)}
    wanted = [facts[(fact.name, who)] for who in (person.pk, *(one.pk for one in together)) if who in names]
    StepFact.objects.bulk_create(_row(by, step, one, "changed") for one in wanted if one.is_known)
    return facts[fact.key]


@action(May.WRITE_STEP)
def keep_as_they_stand(by: Worker, step: Step, names: Names) -> None:
    """Keep every fact a step shows as it stands now, with who said last that it is right. Part of completing it."""
    form = form_of(step)
    if not queries.named_in(form):
        return
    facts, said, now = queries.facts_of(by, step, form, names), queries.said_of(by, step), clock.now()
    rows = []
    for fact in facts:
        row = _row(by, step, fact, "kept", now)
        if fact.asks and fact.key in said and said[fact.key][0].words == fact.words:
            told, row.confirmed_by_id = said[fact.key]
            row.confirmed_at = told.at
        rows.append(row)
    StepFact.objects.bulk_create(rows)


def _open(by: Worker, step: Step) -> Step:
    locked = Step.objects.seen_by(by).select_for_update().get(pk=step.pk)
    if obstacle := obstacle_to("save", locked.state):
        raise Refused(obstacle)
    return locked


def _row(by: Worker, step: Step, fact: rules.Fact, how: str, at: Any = None) -> StepFact:
    about = {"name": fact.name, "title": fact.title[:160], "words": fact.words, "source": fact.source[:240]}
    return StepFact(step=step, person_id=fact.person, how=how, by=by, at=at or clock.now(), **about)


# --- what becomes of the record ------------------------------------------------------------------------


def _one(typed: Typed, name: str) -> str:
    return " ".join((typed.get(name) or [""])[-1].split())


def _call(
    by: Worker, person: Person, fact: rules.Fact, typed: Typed, since: date, together: list[Person]
) -> None:
    names = {name: _one(typed, name) for name in ("given_name", "family_name", "known_as")}
    if tuple(names.values()) == fact.held:
        raise Refused(NOTHING_NEW, "given_name")
    people.call(by, person, keep="former", **names)


def _move(
    by: Worker, person: Person, fact: rules.Fact, typed: Typed, since: date, together: list[Person]
) -> None:
    lines, postcode = _one(typed, "lines"), _one(typed, "postcode")
    if not lines and not postcode:
        raise Refused("Write where they live now.", "lines")
    people.move(
        by, person, lines=lines, postcode=postcode, since=since, today=clock.today(), together=together
    )


def _go_to(
    by: Worker, person: Person, fact: rules.Fact, typed: Typed, since: date, together: list[Person]
) -> None:
    agency, role, today = _one(typed, "agency"), _one(typed, "role"), clock.today()
    rows = Tie.objects.seen_by(by).filter(person=person, ended_on=None, agency__kind=fact.name)
    if agency and rows.filter(agency__name=agency, role=role).exists():
        raise Refused(NOTHING_NEW, "agency")
    for row in rows.select_for_update():
        end_tie(by, row, ended_on=max(since, row.started_on), today=today)
    tie(by, person, kind=fact.name, agency=agency, role=role, since=since, today=today)


def _be(
    by: Worker, person: Person, fact: rules.Fact, typed: Typed, since: date, together: list[Person]
) -> None:
    code, today = _one(typed, "code"), clock.today()
    listed = dict(practice.current().lists[fact.name].choices(today))
    if code not in listed:
        raise Refused("Choose from the list.", "code")
    if (code,) == fact.held:
        raise Refused(NOTHING_NEW, "code")
    if fact.name == "language":
        keep(by, person, kind="language", code=code, today=today)
    else:
        say(by, person, kind=fact.name, code=code, listed=listed, today=today, since=since)


def _need(
    by: Worker, person: Person, fact: rules.Fact, typed: Typed, since: date, together: list[Person]
) -> None:
    today = clock.today()
    wanted, listed = set(typed.get("codes", ())), dict(practice.current().lists[fact.name].choices(today))
    if wanted == set(fact.held):
        raise Refused(NOTHING_NEW, "codes")
    if not wanted <= {*listed, *fact.held}:
        raise Refused("Choose from the list.", "codes")
    rows = Trait.objects.seen_by(by).filter(person=person, kind=fact.name, ended_on=None)
    for row in rows.exclude(code__in=wanted):
        end_trait(by, row, today=today)
    for code in sorted(wanted - set(fact.held)):
        say(by, person, kind=fact.name, code=code, listed=listed, today=today, since=since)


_CHANGES: dict[str, Callable[..., None]] = {
    "name": _call,
    "home": _move,
    "school": _go_to,
    "gp": _go_to,
    "ethnicity": _be,
    "language": _be,
    "needs": _need,
}
