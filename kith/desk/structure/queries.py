"""Teams with their workers and how much they hold."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from kith.access.models import Membership, Team, Worker
from kith.work.models import Allocation


@dataclass(slots=True)
class TeamRow:
    """One team: its people, and how many children it holds today."""

    team: Team
    above: str
    children: int = 0
    workers: list[tuple[int, str, str]] = field(default_factory=list)


def rows(viewer: Worker, today: date) -> list[TeamRow]:
    """Every team that works today, by name. Three queries."""
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    teams = Team.objects.filter(running, kind="team").select_related("parent").order_by("name")
    found = {team.pk: TeamRow(team, team.parent.name if team.parent else "") for team in teams}
    places = Membership.objects.filter(running, team__in=found, started_on__lte=today)
    for team, worker, name, role in places.order_by("worker__name").values_list(
        "team_id", "worker_id", "worker__name", "role"
    ):
        found[team].workers.append((worker, name, role))
    held = Allocation.objects.seen_by(viewer).filter(
        ended_on__isnull=True, involvement__ended_on__isnull=True
    )
    for team, number in held.filter(team__in=found).values_list("team_id").annotate(Count("pk")).order_by():
        found[team].children = number
    return list(found.values())
