"""Why a worker may look at a record, in words for the trail."""

from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, QuerySet, Value

from kith.access.may import May
from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.work.models import Allocation, StepChild

LINKS = (
    "Allocated worker",
    "Manages the team",
    "Works in the team",
    "Works on a step about them",
    "No link to this family",
)  # the closest first


@prepared
def _links(worker: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    held = Allocation.objects.seen_by(worker).filter(involvement__person__in=people, ended_on__isnull=True)
    steps = StepChild.objects.seen_by(worker).filter(
        person__in=people, step__worker=worker.pk, released_at__isnull=True
    )
    nobody = Value(None, BigIntegerField())
    return held.values_list("involvement__person_id", "team_id", "worker_id").union(
        steps.values_list("person_id", nobody, nobody)
    )


def why(worker: Worker, people: Sequence[int]) -> dict[int, str]:
    """For each person id the closest link found: allocation, team, a piece of work, or none. One query."""
    teams = {membership.team_id for membership in worker.memberships_today}
    found: dict[int, int] = dict.fromkeys(people, len(LINKS) - 1)
    for person, team, holder in _links(worker, people):
        found[person] = min(found[person], _closeness(worker, team, holder, teams))
    return {person: LINKS[closeness] for person, closeness in found.items()}


def _closeness(worker: Worker, team: int | None, holder: int | None, teams: set[int]) -> int:
    if holder == worker.pk:
        return 0
    if team is None:
        return 3
    if team in teams:
        return 1 if worker.may(May.SIGN_OFF) else 2
    return len(LINKS) - 1
