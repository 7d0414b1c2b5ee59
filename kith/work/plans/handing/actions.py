"""Handing one plan, or one promise in it, to somebody else."""

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.work.models import FamilyPlan, PlanTask
from kith.work.plans.keeping.actions import keep_change


@action(May.ALLOCATE)
def hand_plan(by: Worker, plan: FamilyPlan, *, worker: Worker | None, team: Team) -> FamilyPlan:
    """Another worker or team keeps the plan from now on; who did before stays in its history."""
    keep_change(by, plan, "plan", plan, {"worker": worker, "team": team})
    return plan


@action(May.ALLOCATE)
def hand_task(by: Worker, plan: FamilyPlan, task: PlanTask, *, worker: Worker) -> PlanTask:
    """Another of our workers does what was promised; who promised stays in the plan's history."""
    keep_change(by, plan, "task", task, {"worker": worker, "owner": worker.name[:80]})
    return task
