"""What workers hold: weights of children and of caseloads, with what they are made of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Value

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.database.together import together
from kith.practice.caseload import CO_WORK, LIST, Weights, weights_on
from kith.work.allocation import weighing
from kith.work.allocation.weighing import Weight
from kith.work.models import OPEN_STATES, Allocation, CaseExtra, StepChild

NOTHING = Decimal(0)


@dataclass(slots=True)
class Caseload:
    """How many children a worker holds and what they weigh together, with those worked on beside others."""

    children: int = 0
    weight: Decimal = NOTHING
    co_works: int = 0


def weights(day: date | None = None) -> Weights:
    """The points of a day (today), as the packs have them."""
    return weights_on(practice.current().lists.get(LIST), day or clock.today())


@prepared
def _open_kinds(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = StepChild.objects.seen_by(viewer).filter(
        person__in=people, released_at__isnull=True, step__state__in=OPEN_STATES
    )
    return rows.values_list("person_id", "step__kind").distinct()


@prepared
def _extras(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = CaseExtra.objects.seen_by(viewer).filter(
        involvement__person__in=people, involvement__ended_on__isnull=True, ended_on__isnull=True
    )
    return rows.filter(worker__isnull=True).values_list("involvement__person_id", "code")


def weights_of_children(viewer: Worker, people: Sequence[int]) -> dict[int, Weight]:
    """What each of these children weighs now, by the open work and what was added. One query."""
    found: dict[int, Weight] = {}
    packs = (*practice.authority().practices.values(), practice.current())  # the last with what was published
    groups = {kind.code: kind.group for held in packs for kind in held.steps.values()}
    ids = list(people)
    opened, added = together((_open_kinds, viewer, ids), (_extras, viewer, ids))
    work: dict[int, set[str]] = defaultdict(set)
    for person, kind in opened:
        work[person].add(groups.get(kind, ""))
    extras: dict[int, set[str]] = defaultdict(set)
    for person, code in added:
        extras[person].add(code)
    known, alike = weights(), {}
    for person in people:
        case = (frozenset(work[person]), frozenset(extras[person]))
        if case not in alike:  # a team's children are few kinds of case
            alike[case] = weighing.weight_of_child(*case, known)
        found[person] = alike[case]
    return found


@prepared
def _held(viewer: Worker, workers: Sequence[int]) -> QuerySet[Any, Any]:
    """Worker, child, and whether somebody else holds the child and the worker works beside them."""
    held = Allocation.objects.seen_by(viewer).filter(worker__in=workers, ended_on__isnull=True)
    beside = CaseExtra.objects.seen_by(viewer).filter(
        worker__in=workers, ended_on__isnull=True, involvement__ended_on__isnull=True, code=CO_WORK
    )
    return held.values_list("worker_id", "involvement__person_id", Value(False)).union(
        beside.values_list("worker_id", "involvement__person_id", Value(True)), all=True
    )


def weights_with(
    viewer: Worker, workers: Sequence[int], others: Sequence[int]
) -> tuple[dict[int, Caseload], dict[int, Weight]]:
    """The caseload of each of these workers, and the weights of other children with those they hold. Two queries."""
    rows = _held(viewer, workers)
    held = [(worker, person) for worker, person, is_beside in rows if not is_beside]
    by_child = weights_of_children(viewer, [*(person for _, person in held), *others])
    loads = {worker: Caseload() for worker in workers}
    for worker, person in held:
        loads[worker].children += 1
        loads[worker].weight += by_child[person].points
    beside = weighing.weight_of_co_work(weights()).points
    for worker in (worker for worker, _, is_beside in rows if is_beside):
        loads[worker].co_works += 1
        loads[worker].weight += beside
    return loads, by_child
