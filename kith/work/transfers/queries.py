"""Transfers that wait, and who can accept them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Membership, Team, Worker
from kith.database.prepared import prepared
from kith.work.models import Allocation, Transfer
from kith.work.steps.queries import line_of

CHECKS = "transfer_check"
MUST = "must"


def accepters(team: int, today: date) -> list[Worker]:
    """Who can accept children for a team: the nearest managers, in the team itself or above it."""
    roles = [code for code, role in practice.current().roles.items() if May.ALLOCATE.name in role.may]
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    for place in line_of(team):
        here = Membership.objects.filter(holding, team=place, role__in=roles, started_on__lte=today)
        found = Worker.objects.filter(pk__in=here.values("worker"), is_active=True).order_by("name")
        if found:
            return list(found)
    return []


def musts(day: date) -> dict[str, str]:
    """Code and words of what must be done before children are accepted."""
    return {code.code: code.label for code in practice.current().lists[CHECKS].on(day) if code.note == MUST}


def open_rows(by: Worker, together: Any) -> list[Transfer]:
    """The rows of an offer that wait, locked."""
    rows = Transfer.objects.seen_by(by).filter(together=together, decision="")
    return list(rows.select_for_update(no_key=True).order_by("pk"))


def held_by_team(by: Worker, involvements: Collection[int], team: Team) -> dict[int, Allocation]:
    """Involvement -> the spell that runs in the team, locked; of those that are open and seen."""
    rows = (
        Allocation.objects.seen_by(by)
        .select_for_update(no_key=True, of=("self",))
        .filter(
            involvement__in=involvements, team=team, ended_on__isnull=True, involvement__ended_on__isnull=True
        )
    )
    return {row.involvement_id: row for row in rows.select_related("involvement").order_by("pk")}


def offered_now(involvements: Collection[int]) -> set[int]:
    """Those of these involvements that are on their way to another team."""
    rows = Transfer.objects.unguarded(EVERY_ROW)
    return set(
        rows.filter(involvement__in=involvements, decision="").values_list("involvement_id", flat=True)
    )


@prepared
def _waiting(viewer: Worker, teams: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Transfer.objects.seen_by(viewer).filter(decision="").exclude(from_team=F("to_team"))
    rows = rows.filter(Q(from_team__in=teams) | Q(to_team__in=teams))
    return rows.order_by("asked_on", "pk").values_list("together", "from_team_id", "to_team_id", "asked_on")


def waiting(viewer: Worker, team: Team) -> list[tuple[Any, bool, date]]:
    """Children on their way to or from a team: (offer, is it coming, since). One query."""
    return [(together, to == team.pk, since) for together, _, to, since in _waiting(viewer, [team.pk])]
