"""What somebody promises in a plan: added, changed, done or dropped."""

from typing import Any

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.people.queries import unknown_to
from kith.work.models import FamilyPlan, PlanGoal, PlanTask
from kith.work.models.plans import OWNERS, RESULTS
from kith.work.notices.actions import tell
from kith.work.plans import queries, rules
from kith.work.plans.keeping.actions import changed, held, keep_added, keep_change, refuse, row_of


@action(May.WRITE_STEP)
def add_task(by: Worker, plan: FamilyPlan, *, told: rules.Promise) -> PlanTask:
    """Add something that somebody promises. Raises ``Refused`` with all that is missing or does not fit."""
    plan = held(by, plan)
    task = PlanTask(plan=plan, started_on=clock.today(), recorded_at=clock.now())
    for field, value in _task_values(by, plan, told).items():
        setattr(task, field, value)
    task.save(force_insert=True)
    keep_added(by, plan, "task", task)
    tell(by, task.worker, "plan", "A plan says that you will do something. See My work.")
    return task


@action(May.WRITE_STEP)
def change_task(by: Worker, plan: FamilyPlan, *, task: int, told: rules.Promise, seen: int) -> PlanTask:
    """Change what was promised; what stood there is kept. Raises ``Refused`` for what is done or dropped, and as
    ``write_words`` does."""
    plan = held(by, plan)
    row, values = _open_task(by, plan, task), _task_values(by, plan, told)
    since = queries.changes_since(by, plan, "task", row.pk, seen)
    refuse(rules.clashes(changed(since, rules.BOXES), rules.in_boxes(values), rules.in_boxes(vars(row))))
    keep_change(by, plan, "task", row, values)
    return row


def _task_values(by: Worker, plan: FamilyPlan, told: rules.Promise) -> dict[str, Any]:
    today, since = clock.today(), plan.started_on
    helps = [code for code, _ in practice.current().lists["help_kind"].choices(today)]
    worker = Worker.objects.filter(pk=told.worker, is_active=True).first() if told.worker else None
    person = Person.objects.seen_by(by).filter(pk=told.person).first() if told.person else None
    wrong = rules.problems_with_task(told, owners=OWNERS, helps=helps, started_on=since, today=today)
    if (told.worker and worker is None) or (told.person and person is None):
        wrong.append(("owner", "Say who does it, by name."))
    if worker and told.owner_kind == "worker" and unknown_to(worker, plan.people_ids()):
        wrong.append(("owner", f"{worker.name} cannot be given this. Choose somebody else."))
    refuse(wrong)
    goal = row_of(PlanGoal, by, plan, told.goal, "This goal is not in the plan.") if told.goal else None
    due_on, words = rules.by_when(told.when, today)
    return {
        "words": told.words, "owner_kind": told.owner_kind, "owner": told.owner, "help": told.help,
        "worker": worker if told.owner_kind == "worker" else None,
        "person": person if told.owner_kind == "family" else None,
        "goal": goal, "due_on": due_on, "due_words": words,
    }  # fmt: skip


@action(May.WRITE_STEP)
def finish_task(by: Worker, plan: FamilyPlan, *, task: int, done: bool, result: str, words: str) -> PlanTask:
    """Say that something was done, or dropped with the reason, and whether it helped."""
    plan = held(by, plan)
    row, words = _open_task(by, plan, task), rules.tidied(words)
    wrong = rules.too_long("result_words", "What came of it", words, rules.LONGEST_LINE)
    if done:
        wrong += rules.problems_with_result(result, RESULTS)
    else:
        wrong += rules.lacking("result_words", words, "Say why it is dropped.")
    refuse(wrong)
    today = clock.today()
    if done:
        told = {"done_on": today, "result": result, "result_on": today, "result_words": words}
    else:
        told = {"dropped_on": today, "dropped_why": words}
    keep_change(by, plan, "task", row, told)
    return row


def _open_task(by: Worker, plan: FamilyPlan, task: int) -> PlanTask:
    row: PlanTask = row_of(PlanTask, by, plan, task, "This is not in the plan.")
    if not row.is_open:
        raise Refused("This was done or dropped already.")
    return row
