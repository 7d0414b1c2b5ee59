"""The families of one worker, and the children of one handover."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Team, Worker
from kith.database.prepared import prepared
from kith.desk.queries import ChildName, child_name, person_columns
from kith.work.models import Allocation, Transfer
from kith.work.transfers.queries import offered_now

PLACE = "involvement__person__"


@dataclass(slots=True)
class HeldFamily:
    """A family of a worker, with the numbers of its open cases."""

    key: int
    name: str
    since: date
    is_going: bool = False
    children: list[ChildName] = field(default_factory=list)
    involvements: list[int] = field(default_factory=list)


@prepared
def _held(viewer: Worker, worker: int, team: int) -> QuerySet[Any, Any]:
    rows = Allocation.objects.seen_by(viewer).filter(
        worker=worker, team=team, ended_on__isnull=True, involvement__ended_on__isnull=True
    )
    return rows.order_by("involvement__family__name", f"{PLACE}born_on", "pk").values_list(
        "involvement_id", "involvement__family_id", "involvement__family__name", "started_on",
        *person_columns(PLACE),
    )  # fmt: skip


def families(viewer: Worker, worker: Worker, team: Team, today: date) -> list[HeldFamily]:
    """Every family whose children a worker holds in a team, by name. Two queries."""
    rows = list(_held(viewer, worker.pk, team.pk))
    going = offered_now([row[0] for row in rows])
    found: dict[int, HeldFamily] = {}
    for involvement, family, name, since, *person in rows:
        child, key = child_name(*person, today=today), family or -involvement
        row = found.setdefault(key, HeldFamily(key, name or child.family_name, since))
        row.children.append(child)
        row.involvements.append(involvement)
        row.is_going = row.is_going or involvement in going
    return list(found.values())


def inside(viewer: Worker, transfer: Transfer, today: date) -> tuple[str, list[ChildName]]:
    """The family's name and the children on the way together, the eldest first. One query."""
    together = Transfer.objects.seen_by(viewer).filter(together=transfer.together)
    columns = together.values_list("involvement__family__name", *person_columns(PLACE))
    rows = list(columns.order_by(f"{PLACE}born_on", "pk"))
    children = [child_name(*person, today=today) for _, *person in rows]
    return rows[0][0] or children[0].family_name, children
