"""What finished work does to child in need plans, and what makes them end, under the names the wiring knows."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.inneed.plan import actions, queries, rules
from kith.people.models import Person
from kith.work import typed
from kith.work.models import Step
from kith.work.steps.queries import answers_of


def begin_in_need_plan(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The plans of these children begin on the day they were made; a child that has one keeps it."""
    held = queries.open_of(by, people)
    new = [person for person in people if person not in held]
    if new:
        actions.begin(by, new, on=_day(by, step, "met_on", on), step=step)


def decided_at_conference(by: Worker, *, person: int, on: date) -> None:
    """A conference decided on a child in need plan: it begins on that day; a child that has one keeps it."""
    if person not in queries.open_of(by, [person]):
        actions.begin(by, [person], on=on)


def review_in_need_plan(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The plans of these children were reviewed; what was decided happens. A child without a plan has no review.

    A plan that has ended since is reviewed too: the work may be signed off later than what took the plan's place.
    """
    held, held_on = queries.open_of(by, people), _day(by, step, "met_on", on)
    reviewed = [person for person in people if person in held or queries.plan_on(by, person, held_on)]
    if not reviewed:
        return
    decision = rules.DECIDED[outcome]
    ahead = _day(by, step, "next_on", held_on) if decision == "go_on" else held_on
    actions.review(
        by,
        reviewed,
        held_on=held_on,
        decision=decision,
        next_on=ahead if ahead > held_on else None,
        step=step,
    )


def _day(by: Worker, step: Step, question: str, otherwise: date) -> date:
    return typed.day(str(answers_of(by, step).get((question, None), ""))) or otherwise


def make_way(by: Worker, *, person: int, kind: str, on: date) -> None:
    """A protection plan begins or the child is looked after: the child in need plan ends that day."""
    actions.make_way(by, Person.objects.seen_by(by).get(pk=person), kind=kind, on=on)
