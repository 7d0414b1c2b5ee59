"""Handing over all that a worker holds in a team, and ending the place in it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from kith.access import practice
from kith.access.doors import action, one_piece
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Membership, Team, Worker, holding
from kith.core import Refused, clock
from kith.database.session import as_system
from kith.people.models import Person
from kith.work.allocation.actions import allocate_many
from kith.work.handovers.actions import end_for_leaver
from kith.work.leaving import queries, rules
from kith.work.models import Allocation, Involvement, PlannedVisitChild
from kith.work.notices.actions import tell
from kith.work.plans.handing.following import leave_none, taker_of

ONE_DAY = timedelta(days=1)


@action(May.ALLOCATE)
def hand_over(
    by: Worker, worker: Worker, *, team: Team, takers: Mapping[int, Worker | None], manager: Worker
) -> rules.Left:
    """Give all that ``worker`` holds in the team to others: gives what it was.

    ``takers`` maps involvements to workers; a child without one goes into the team's tray. Open work goes with its
    children, plans and what was promised in them too; what belongs to no child handed over, decisions that wait and
    planned visits without a taker go to ``manager``, who is told. Raises ``Refused`` when one of them may not be given
    a child.
    """
    leaves_us = not _other_places(worker, team, clock.today())
    held = queries.left(by, worker, team, leaves_us=leaves_us)
    rows = Involvement.objects.seen_by(by).filter(
        pk__in=queries.children(by, worker, team).values("involvement")
    )
    pairs = [(one, takers.get(one.pk)) for one in rows.order_by("pk")]
    by_person = {one.person_id: taker for one, taker in pairs}
    if pairs:
        allocate_many(by, pairs, team=team, on=clock.today(), note=f"Handed over from {worker.name}.")
    taker_of(queries.people_left(by, worker, team, leaves_us=leaves_us), {}, manager)
    queries.steps(by, worker, team).update(worker=manager)
    if leaves_us:
        queries.sign_offs(by, worker).update(asked=manager)
        queries.co_works(by, worker).update(ended_on=clock.today())
        _hand_over_visits(by, worker, by_person, manager)
        leave_none(by, worker, takers=by_person, manager=manager)
    if held.anything:
        tell(
            by,
            manager,
            "handed_over",
            f"{worker.name} leaves: {held.words} handed over, the rest lies with you.",
        )
    return held


def _hand_over_visits(
    by: Worker, worker: Worker, takers: Mapping[int, Worker | None], manager: Worker
) -> None:
    """Planned visits go to whoever takes a child who is to be visited."""
    ahead = list(queries.visits(by, worker))
    children = PlannedVisitChild.objects.seen_by(by).filter(planned__in=ahead).order_by("pk")
    inside: dict[int, list[int]] = defaultdict(list)
    for planned, person in children.values_list("planned_id", "person_id"):
        inside[planned].append(person)
    for visit in ahead:
        visit.worker = taker_of(inside[visit.pk], takers, manager)
        visit.save(update_fields=["worker"])


@action(May.ALLOCATE)
def leave(
    by: Worker,
    worker: Worker,
    *,
    team: Team,
    last_day: date | None,
    takers: Mapping[int, Worker | None] | None = None,
    manager: Worker | None = None,
) -> Membership:
    """End the worker's place in a team after ``last_day``, having handed over when ``manager`` is named.

    Raises ``Refused`` when work would be left behind from today on, or the day cannot be.
    """
    today = clock.today()
    rows = _places(worker, team, today)
    if not rows:
        raise Refused(f"{worker.name} has left this team already.")
    left = queries.left(by, worker, team, leaves_us=not _other_places(worker, team, today))
    if obstacle := rules.obstacle_to_ending(
        began_on=max(row.started_on for row in rows),
        last_day=last_day,
        today=today,
        left=left,
        is_handed_over=manager is not None,
        name=worker.name,
    ):
        raise Refused(obstacle, "last_day")
    assert last_day is not None
    with one_piece():
        if manager is not None:
            hand_over(by, worker, team=team, takers=takers or {}, manager=manager)
        for row in rows:
            row.ended_on = last_day + ONE_DAY
            end_place(by, row)
    if last_day <= today:
        end_for_leaver(by, worker, team=team)
        _tell_of_hidden(by, worker, team)
    return rows[0]


def _places(worker: Worker, team: Team, today: date) -> list[Membership]:
    """The worker's places in the team today, locked."""
    held = Membership.objects.filter(holding(today), worker=worker, team=team)
    return list(held.select_for_update(no_key=True).order_by("pk"))


def _tell_of_hidden(by: Worker, worker: Worker, team: Team) -> None:
    """Children that the manager may not know of stay with the leaver; who may know of them hears it, nobody else."""
    with as_system("a leaver holds children whose records are restricted"):
        held = Allocation.objects.unguarded(EVERY_ROW).filter(worker=worker, team=team, ended_on__isnull=True)
        people = list(held.values_list("involvement__person_id", flat=True))
        if not people:
            return
        roles = [
            code
            for code, role in practice.current().roles.items()
            if {May.SEE_RESTRICTED.name, May.ALLOCATE.name} <= set(role.may)
        ]
        words = f"{worker.name} left {team.name} and holds a child whose record is restricted. "
        words += "It waits on the team board."
        for one in (
            Worker.objects.filter(is_active=True, memberships__role__in=roles).distinct().order_by("pk")
        ):
            if one.may(May.SEE_RESTRICTED) and Person.objects.seen_by(one).filter(pk__in=people).exists():
                tell(by, one, "handed_over", words)


@action(May.ALLOCATE)
def end_place(by: Worker, membership: Membership) -> Membership:
    """Keep the end of one place in a team: its line in the trail."""
    membership.save(update_fields=["ended_on"])
    return membership


def _other_places(worker: Worker, team: Team, today: date) -> bool:
    others = Membership.objects.filter(holding(today), worker=worker)
    return others.exclude(team=team).exists()
