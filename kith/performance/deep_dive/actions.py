"""Recording a deep dive, what was agreed at it, and what became of that."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.performance.deep_dive import queries, rules
from kith.performance.figure import Place
from kith.performance.models import DeepDive, DeepDiveAction
from kith.work.notices.actions import tell

NOT_YOURS = "You can hold a deep dive of the teams you work in and of those below them."
SETTLED = "Somebody has said meanwhile what became of it. Look again."


@action(May.HOLD_DEEP_DIVE)
def hold(by: Worker, place: Place, *, held_on: date | None, note: str = "") -> DeepDive:
    """Record that a meeting about a place was held. Raises Refused for a day to come, another's place, a second one."""
    words = note.strip()
    if problems := rules.problems_of_meeting(held_on, clock.today(), words):
        raise Refused.several(problems)
    _check_reach(by, place.id)
    made = DeepDive(team_id=place.id or None, note=words, by=by, recorded_at=clock.now())
    made.held_on = held_on  # type: ignore[assignment]
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("There is a deep dive of this place on that day already.", field="held_on") from None
    return made


@action(May.HOLD_DEEP_DIVE)
def agree(by: Worker, dive: DeepDive, *, what: str, owner: int | None, due_on: date | None) -> DeepDiveAction:
    """Write down what was agreed: what, who does it, by when. Whoever does it is told."""
    _check_reach(by, dive.team_id)
    words = " ".join(what.split())
    chosen = queries.able(dive).filter(pk=owner or 0).first()
    if problems := rules.problems_of_agreement(words, chosen is not None, due_on, dive.held_on):
        raise Refused.several(problems)
    return _write(by, dive, words, chosen, due_on)  # type: ignore[arg-type]


def _write(
    by: Worker,
    dive: DeepDive,
    what: str,
    owner: Worker,
    due_on: date,
    carried_from: DeepDiveAction | None = None,
) -> DeepDiveAction:
    made = DeepDiveAction(dive=dive, what=what, owner=owner, due_on=due_on, carried_from=carried_from, by=by)
    made.recorded_at = clock.now()
    made.save(force_insert=True)
    if owner != by:
        tell(by, owner, "deep_dive", f"At a deep dive you were given something to do by {short_day(due_on)}.")
    return made


@action(May.HOLD_DEEP_DIVE)
def settle(
    by: Worker, agreed: DeepDiveAction, *, became: str, done_on: date | None, outcome: str
) -> DeepDiveAction:
    """Say what became of an action: done on a day, or not done and why. Raises Refused where that was said already."""
    row = _open(by, agreed)
    words = " ".join(outcome.split())
    known = became if became != "carried" else ""
    if problems := rules.problems_of_settling(known, done_on, words, row.dive.held_on, clock.today()):
        raise Refused.several(problems)
    return _settled(row, by, became, done_on if became == "done" else None, words)


@action(May.HOLD_DEEP_DIVE)
def carry(
    by: Worker, agreed: DeepDiveAction, *, into: DeepDive, due_on: date | None, outcome: str = ""
) -> DeepDiveAction:
    """Carry an action over to a later meeting about the same place, with a new day. Gives the new row."""
    row = _open(by, agreed)
    words = " ".join(outcome.split())
    if into.team_id != row.dive.team_id or into.held_on <= row.dive.held_on:
        raise Refused("An action is carried over to a later meeting about the same place.")
    problems = rules.problems_of_due_day(due_on, into.held_on)
    problems += rules.problems_of_settling("carried", None, words, row.dive.held_on, clock.today())
    if problems:
        raise Refused.several(problems)
    _settled(row, by, "carried", None, words)
    return _write(by, into, row.what, row.owner, due_on, row)  # type: ignore[arg-type]


def _open(by: Worker, agreed: DeepDiveAction) -> DeepDiveAction:
    row = (
        DeepDiveAction.objects.select_for_update(of=("self",))
        .select_related("dive", "owner")
        .get(pk=agreed.pk)
    )
    _check_reach(by, row.dive.team_id)
    if row.became:
        raise Refused(SETTLED)
    return row


def _settled(
    row: DeepDiveAction, by: Worker, became: str, done_on: date | None, outcome: str
) -> DeepDiveAction:
    row.became, row.done_on, row.outcome = became, done_on, outcome
    row.settled_by, row.settled_at = by, clock.now()
    row.save(update_fields=["became", "done_on", "outcome", "settled_by", "settled_at"])
    return row


def _check_reach(by: Worker, team: int | None) -> None:
    if not queries.reaches(by, team, clock.today()):
        raise Refused(NOT_YOURS)
