"""Merging, splitting and ending teams. Every child moves by a dated row; figures of the days before do not change."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from kith.access.doors import action, one_piece
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Membership, Team, Worker
from kith.core import Refused, clock, names
from kith.database.session import as_system
from kith.work.allocation import rules as allocating
from kith.work.allocation.actions import Given, give
from kith.work.models import OPEN_STATES, Allocation, FamilyPlan, Step, Supervision, Transfer
from kith.work.plans.handing.actions import hand_plan
from kith.work.restructuring import rules

ONE_DAY = timedelta(days=1)


@action(May.MANAGE_WORKERS)
def merge(by: Worker, old: Team, *, into: Team) -> int:
    """From today ``old`` is part of ``into``: workers, children and open work. Gives how many children.

    Who was to come to the old team comes to the new one. The old team ends and stays readable. Raises ``Refused`` where
    one has ended, or ``by`` may not know of all.
    """
    today = clock.today()
    _lock(old, into)
    if obstacle := rules.obstacle_to_merging(
        same=old.pk == into.pk,
        old_is_open=_is_open(old, today),
        new_is_open=_is_open(into, today),
        are_teams={old.kind, into.kind} == {"team"},
    ):
        raise Refused(obstacle)
    members = list(_places(old, today))
    with one_piece():
        moved = _move(by, into, members, _held(by, old), note=f"{old.name} became part of {into.name}")
        _move_other_work(by, old, into)
        _point_transfers(by, old, into)
        _refuse_hidden_left(old)
        end_team(by, old, last_day=today - ONE_DAY)
    return moved


@action(May.MANAGE_WORKERS)
def split(by: Worker, old: Team, *, name: str, workers: Collection[int]) -> Team:
    """Make a new team beside ``old`` from some of its workers; what they hold goes with them. The rest stays.

    Raises ``Refused`` for no name or one that is taken, nobody chosen, or children that ``by`` may not know of.
    """
    today, code = clock.today(), "-".join(names.words(name))[:50]
    _lock(old)
    chosen = [one for one in _members(old, today) if one.worker_id in set(workers)]
    if obstacle := rules.obstacle_to_splitting(
        name=name,
        code=code,
        is_taken=Team.objects.filter(Q(code=code) | Q(name__iexact=name.strip())).exists(),
        is_open=_is_open(old, today),
        workers=len(chosen),
    ):
        raise Refused(obstacle)
    new = Team.objects.create(code=code, name=name.strip(), kind="team", parent=old.parent, started_on=today)
    held = _held(by, old).filter(worker__in=[one.worker_id for one in chosen])
    with one_piece():
        _move(by, new, chosen, held, note=f"From {old.name}")
        _refuse_hidden_left(old, [one.worker_id for one in chosen])
    return new


@action(May.MANAGE_WORKERS)
def set_last_day(by: Worker, team: Team, *, last_day: date | None) -> Team:
    """Say when a team ends. A day to come is warned of four weeks before; today only when the team holds nothing."""
    with as_system("a team may only end when it holds nothing"):
        children = Allocation.objects.unguarded(EVERY_ROW).filter(team=team, ended_on__isnull=True).count()
        steps = Step.objects.unguarded(EVERY_ROW).filter(team=team, state__in=OPEN_STATES).count()
    if obstacle := rules.obstacle_to_ending(
        began_on=team.started_on, last_day=last_day, today=clock.today(), children=children, steps=steps
    ):
        raise Refused(obstacle, "last_day")
    assert last_day is not None
    return end_team(by, team, last_day=last_day)


@action(May.MANAGE_WORKERS)
def end_team(by: Worker, team: Team, *, last_day: date) -> Team:
    """Keep the last day of a team."""
    team.ended_on = last_day + ONE_DAY
    team.save(update_fields=["ended_on"])
    return team


@action(May.MANAGE_WORKERS)
def move_member(by: Worker, place: Membership, *, team: Team) -> Membership:
    """One worker's place goes to another team with its role and its end, from today or from the day it begins.

    Where the worker has such a place there already or later, the two do not overlap.
    """
    starts, ends = max(clock.today(), place.started_on), place.ended_on
    place.ended_on = starts
    place.save(update_fields=["ended_on"])
    wanted = {"worker_id": place.worker_id, "team": team, "role": place.role}
    there = _places(team, starts).filter(**wanted).order_by("started_on").first()
    if there and there.started_on <= starts:
        return there
    if there and (ends is None or ends > there.started_on):
        ends = there.started_on
    return Membership.objects.create(started_on=starts, ended_on=ends, **wanted)


def _move(
    by: Worker, new: Team, members: Sequence[Membership], held: QuerySet[Allocation], *, note: str
) -> int:
    rows = list(held)
    for place in members:
        move_member(by, place, team=new)
    here = {place.worker_id for place in _members(new, clock.today())}
    for row in rows:
        stays = row.worker if row.worker_id in here else None  # a leaver's child goes into the tray
        taker = allocating.Taker(stays.name, stays.is_active, in_team=True) if stays else None
        give(by, row.involvement, to=Given(stays, taker, new, clock.today(), note))
    return len(rows)


def _move_other_work(by: Worker, old: Team, into: Team) -> None:
    """What is still open and went with no child: contacts, plans kept by somebody else, planned supervision."""
    Step.objects.seen_by(by).filter(team=old, state__in=OPEN_STATES).update(team=into)
    plans = FamilyPlan.objects.seen_by(by).filter(team=old, ended_on__isnull=True).select_related("worker")
    for plan in plans.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        hand_plan(by, plan, worker=plan.worker, team=into)
    Supervision.objects.filter(team=old, held_on__isnull=True, missed_at__isnull=True).update(team=into)


def _point_transfers(by: Worker, old: Team, into: Team) -> None:
    """Who was offered to the old team is offered to the new one, which accepts or declines as the old one would."""
    Transfer.objects.seen_by(by).filter(to_team=old, decision="").exclude(from_team=into).update(to_team=into)
    rows = Transfer.objects.seen_by(by).filter(to_team=old, from_team=into, decision="")
    rows.update(
        decision="withdrawn", decided_on=clock.today(), decided_at=clock.now(), decided_by=by,
        words="The two teams became one.",
    )  # fmt: skip


def _refuse_hidden_left(old: Team, workers: Sequence[int] | None = None) -> None:
    """Nobody may fall between: what ``by`` may not know of would stay behind."""
    with as_system("nobody may stay behind in a team that ends"):
        rows = Allocation.objects.unguarded(EVERY_ROW).filter(team=old, ended_on__isnull=True)
        steps = Step.objects.unguarded(EVERY_ROW).filter(team=old, state__in=OPEN_STATES)
        if workers is not None:
            rows, steps = rows.filter(worker__in=workers), steps.none()
        if rows.exists() or steps.exists():
            raise Refused("Not everything would move. Ask somebody who may see every record to do this.")


def _held(by: Worker, team: Team) -> QuerySet[Allocation]:
    rows = Allocation.objects.seen_by(by).filter(team=team, ended_on__isnull=True)
    return (
        rows.filter(involvement__ended_on__isnull=True).select_related("involvement", "worker").order_by("pk")
    )


def _places(team: Team, day: date) -> QuerySet[Membership]:
    """Places in a team that hold on a day or begin later."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    return Membership.objects.filter(lasting, team=team).order_by("pk")


def _members(team: Team, today: date) -> QuerySet[Membership]:
    return _places(team, today).filter(started_on__lte=today)


def _is_open(team: Team, today: date) -> bool:
    return team.ended_on is None or team.ended_on > today


def _lock(*teams: Team) -> None:
    list(Team.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in teams]).order_by("pk"))
    for team in teams:
        team.refresh_from_db()
