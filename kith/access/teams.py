"""Which teams a worker reaches: those worked in, and the parts below them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from kith.access.models import Team, Worker


def below(team: int, parents: Mapping[int, int | None]) -> set[int]:
    """The parts of a team, and the parts of those; ``parents`` says of each team what it is a part of."""
    found: set[int] = set()
    grown = {team}
    while grown:
        grown = {part for part, parent in parents.items() if parent in grown} - found
        found |= grown
    return found


def reached(worker: Worker, day: date) -> list[Team]:
    """The teams a worker works in today and all parts below them that have not ended on a day, by name. One query."""
    every = list(Team.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day)).order_by("name"))
    parents = {team.pk: team.parent_id for team in every}
    held = {membership.team_id for membership in worker.memberships_today}
    chosen = held.union(*(below(team, parents) for team in held))
    return [team for team in every if team.pk in chosen]
