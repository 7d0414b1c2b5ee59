"""Which plans and promises go with children who are given to somebody else, or whose worker leaves."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import Refused
from kith.people.queries import unknown_to
from kith.work.models import Allocation, FamilyPlan, PlanChild
from kith.work.plans.handing.actions import hand_plan, hand_task
from kith.work.plans.handing.queries import open_of, plans, tasks


def follow_child(by: Worker, person: int, *, before: Allocation, after: Allocation) -> None:
    """A plan goes with the last of its children that the former holder had, and so do the holder's promises in it.

    In a tray a plan has no worker; what its worker has promised stays until somebody takes the children. One query
    where there is no plan.
    """
    made_for = list(open_of(by, person))
    if not made_for:
        return
    still = Allocation.objects.unguarded(EVERY_ROW).filter(
        worker=before.worker_id, team=before.team_id, ended_on__isnull=True
    )
    others = PlanChild.objects.unguarded(EVERY_ROW).filter(
        plan=OuterRef("pk"), person__in=still.values("involvement__person")
    )
    theirs = FamilyPlan.objects.seen_by(by)
    if after.worker:  # a plan with a child they may not know of stays with who had it
        theirs = theirs.seen_by(after.worker)
    kept = theirs.filter(
        ~Exists(others), pk__in=made_for, worker=before.worker_id, team=before.team_id, ended_on__isnull=True
    )
    for plan in kept.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        hand_plan(by, plan, worker=after.worker, team=after.team)
        if before.worker_id and after.worker:
            for task in tasks(by, before.worker_id).filter(plan=plan).order_by("pk"):
                hand_task(by, plan, task, worker=after.worker)


def leave_none(by: Worker, worker: Worker, *, takers: Mapping[int, Worker | None], manager: Worker) -> None:
    """What a leaver keeps and has promised in plans goes to who takes a child of the plan, else to ``manager``.

    Raises ``Refused`` as ``taker_of`` does.
    """
    for plan in plans(by, worker.pk).select_for_update(no_key=True, of=("self",)).order_by("pk"):
        hand_plan(by, plan, worker=taker_of(_people(by, plan), takers, manager), team=plan.team)
    for task in tasks(by, worker.pk).order_by("pk"):
        plan = FamilyPlan.objects.seen_by(by).select_for_update(no_key=True).get(pk=task.plan_id)
        hand_task(by, plan, task, worker=taker_of(_people(by, plan), takers, manager))


def taker_of(people: Collection[int], takers: Mapping[int, Worker | None], manager: Worker) -> Worker:
    """Who gets something about these people: the first taker of one of them who may know of all, else ``manager``.

    ``takers`` are by person. Raises ``Refused`` where the manager may not know of one of them.
    """
    for person in people:
        taker = takers.get(person)
        if taker and not unknown_to(taker, people):
            return taker
    if unknown_to(manager, people):
        raise Refused(f"{manager.name} cannot be given what is left. Choose somebody else.", "manager")
    return manager


def _people(by: Worker, plan: FamilyPlan) -> list[int]:
    rows = PlanChild.objects.seen_by(by).filter(plan=plan).order_by("pk")
    return list(rows.values_list("person", flat=True))
