"""Plans a worker keeps, and what the worker has promised in plans."""

from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.work.models import FamilyPlan, PlanChild, PlanTask


def tasks(viewer: Worker, worker: int) -> QuerySet[Any]:
    """What a worker has promised in open plans and has neither done nor dropped."""
    rows = PlanTask.objects.seen_by(viewer).filter(worker=worker, plan__ended_on__isnull=True)
    return rows.filter(done_on__isnull=True, dropped_on__isnull=True)


def plans(viewer: Worker, worker: int) -> QuerySet[Any]:
    """Open plans that a worker keeps."""
    return FamilyPlan.objects.seen_by(viewer).filter(worker=worker, ended_on__isnull=True)


@prepared
def open_of(viewer: Worker, person: int) -> QuerySet[Any, Any]:
    """Open plans that are made for a child, by number."""
    rows = PlanChild.objects.seen_by(viewer).filter(person=person, plan__ended_on__isnull=True)
    return rows.values_list("plan_id", flat=True)
