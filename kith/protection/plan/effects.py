"""What finished work does to child protection plans, under the names the packs know."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.protection.models import CoreGroup, ProtectionPlan
from kith.protection.plan import actions, queries
from kith.protection.plan.actions import AFTER_BIRTH, BESIDE_CARE
from kith.work import typed
from kith.work.models import Standing, Step
from kith.work.notices.actions import tell
from kith.work.steps.queries import answers_of, holder_of
from kith.work.timescales import actions as timescales

BESIDE = (
    "A child on a child protection plan is looked after now. The plan goes on until a review conference, or the chair, "
    "ends it."
)


def record_core_group(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The core group met on the day that was written; a child who has no plan that day has no group of it."""
    held_on = typed.day(str(answers_of(by, step).get(("held_on", None), ""))) or on
    met = [person for person in people if _is_new(by, person, held_on)]
    if met:
        actions.record_core_group(by, met, held_on=held_on, step=step)


def _is_new(by: Worker, person: int, held_on: date) -> bool:
    """Whether the child had a plan that day, and the group is not on the record yet."""
    plan = queries.plan_on(by, person, held_on)
    return plan is not None and not CoreGroup.objects.seen_by(by).filter(plan=plan, held_on=held_on).exists()


def born(by: Worker, *, person: int, on: date) -> None:
    """A child on a plan since before birth is born: the plan is looked at again soon after."""
    plan = queries.open_of(by, [person]).get(person)
    if plan is not None and plan.standing.started_on <= on:
        _watch(by, plan, code=AFTER_BIRTH, since=on, event="the birth", standing=plan.standing)


def beside_care(by: Worker, *, standing: Standing) -> None:
    """A child on a plan begins to be looked after: the plan goes on, and whether it is still needed is to be decided.

    Whoever holds the child and whoever chaired its conference are told. No plan is ended by itself.
    """
    plan = queries.open_of(by, [standing.person_id]).get(standing.person_id)
    if plan is None or plan.standing.started_on > standing.started_on:
        return
    _watch(
        by,
        plan,
        code=BESIDE_CARE,
        since=standing.started_on,
        event="the start of care",
        standing=standing,
    )
    held = holder_of([standing.person_id])
    chair = plan.conference.chair if plan.conference else None
    told = {one.pk: one for one in (held[1] if held else None, chair) if one}
    for worker in told.values():
        tell(by, worker, "plan_beside_care", BESIDE, person=standing.person)


def _watch(
    by: Worker, plan: ProtectionPlan, *, code: str, since: date, event: str, standing: Standing
) -> None:
    """Let a clock of a plan run from something that happened while it held, until the plan is looked at again.

    Where that is on record since, it is met. ``standing``: with what it ends.
    """
    person = plan.standing.person_id
    timescales.start(by, code=code, person=person, from_on=since, event=event, standing=standing)
    days = queries.review_days(by, person) + (queries.group_days(by, plan.pk) if code == AFTER_BIRTH else [])
    if met := min((day for day in days if day >= since), default=None):
        timescales.meet(by, code=code, person=person, on=met)
