"""Why a worker may look at a record, in words for the trail."""

from collections.abc import Sequence

from kith.access.may import May
from kith.access.models import Worker
from kith.work.models import Allocation, StepChild

NO_LINK = "No link to this family"


def why(worker: Worker, people: Sequence[int]) -> dict[int, str]:
    """For each person id the closest link found: allocation, team, a piece of work, or none. Two queries."""
    held = Allocation.objects.seen_by(worker).filter(involvement__person__in=people, ended_on__isnull=True)
    teams = {membership.team_id for membership in worker.memberships_today}
    found = dict.fromkeys(people, NO_LINK)
    steps = StepChild.objects.seen_by(worker).filter(person__in=people, step__worker=worker, released_at__isnull=True)
    found |= dict.fromkeys(steps.values_list("person_id", flat=True), "Works on a step about them")
    for person, team, holder in held.values_list("involvement__person_id", "team_id", "worker_id"):
        if holder == worker.pk:
            found[person] = "Allocated worker"
        elif team in teams:
            found[person] = "Manages the team" if worker.may(May.SIGN_OFF) else "Works in the team"
    return found
