"""Who covers for whom. No table of the record is read here: a cover names workers only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Membership, Worker, holding
from kith.database.prepared import prepared
from kith.work.cover import rules
from kith.work.models import Cover

SHOWN = 20


@prepared
def _lent(worker: int, on: date) -> QuerySet[Any, Any]:
    rows = Membership.objects.filter(
        holding(on),
        worker__is_active=True,
        worker__away__by=worker,
        worker__away__starts_on__lte=on,
        worker__away__until_on__gte=on,
        worker__away__ended_at__isnull=True,
    )
    return rows.order_by("pk").values_list("role", "team_id", "worker_id")


def lent_to(worker: Worker, on: date) -> list[tuple[str, int, int]]:
    """(role, team, whose) of the places this worker fills for others on a day. One query."""
    roles, own = practice.current().roles, {permission.name for permission in worker.permissions}
    return [
        (role, team, whose)
        for role, team, whose in _lent(worker.pk, on)
        if role in roles and rules.may_be_lent(roles[role].may, own)
    ]


@prepared
def _holding(workers: Sequence[int], on: date) -> QuerySet[Cover]:
    rows = Cover.objects.filter(
        away__in=workers, starts_on__lte=on, until_on__gte=on, ended_at__isnull=True, by__is_active=True
    )
    return rows.select_related("away", "by").order_by("pk")


def covers_of(workers: Sequence[Worker], on: date) -> dict[int, Cover]:
    """The cover that holds for each of these workers on a day, by the worker who is away. One query."""
    return {row.away_id: row for row in _holding(sorted(worker.pk for worker in workers), on)}


def with_covers(workers: Sequence[Worker], on: date) -> list[Worker]:
    """These workers, and whoever covers for one of them, each once."""
    found = covers_of(workers, on) if workers else {}
    every = [*workers, *(row.by for row in found.values())]
    return list({worker.pk: worker for worker in every}.values())


def named_by(worker: Worker, today: date) -> list[Cover]:
    """The covers of a worker that hold or lie ahead, and the latest that are over."""
    rows = Cover.objects.filter(away=worker).select_related("by")
    return list(rows.order_by("-until_on", "-pk")[:SHOWN])


def asked_of(worker: Worker, today: date) -> list[Cover]:
    """For whom a worker covers, now or soon."""
    rows = Cover.objects.filter(by=worker, until_on__gte=today, ended_at__isnull=True)
    return list(rows.select_related("away").order_by("starts_on", "pk")[:SHOWN])


def spells(worker: int, *, since: date) -> list[rules.Spell]:
    """The days from ``since`` on on which a worker is covered for."""
    rows = Cover.objects.filter(away=worker, until_on__gte=since, ended_at__isnull=True)
    return [rules.Spell(*days) for days in rows.values_list("starts_on", "until_on")]


def able(worker: Worker, on: date) -> list[tuple[Worker, str]]:
    """Who may cover for a worker, with the team they work in: those who may decide what the worker decides."""
    roles = practice.current().roles
    needed = {name for role in worker.roles if role in roles for name in roles[role].may} & rules.DECIDING
    fit = [code for code, role in roles.items() if needed and needed <= set(role.may)]
    rows = Membership.objects.filter(holding(on), role__in=fit, worker__is_active=True)
    found: dict[int, tuple[Worker, str]] = {}
    for row in rows.exclude(worker=worker).select_related("worker", "team").order_by("worker__name", "pk"):
        found.setdefault(row.worker_id, (row.worker, row.team.name))
    return list(found.values())
