"""The plan of a team: its targets, each with the live figure beside it, and the actions towards them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from kith.access.models import Membership, Team, Worker, holding
from kith.performance.models import TeamAction, TeamTarget


@dataclass(frozen=True, slots=True)
class Doing:
    """An action of a plan, and whether it has been carried over."""

    row: TeamAction
    carried: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.row.done_on is None and not self.carried


def targets_of(team: Team) -> list[TeamTarget]:
    """Every target that a team has set itself, oldest first, with its actions by day. Two queries."""
    actions = TeamAction.objects.select_related("who").order_by("due_on", "pk")
    found = TeamTarget.objects.filter(team=team).select_related("by")
    return list(found.prefetch_related(Prefetch("actions", actions)).order_by("started_on", "pk"))


def doings(target: TeamTarget) -> list[Doing]:
    """The actions of a target that was read with them, by day."""
    rows = list(target.actions.all())
    carried = {row.carried_from_id for row in rows}
    return [Doing(row, row.pk in carried) for row in rows]


def days_of(team: Team, code: str) -> list[tuple[date, date | None]]:
    """First day and end (the day after the last) of each target of a team for a measure, oldest first."""
    found = TeamTarget.objects.filter(team=team, code=code)
    return list(found.order_by("started_on").values_list("started_on", "ended_on"))


def workers_of(team: Team, on: date) -> list[Worker]:
    """Who works in a team on a day, by name."""
    held = Membership.objects.filter(holding(on), team=team, worker__is_active=True)
    return list(Worker.objects.filter(pk__in=held.values("worker")).order_by("name", "pk"))
