"""What one worker of a team holds, child by child, with weights and their reasons."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kith.access.models import Leave, Membership, Team, Worker, WorkerSkill, holding
from kith.access.presence.queries import absence
from kith.access.presence.rules import Absence
from kith.database.prepared import prepared
from kith.desk.queries import ChildName, child_name, person_columns
from kith.work.allocation import queries as weights
from kith.work.allocation import weighing
from kith.work.allocation.weighing import Weight
from kith.work.models import OPEN_STATES, Allocation, CaseExtra, Step

PLACE = "involvement__person__"


@dataclass(slots=True)
class Held:
    """One child a worker holds or works on beside somebody, with weight and what was added."""

    involvement: int
    child: ChildName
    family: str
    since: date
    weight: Weight
    beside: str = ""
    extras: list[tuple[int, str, str]] = field(default_factory=list)


def member(team: Team, number: int, today: date) -> Worker | None:
    """The worker with this number, when in the team today."""
    here = Membership.objects.filter(holding(today), team=team, worker=number)
    return Worker.objects.filter(pk__in=here.values("worker")).first()


@prepared
def _holds(viewer: Worker, worker: int) -> QuerySet[Any, Any]:
    rows = Allocation.objects.seen_by(viewer).filter(worker=worker, ended_on__isnull=True)
    rows = rows.filter(involvement__ended_on__isnull=True)
    return rows.order_by("involvement__family__name", f"{PLACE}born_on", "pk").values_list(
        "involvement_id", "involvement__family__name", "started_on", *person_columns(PLACE)
    )


@prepared
def _co_works(viewer: Worker, worker: int) -> QuerySet[Any, Any]:
    rows = CaseExtra.objects.seen_by(viewer).filter(
        worker=worker, ended_on__isnull=True, involvement__ended_on__isnull=True
    )
    return rows.order_by("pk").values_list(
        "pk", "involvement_id", "involvement__family__name", "started_on", *person_columns(PLACE)
    )


@prepared
def _added(viewer: Worker, involvements: Sequence[int]) -> QuerySet[Any, Any]:
    rows = CaseExtra.objects.seen_by(viewer).filter(involvement__in=involvements, ended_on__isnull=True)
    return rows.order_by("pk").values_list("pk", "involvement_id", "code", "worker__name")


def held(viewer: Worker, worker: Worker, today: date) -> list[Held]:
    """Every child the worker holds or works on, family by family. Five queries."""
    rows = list(_holds(viewer, worker.pk))
    weighed = weights.weights_of_children(viewer, [person[0] for _, _, _, *person in rows])
    added: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for extra, involvement, code, name in _added(viewer, [row[0] for row in rows]):
        added[involvement].append((extra, code, name or ""))
    found = []
    for involvement, family, since, *person in rows:
        child = child_name(*person, today=today)
        weight = weighed[child.person_id]
        found.append(
            Held(involvement, child, family or child.family_name, since, weight, extras=added[involvement])
        )
    beside = weighing.weight_of_co_work(weights.weights(today))
    for extra, involvement, family, since, *person in _co_works(viewer, worker.pk):
        child = child_name(*person, today=today)
        mine = [(extra, weighing.CO_WORK, "")]
        found.append(
            Held(involvement, child, family or child.family_name, since, beside, "works on it too", mine)
        )
    return found


def leaves(worker: Worker, today: date) -> list[tuple[int, Absence]]:
    """Leave that runs or is to come, with its number. One query."""
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    rows = Leave.objects.filter(running, worker=worker, taken_back_at__isnull=True).order_by("started_on")
    return [(row.pk, absence(row.kind, row.started_on, row.ended_on)) for row in rows]


def skills(worker: Worker) -> dict[str, list[str]]:
    """Codes of skills and languages, by kind. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = WorkerSkill.objects.filter(worker=worker, ended_on__isnull=True).values_list("kind", "code")
    for kind, code in rows:
        found[kind].append(code)
    return found


def open_work(viewer: Worker, worker: Worker, team: Team) -> list[dict[str, Any]]:
    """Open steps of the worker in the team that the viewer may see, the first due first. One query."""
    rows = Step.objects.seen_by(viewer).filter(worker=worker, team=team, state__in=OPEN_STATES)
    return list(rows.order_by("due_on", "pk").values("id", "title", "state", "due_on", "family__name"))
