"""Clocks of plans that law asks for by a day: the plan itself, and looking at it again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.work.models import FamilyPlan, Standing
from kith.work.timescales.actions import meet, run_again, start


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clock a plan meets when it begins, those its reviews meet, and the kind of standing they run with.

    ``again`` runs from one review to the next; ``once`` was begun by something else that asks for a review.
    """

    first: str
    again: str
    standing: str
    once: str = ""


CLOCKS = {"pathway": Clocks("pathway_plan", "pathway_review", "care_leaver", "pathway_review_moved")}


def begun(by: Worker, plan: FamilyPlan, people: Sequence[int]) -> None:
    """A plan for these people (ids) began; part of that action."""
    if clocks := CLOCKS.get(plan.kind):
        on = plan.started_on
        for person in people:
            meet(by, code=clocks.first, person=person, on=on)
        for one in _standings(by, clocks, people):
            start(by, code=clocks.again, person=one.person_id, from_on=on, event="the plan", standing=one)


def reviewed(by: Worker, plan: FamilyPlan, on: date, *, ends: bool) -> None:
    """A plan was looked at on a day, and goes on unless it ends; part of that action."""
    if clocks := CLOCKS.get(plan.kind):
        people, again = plan.people_ids(), clocks.again
        for person in people:
            for code in filter(None, (again if ends else "", clocks.once)):
                meet(by, code=code, person=person, on=on)
        for one in () if ends else _standings(by, clocks, people):
            run_again(
                by, codes=(again,), code=again, person=one.person_id, on=on, event="the last review", standing=one
            )  # fmt: skip


def _standings(by: Worker, clocks: Clocks, people: Sequence[int]) -> QuerySet[Standing]:
    return Standing.objects.seen_by(by).filter(person__in=people, kind=clocks.standing, ended_on__isnull=True)
