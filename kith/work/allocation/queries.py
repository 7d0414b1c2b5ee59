"""What workers hold: weights of children and of caseloads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.work.allocation import rules
from kith.work.models import OPEN_STATES, Allocation, StepChild

NOTHING = Decimal(0)


@dataclass(slots=True)
class Caseload:
    """How many children a worker holds and what they weigh together."""

    children: int = 0
    weight: Decimal = NOTHING


def weights() -> dict[str, Decimal]:
    """The weight of each kind of work, as the list ``caseload_weight`` has it today."""
    return {
        code.code: Decimal(code.note)
        for code in practice.current().lists["caseload_weight"].on(clock.today())
    }


@prepared
def _open_kinds(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = StepChild.objects.seen_by(viewer).filter(
        person__in=people, released_at__isnull=True, step__state__in=OPEN_STATES
    )
    return rows.values_list("person_id", "step__kind").distinct()


def weights_of_children(viewer: Worker, people: Sequence[int]) -> dict[int, Decimal]:
    """What each of these children weighs now, by the work that is open about them. One query."""
    groups = {
        kind.code: kind.group
        for held in practice.authority().practices.values()
        for kind in held.steps.values()
    }
    work: dict[int, set[str]] = defaultdict(set)
    for person, kind in _open_kinds(viewer, people):
        work[person].add(groups.get(kind, ""))
    known = weights()
    return {person: rules.weight_of_child(work[person], known) for person in people}


@prepared
def _held(viewer: Worker, workers: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Allocation.objects.seen_by(viewer).filter(worker__in=workers, ended_on__isnull=True)
    return rows.values_list("worker_id", "involvement__person_id")


def weights_of_workers(viewer: Worker, workers: Sequence[int]) -> dict[int, Caseload]:
    """The caseload of each of these workers today. Two queries."""
    held = _held(viewer, workers)
    by_child = weights_of_children(viewer, [person for _, person in held])
    loads = {worker: Caseload() for worker in workers}
    for worker, person in held:
        loads[worker].children += 1
        loads[worker].weight += by_child[person]
    return loads
