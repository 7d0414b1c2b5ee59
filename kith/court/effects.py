"""What the outcomes of court steps set going, under the names that packs know."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kith.access.models import Worker
from kith.core import Refused
from kith.court.before import actions
from kith.court.models import CourtPeriod, CourtRequest, Direction, PreProceedings
from kith.court.papers.actions import release, withdraw
from kith.work import typed
from kith.work.answers.rules import answer_for
from kith.work.models import Step
from kith.work.steps.queries import answers_of

NOT_NEEDED = "Whoever wrote it said that it is not needed any more."
OUTCOMES = {
    "step_down": "B",
    "to_court": "A",
}  # outcomes of the review -> codes of the list pre_proceedings_outcome


def begin_pre_proceedings(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The legal planning meeting decided it: pre-proceedings begin on the day it was held, for these children."""
    held_on = _day(answers_of(by, step), "held_on", people) or on
    actions.begin(by, people=people, on=held_on, step=step)


def letter_before_proceedings(
    by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date
) -> None:
    """The letter was sent on the day its step says, and offers a family group decision-making meeting or not."""
    answers = answers_of(by, step)
    offered = answer_for(answers, "family_meeting", people[0] if people else None)
    known = {"yes": True, "no": False}.get(str(offered))
    for before in _before(by, people):
        actions.send_letter(by, before, on=_day(answers, "sent_on", people) or on, offered=known)


def pre_proceedings_reviewed(
    by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date
) -> None:
    """A meeting was held; where it decided, pre-proceedings end for these children that way."""
    held_on = _day(answers_of(by, step), "held_on", people) or on
    for before in _before(by, people):
        if not before.meetings.seen_by(by).filter(held_on=held_on).exists():
            actions.hold_meeting(by, before, on=held_on, step=step)
        if outcome in OUTCOMES:
            inside = before.children.seen_by(by).filter(person__in=people).values_list("person_id", flat=True)
            actions.decide(by, before, people=list(inside), outcome=OUTCOMES[outcome], on=held_on)


def court_paper_not_needed(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """What a court wanted in this step is not wanted any more, once no child's part of it goes there."""
    if step.children.seen_by(by).filter(released_at__isnull=True).exclude(outcome=outcome).exists():
        return
    for direction in Direction.objects.seen_by(by).filter(step=step, filed_on=None, dropped_on=None):
        release(by, direction, why=NOT_NEEDED)
    for request in CourtRequest.objects.seen_by(by).filter(step=step, sent_on=None, dropped_on=None):
        withdraw(by, request, why=NOT_NEEDED)


def _before(by: Worker, people: Sequence[int]) -> list[PreProceedings]:
    """The pre-proceedings these children are in. Raises ``Refused`` when there are none."""
    periods = CourtPeriod.objects.seen_by(by).filter(person__in=people, standing__ended_on__isnull=True)
    rows = PreProceedings.objects.seen_by(by).filter(pk__in=periods.values("pre_proceedings"))
    found = list(rows.order_by("pk"))
    if not found:
        raise Refused("None of these children is in pre-proceedings. Begin them on the court page first.")
    return found


def _day(answers: Mapping[Any, Any], question: str, people: Sequence[int]) -> date | None:
    """The day somebody answered, read as people write days."""
    told = answer_for(answers, question, people[0] if people else None)
    return typed.day(str(told)) if told else None
