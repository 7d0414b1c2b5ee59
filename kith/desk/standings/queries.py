"""The children of the teams one reaches by how they stand with the service."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.access.models import Team, Worker
from kith.database.prepared import prepared
from kith.desk.queries import ChildName, child_name, person_columns
from kith.work.models import Allocation, Standing

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One child: since when, how often before, and who holds it."""

    standing: int
    child: ChildName
    started_on: date
    earlier: int
    team: str
    worker: str


def _of_teams(viewer: Worker, teams: list[int]) -> QuerySet[Standing]:
    """Open standings of children whom these teams hold."""
    held = Allocation.objects.seen_by(viewer).filter(
        involvement__person=OuterRef("person"), involvement__ended_on=None, ended_on=None, team__in=teams
    )
    return Standing.objects.seen_by(viewer).filter(Exists(held), ended_on=None)


@prepared
def counts(viewer: Worker, teams: list[int]) -> QuerySet[Any, Any]:
    """How many children stand so now, by kind. One query."""
    return _of_teams(viewer, teams).order_by().values_list("kind").annotate(Count("pk"))


def _wanted(
    viewer: Worker, teams: list[Team], kind: str, before: date | None, again: bool
) -> QuerySet[Standing]:
    earlier = Standing.objects.seen_by(viewer).filter(
        person=OuterRef("person"), kind=kind, started_on__lt=OuterRef("started_on")
    )
    number = earlier.order_by().values("person").annotate(number=Count("pk")).values("number")
    rows = _of_teams(viewer, [team.pk for team in teams]).filter(kind=kind)
    rows = rows.annotate(earlier=Coalesce(Subquery(number, output_field=IntegerField()), 0))
    if before:
        rows = rows.filter(started_on__lt=before)
    return rows.filter(earlier__gt=0) if again else rows


def children(
    viewer: Worker, teams: list[Team], kind: str, *, before: date | None, again: bool, page: int, today: date
) -> tuple[int, list[Row]]:
    """How many stand so, and fifty of them, whoever stands so longest first. Two queries.

    ``before``: only what began before that day; ``again``: only who stood so before.
    """
    rows = _wanted(viewer, teams, kind, before, again)
    now = Q(involvement__allocations__ended_on=None)
    shown = (
        rows.filter(now)
        .order_by("started_on", "pk")
        .values_list(
            "pk", "started_on", "earlier",
            F("involvement__allocations__team__name"), F("involvement__allocations__worker__name"),
            *person_columns("person__"),
        )[(page - 1) * SHOWN : page * SHOWN]
    )  # fmt: skip
    return rows.count(), [
        Row(pk, child_name(*person, today=today), since, number, team or "", worker or "")
        for pk, since, number, team, worker, *person in shown
    ]
