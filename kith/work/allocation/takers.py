"""Whether a worker is somebody to whom these children can be given: in the team, and allowed to know of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from kith.access.models import Membership, Team, Worker
from kith.core import Refused
from kith.people.queries import unknown_to
from kith.work.allocation import rules
from kith.work.models import Involvement


def is_in_team(worker: Worker, team: Team, on: date) -> bool:
    """Whether the worker has a place in the team on a day."""
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    return Membership.objects.filter(holding, worker=worker, team=team, started_on__lte=on).exists()


def refuse_kept(pairs: Sequence[tuple[Involvement, Worker | None]]) -> None:
    """Raise ``Refused`` where a worker may not know of a child; the words tell no more than that."""
    wanted: dict[Worker, set[int]] = defaultdict(set)
    for involvement, worker in pairs:
        if worker is not None:
            wanted[worker].add(involvement.person_id)
    problems = []
    for worker, people in wanted.items():
        if some := unknown_to(worker, people):
            problems.append((None, rules.kept(worker.name, some, len(people))))
    if problems:
        raise Refused.several(problems)
