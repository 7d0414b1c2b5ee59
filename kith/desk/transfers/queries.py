"""Offers to and from a team as the team sees them, and the families that can be offered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from kith.access.models import Team, Worker
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.desk.queries import ChildName, child_name, person_columns
from kith.work.models import Allocation, Transfer
from kith.work.transfers.rules import waited

PLACE = "involvement__person__"
ANSWERED = 20


@dataclass(slots=True)
class Offer:
    """Brothers and sisters offered together."""

    number: int
    family: str
    from_team: str
    to_team: str
    coming: bool
    asked_on: date
    days: int
    asked_by: str
    from_worker: str
    decision: str
    words: str
    reason: str
    children: list[ChildName] = field(default_factory=list)


@prepared
def _rows(viewer: Worker, teams: Sequence[int], *, waiting: bool) -> QuerySet[Any, Any]:
    rows = Transfer.objects.seen_by(viewer).filter(Q(from_team__in=teams) | Q(to_team__in=teams))
    rows = rows.exclude(from_team=F("to_team"))
    rows = rows.filter(decision="") if waiting else rows.exclude(decision="")
    rows = rows.order_by("asked_on", "pk") if waiting else rows.order_by("-decided_at", "pk")
    return rows.values_list(
        "pk", "together", "involvement__family__name", "from_team__name", "to_team__name", "to_team_id",
        "asked_on", "decided_on", "asked_by__name", "from_worker__name", "decision", "words", "reason",
        *person_columns(PLACE),
    )[: 200 if waiting else 60]  # fmt: skip


def offers(viewer: Worker, team: Team, today: date, *, waiting: bool) -> list[Offer]:
    """Offers to and from a team that wait, the oldest first; or those answered, the latest first. One query."""
    days = working_calendar()
    found: dict[Any, Offer] = {}
    for pk, together, family, source, to, to_id, asked_on, decided_on, *rest in _rows(
        viewer, [team.pk], waiting=waiting
    ):
        asked_by, holder, decision, words, reason, *person = rest
        child = child_name(*person, today=today)
        if together not in found:
            found[together] = Offer(
                pk, family or child.family_name, source, to, to_id == team.pk, asked_on,
                waited(asked_on, decided_on or today, days), asked_by, holder or "", decision, words, reason,
            )  # fmt: skip
        found[together].children.append(child)
    return list(found.values())[: None if waiting else ANSWERED]


@dataclass(slots=True)
class HeldFamily:
    """A family of the team, with the numbers of its open cases."""

    key: int
    name: str
    worker: str
    offered: bool = False
    children: list[ChildName] = field(default_factory=list)
    involvements: list[int] = field(default_factory=list)


@prepared
def _held(viewer: Worker, team: int) -> QuerySet[Any, Any]:
    rows = Allocation.objects.seen_by(viewer).filter(
        team=team, ended_on__isnull=True, involvement__ended_on__isnull=True
    )
    return rows.order_by("involvement__family__name", f"{PLACE}family_name", "pk").values_list(
        "involvement_id", "involvement__family_id", "involvement__family__name", "worker__name",
        *person_columns(PLACE),
    )  # fmt: skip


@prepared
def _offered(viewer: Worker, team: int) -> QuerySet[Any, Any]:
    rows = Transfer.objects.seen_by(viewer).filter(from_team=team, decision="")
    return rows.values_list("involvement_id", flat=True)


def families(viewer: Worker, team: Team, today: date) -> list[HeldFamily]:
    """Every family that a team holds, by name. Two queries."""
    offered = set(_offered(viewer, team.pk))
    found: dict[int, HeldFamily] = {}
    for involvement, family, name, worker, *person in _held(viewer, team.pk):
        child, key = child_name(*person, today=today), family or -involvement
        row = found.setdefault(key, HeldFamily(key, name or child.family_name, worker or "nobody yet"))
        row.children.append(child)
        row.involvements.append(involvement)
        row.offered = row.offered or involvement in offered
    return list(found.values())
