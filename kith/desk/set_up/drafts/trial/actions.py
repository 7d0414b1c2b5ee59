"""Trying a draft: a real piece of work for invented children, carried out under the draft and then taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from kith.access import practice
from kith.access.doors import action
from kith.access.editions import queries as editions
from kith.access.may import May
from kith.access.models import Membership, PracticeDraft, Team, Worker
from kith.core import Refused, clock, reading_words
from kith.desk.set_up.drafts.trial import front_door
from kith.people.actions import create_person
from kith.practice import StepKind
from kith.work.answers.actions import Typed, save_answers
from kith.work.models import Allocation, Involvement, Step
from kith.work.opening.actions import open_step
from kith.work.steps import actions as work
from kith.work.steps import queries

INVENTED = {1: "Ada", 2: "Bo", 3: "Cai"}
AGES = (12, 7, 3)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try: what was missing, or how it went on. Nothing of it is kept."""

    problems: tuple[tuple[str | None, str], ...]
    due_on: date | None
    due_reason: str
    went: tuple[str, ...]


@action(May.CHANGE_PRACTICE)
def try_out(
    by: Worker, draft: PracticeDraft, *, kind: str, referred_on: date, typed: Sequence[Typed]
) -> Tried:
    """Open a piece of work of this kind for three invented children, answer, send, sign off; then take it all back.

    ``typed`` names the children by the keys of ``INVENTED``. Raises ``Refused`` while the draft has mistakes.
    """
    held = editions.practice_of(draft)
    if held is None:
        raise Refused("The draft has mistakes. Put them right first.")
    with practice.tried(held), transaction.atomic():
        found = _carried_out(by, kind, referred_on, typed)
        transaction.set_rollback(True)
    return found


def _carried_out(by: Worker, kind: str, referred_on: date, typed: Sequence[Typed]) -> Tried:
    today = clock.today()
    team = Team.objects.create(code="kith-trial", name="A team for the trial")
    numbers = {key: _child(by, name, age) for (key, name), age in zip(INVENTED.items(), AGES, strict=True)}
    if kind == front_door.KIND:
        return _contact(by, team, referred_on, [_real(one, numbers) for one in typed], numbers)
    for child in numbers.values():
        _open_case(by, child, team, referred_on)
    step = open_step(
        by,
        kind=kind,
        people=list(numbers.values()),
        team=team,
        worker=by,
        started_on=today,
        clock_from_on=referred_on,
    )
    due = step.due_on, step.due_reason
    try:
        save_answers(by, step, typed=[_real(one, numbers) for one in typed])
        went = _to_the_end(by, step, team)
    except Refused as refused:
        return Tried(tuple((_invented(field, numbers), words) for field, words in refused.problems), *due, ())
    return Tried((), *due, tuple(went))


def _contact(
    by: Worker, team: Team, received_on: date, typed: Sequence[Typed], numbers: Mapping[int, int]
) -> Tried:
    """A contact is taken, sent and decided by the front door's own rules."""
    taker = Worker.objects.create(username="kith-trial-taker", name="Whoever took the call", password="!")  # noqa: S106
    role = practice.current().steps[front_door.KIND].sign_off.by
    Membership.objects.create(worker=taker, team=team, role=role, started_on=received_on)
    contact = front_door.taken(taker, INVENTED, numbers, received_on)
    due = contact.step.due_on, contact.step.due_reason
    try:
        front_door.answered(taker, contact, typed)
        kind, other = queries.kind_of(contact.step), _decider(contact.step, team)
        answers = {(one.name, one.child): one.value for one in typed}
        made = front_door.decided(other, contact, team, answers, numbers)
    except Refused as refused:
        return Tried(tuple((_invented(field, numbers), words) for field, words in refused.problems), *due, ())
    return Tried((), *due, (_waits(kind), *made, *_followed(by, contact.step)))


def _child(by: Worker, name: str, age: int) -> int:
    born = clock.today().year - age
    return create_person(
        by, given_name=name, family_name="Trial", born_told=str(born), sex="F", today=clock.today()
    ).pk


def _open_case(by: Worker, child: int, team: Team, since: date) -> None:
    case = Involvement.objects.create(person_id=child, started_on=since, recorded_at=clock.now())
    Allocation.objects.create(
        involvement=case, team=team, worker=by, started_on=since, by=by, recorded_at=clock.now()
    )


def _decider(step: Step, team: Team) -> Worker:
    """Somebody of the role that signs such work off."""
    other = Worker.objects.create(username="kith-trial", name="Somebody with the role", password="!")  # noqa: S106
    role = queries.kind_of(step).sign_off.by
    Membership.objects.create(worker=other, team=team, role=role, started_on=step.started_on)
    return other


def _waits(kind: StepKind) -> str:
    role = practice.current().roles.get(kind.sign_off.by)
    return f"It waits until the {role.title.lower() if role else kind.sign_off.by} signs it off."


def _to_the_end(by: Worker, step: Step, team: Team) -> list[str]:
    """Send it, let somebody of the role sign it off, and say what each of the two did."""
    kind = queries.kind_of(step)
    step = work.submit(by, step, asked=None)
    role = practice.current().roles.get(kind.sign_off.by)
    told = []
    if kind.sign_off.needed:
        told.append(_waits(kind))
        step = work.sign_off(_decider(step, team), step)
    elif role:
        told.append(f"It is finished at once, and the {role.title.lower()} is told.")
    else:
        told.append("It is finished at once; nobody signs it off.")
    return told + _followed(by, step)


def _followed(by: Worker, step: Step) -> list[str]:
    rows = Step.objects.seen_by(by).filter(came_from=step).order_by("pk")
    found = [
        f"{row.title} starts{f', due {reading_words.short_day(row.due_on)}' if row.due_on else ', without a limit'}."
        for row in rows
    ]
    ended = Involvement.objects.seen_by(by).filter(step_children__step=step, ended_on__isnull=False).count()
    if ended:
        found.append(f"The work with {reading_words.count(ended, 'child', 'children')} ends.")
    return found or ["Nothing else starts by itself."]


def _real(one: Typed, numbers: Mapping[int, int]) -> Typed:
    """What was typed for an invented child, for the row that stands for it."""
    child = numbers.get(one.child) if one.child is not None else None
    value: Any = one.value
    if isinstance(value, list):
        value = [str(numbers[int(item)]) if item in map(str, numbers) else item for item in value]
    return replace(one, child=child, value=value)


def _invented(field: str | None, numbers: Mapping[int, int]) -> str | None:
    """The name of a box with the number of the invented child in it again."""
    back = {str(real): str(key) for key, real in numbers.items()}
    name, _, child = (field or "").rpartition(".")
    return f"{name}.{back[child]}" if child in back else field
