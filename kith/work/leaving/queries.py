"""Everything a worker holds in a team."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access.models import Team, Worker
from kith.database.prepared import prepared
from kith.database.together import together
from kith.work.leaving.rules import Left
from kith.work.models import (
    OPEN_STATES,
    Allocation,
    Answer,
    CaseExtra,
    PlannedVisit,
    SignOff,
    Step,
    StepChild,
)
from kith.work.plans.handing.queries import plans, tasks


def children(viewer: Worker, worker: Worker | int, team: Team | int) -> QuerySet[Any]:
    """Open spells of the worker in the team, of the children that the viewer may know of."""
    rows = Allocation.objects.seen_by(viewer).filter(worker=worker, team=team, ended_on__isnull=True)
    return rows.filter(involvement__ended_on__isnull=True)


def steps(viewer: Worker, worker: Worker | int, team: Team | int) -> QuerySet[Any]:
    """Open steps of the worker in the team."""
    return Step.objects.seen_by(viewer).filter(worker=worker, team=team, state__in=OPEN_STATES)


def sign_offs(viewer: Worker, worker: Worker | int) -> QuerySet[Any]:
    """Decisions that wait for this worker by name."""
    return SignOff.objects.seen_by(viewer).filter(asked=worker, decided_at__isnull=True)


def people_left(viewer: Worker, worker: Worker, team: Team, *, leaves_us: bool) -> list[int]:
    """Whom the open steps are about, and with ``leaves_us`` the decisions that wait. One query."""
    about = Q(step__in=steps(viewer, worker, team).values("pk"))
    if leaves_us:
        about |= Q(step__in=sign_offs(viewer, worker).values("step"))
    rows = StepChild.objects.seen_by(viewer).filter(about, released_at__isnull=True)
    return sorted(set(rows.values_list("person", flat=True)))


def visits(viewer: Worker, worker: Worker | int) -> QuerySet[Any]:
    """Planned visits that are not made or cancelled."""
    rows = PlannedVisit.objects.seen_by(viewer)
    return rows.filter(worker=worker, visit__isnull=True, cancelled_at__isnull=True)


def co_works(viewer: Worker, worker: Worker | int) -> QuerySet[Any]:
    """Cases worked on beside somebody who holds them."""
    return CaseExtra.objects.seen_by(viewer).filter(
        worker=worker, ended_on__isnull=True, involvement__ended_on__isnull=True
    )


@prepared
def _children(viewer: Worker, worker: int, team: int) -> QuerySet[Any, Any]:
    return children(viewer, worker, team).values_list("pk", flat=True)


@prepared
def _steps(viewer: Worker, worker: int, team: int) -> QuerySet[Any, Any]:
    begun = Answer.objects.seen_by(viewer).filter(step=OuterRef("pk"))
    return steps(viewer, worker, team).values_list(Exists(begun), flat=True)


@prepared
def _sign_offs(viewer: Worker, worker: int) -> QuerySet[Any, Any]:
    return sign_offs(viewer, worker).values_list("pk", flat=True)


@prepared
def _visits(viewer: Worker, worker: int) -> QuerySet[Any, Any]:
    return visits(viewer, worker).values_list("pk", flat=True)


@prepared
def _co_works(viewer: Worker, worker: int) -> QuerySet[Any, Any]:
    return co_works(viewer, worker).values_list("pk", flat=True)


@prepared
def _plans(viewer: Worker, worker: int) -> QuerySet[Any, Any]:
    return plans(viewer, worker).values_list("pk", flat=True)


@prepared
def _tasks(viewer: Worker, worker: int) -> QuerySet[Any, Any]:
    return tasks(viewer, worker).values_list("pk", flat=True)


def left(viewer: Worker, worker: Worker, team: Team, *, leaves_us: bool) -> Left:
    """How much the worker holds in the team; ``leaves_us``: also what lies with no team. One query."""
    in_team = [(ask, viewer, worker.pk, team.pk) for ask in (_children, _steps)]
    elsewhere = (_sign_offs, _visits, _co_works, _plans, _tasks) if leaves_us else ()
    held, begun, *others = together(*in_team, *((ask, viewer, worker.pk) for ask in elsewhere))
    return Left(len(held), len(begun), sum(begun), *(map(len, others) if leaves_us else [0] * 5))
