"""Giving children to teams and workers, and the beginning and end of an involvement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Membership, Team, Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.work.allocation import rules
from kith.work.models import OPEN_STATES, Allocation, Involvement, Step, StepChild
from kith.work.notices.actions import tell

EVERY_ROW = "a rule needs every row, and shows none"
Pair = tuple[Involvement, Worker | None]


@action(May.ALLOCATE)
def allocate(
    by: Worker, involvement: Involvement, *, worker: Worker | None, team: Team, on: date, note: str = ""
) -> Allocation:
    """Give an involvement to a worker of a team from a day on; ``worker`` None puts it into the team's tray.

    Ends the spell before, hands over the child's open work and tells the worker. Raises ``Refused`` when it
    has ended, the day lies ahead or before the present spell, or the worker is not in the team.
    """
    made = _give(by, involvement, worker, team, on, note)
    _tell(by, worker, [involvement], note)
    return made


@action(May.ALLOCATE)
def allocate_many(by: Worker, pairs: Sequence[Pair], *, team: Team, on: date, note: str = "") -> int:
    """Give several involvements at once, all or none; each worker is told once. Gives how many."""
    if not pairs:
        raise Refused("Choose at least one child.")
    given: dict[Worker, list[Involvement]] = defaultdict(list)
    for involvement, worker in sorted(pairs, key=lambda pair: pair[0].pk):
        _give(by, involvement, worker, team, on, note)
        if worker is not None:
            given[worker].append(involvement)
    for worker, involvements in given.items():
        _tell(by, worker, involvements, note)
    return len(pairs)


def _give(
    by: Worker, involvement: Involvement, worker: Worker | None, team: Team, on: date, note: str
) -> Allocation:
    running = _lock_running(by, involvement)
    if obstacle := rules.obstacle_to_allocating(
        ended_on=involvement.ended_on,
        running=rules.Spell(running.team_id, running.worker_id, running.started_on) if running else None,
        wanted=rules.Spell(team.pk, worker.pk if worker else None, on),
        taker=_taker(worker, team, on),
        team_is_open=team.ended_on is None or team.ended_on > on,
        today=clock.today(),
    ):
        raise Refused(obstacle)
    assert running is not None
    now = clock.now()
    running.ended_on, running.ended_recorded_at = on, now
    running.save(update_fields=["ended_on", "ended_recorded_at"])
    made = Allocation.objects.create(
        involvement=involvement,
        team=team,
        worker=worker,
        started_on=on,
        note=note[:400],
        by=by,
        recorded_at=now,
    )
    _hand_over(by, involvement, running, made)
    return made


def _lock_running(by: Worker, involvement: Involvement) -> Allocation | None:
    rows = Allocation.objects.seen_by(by).select_for_update(no_key=True)
    return rows.filter(involvement=involvement, ended_on__isnull=True).first()


def _taker(worker: Worker | None, team: Team, on: date) -> rules.Taker | None:
    if worker is None:
        return None
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    in_team = Membership.objects.filter(holding, worker=worker, team=team, started_on__lte=on).exists()
    return rules.Taker(worker.name, worker.is_active, in_team)


def _hand_over(by: Worker, involvement: Involvement, before: Allocation, after: Allocation) -> None:
    """Open work of the child that lay with the former holder goes to the new one."""
    about = StepChild.objects.unguarded(EVERY_ROW).filter(
        person=involvement.person_id, released_at__isnull=True
    )
    lay_there = (
        Q(worker=before.worker_id) if before.worker_id else Q(worker__isnull=True, team=before.team_id)
    )
    rows = Step.objects.seen_by(by).filter(lay_there, pk__in=about.values("step"), state__in=OPEN_STATES)
    rows.exclude(kind="contact").update(worker=after.worker_id, team=after.team_id)


def _tell(by: Worker, worker: Worker | None, involvements: Iterable[Involvement], note: str) -> None:
    held = list(involvements)
    first = Person(pk=held[0].person_id)
    about = "A child has" if len(held) == 1 else f"{len(held)} children have"
    tell(by, worker, "allocated", f"{about} been allocated to you by {by.name}. {note}".strip(), person=first)


@action(May.DECIDE_CONTACT)
def open_involvement(
    by: Worker, *, person_id: int, family_id: int | None, team: Team, started_on: date, need: str
) -> Involvement:
    """Open an involvement of one child, unallocated in the tray of ``team`` from its first day.

    Raises ``Refused`` when the child is open already, was open on that day, or the day lies ahead.
    """
    earlier = Involvement.objects.unguarded(EVERY_ROW).filter(person=person_id).order_by("-started_on")
    spans = list(earlier.values_list("started_on", "ended_on"))
    if obstacle := rules.obstacle_to_starting(
        open_since=next((began for began, ended in spans if ended is None), None),
        last_ended_on=max((ended for _, ended in spans if ended), default=None),
        started_on=started_on,
        today=clock.today(),
    ):
        raise Refused(obstacle)
    now = clock.now()
    made = Involvement.objects.create(
        person_id=person_id, family_id=family_id, started_on=started_on, need=need, recorded_at=now
    )
    Allocation.objects.create(involvement=made, team=team, started_on=started_on, by=by, recorded_at=now)
    return made


@action(May.CLOSE_INVOLVEMENT)
def end_involvement(by: Worker, involvement: Involvement, *, ended_on: date, reason: str) -> Involvement:
    """End an involvement with its reason, and the spell of whoever holds it.

    Raises ``Refused`` for a day ahead, before its start or before it was last allocated. The statutory
    guards are the front door's.
    """
    running = _lock_running(by, involvement)
    involvement = Involvement.objects.seen_by(by).select_for_update(no_key=True).get(pk=involvement.pk)
    if involvement.ended_on is not None:
        raise Refused("It has ended already.")
    if obstacle := rules.obstacle_to_ending(
        started_on=involvement.started_on,
        held_since=running.started_on if running else None,
        ended_on=ended_on,
        today=clock.today(),
    ):
        raise Refused(obstacle, field="ended_on")
    if not reason:
        raise Refused("Choose why it ends.", field="reason")
    now = clock.now()
    if running:
        running.ended_on, running.ended_recorded_at = ended_on, now
        running.save(update_fields=["ended_on", "ended_recorded_at"])
    involvement.ended_on, involvement.end_reason, involvement.ended_recorded_at = ended_on, reason, now
    involvement.save(update_fields=["ended_on", "end_reason", "ended_recorded_at"])
    return involvement
