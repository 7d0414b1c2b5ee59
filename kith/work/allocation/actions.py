"""Giving children to teams and workers, and the beginning and end of an involvement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from kith.access import practice
from kith.access.doors import action, one_piece
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Membership, Team, Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.practice.caseload import CO_WORK, LIST, weights_on
from kith.work.allocation import rules
from kith.work.allocation.takers import is_in_team, refuse_kept
from kith.work.models import OPEN_STATES, Allocation, CaseExtra, Involvement, Step, StepChild, Transfer
from kith.work.notices.actions import tell
from kith.work.plans.handing.following import follow_child
from kith.work.timescales.actions import drop_with_case

Pair = tuple[Involvement, Worker | None]


@dataclass(frozen=True, slots=True)
class Given:
    """To whom a child is given: a worker of a team or its tray, as ``taker`` describes them, from a day, and why."""

    worker: Worker | None
    taker: rules.Taker | None
    team: Team
    on: date
    note: str = ""


@action(May.ALLOCATE)
def allocate(
    by: Worker, involvement: Involvement, *, worker: Worker | None, team: Team, on: date, note: str = ""
) -> Allocation:
    """Give an involvement to a worker of a team from a day on; ``worker`` None puts it into the team's tray.

    Ends the spell before, hands over the child's open work and tells the worker. Raises ``Refused`` when it
    has ended, the day lies ahead or before the present spell, or the worker is not in the team.
    """
    refuse_kept([(involvement, worker)])
    made = _give(by, involvement, Given(worker, _taker(worker, team, on), team, on, note))
    if worker is not None:
        _tell(by, worker, [involvement], has_note=bool(note))
    return made


@action(May.ALLOCATE)
def allocate_many(
    by: Worker, pairs: Sequence[Pair], *, team: Team, on: date, note: str = "", from_tray: bool = False
) -> int:
    """Give several involvements at once, all or none; each worker is told once. Gives how many.

    Raises ``Refused`` like ``allocate``; ``from_tray``: also when a worker holds one of them by now.
    """
    if not pairs:
        raise Refused("Choose at least one child.")
    if from_tray:
        _refuse_taken(by, [involvement.pk for involvement, _ in pairs], on)
    given: dict[Worker, list[Involvement]] = defaultdict(list)
    takers: dict[int, rules.Taker | None] = {}
    refuse_kept(pairs)
    with one_piece():
        for involvement, worker in sorted(pairs, key=lambda pair: pair[0].pk):
            key = worker.pk if worker else 0
            if key not in takers:
                takers[key] = _taker(worker, team, on)
            give(by, involvement, to=Given(worker, takers[key], team, on, note))
            if worker is not None:
                given[worker].append(involvement)
    for worker, involvements in given.items():
        _tell(by, worker, involvements, has_note=bool(note))
    return len(pairs)


@action(May.ALLOCATE)
def give(by: Worker, involvement: Involvement, *, to: Given) -> Allocation:
    """One of several children given at once: like ``allocate``, but the worker is told of all together."""
    return _give(by, involvement, to)


def _give(by: Worker, involvement: Involvement, to: Given) -> Allocation:
    running = _lock_running(by, involvement)
    if obstacle := rules.obstacle_to_allocating(
        ended_on=involvement.ended_on,
        running=rules.Spell(running.team_id, running.worker_id, running.started_on) if running else None,
        wanted=rules.Spell(to.team.pk, to.worker.pk if to.worker else None, to.on),
        taker=to.taker,
        team_is_open=to.team.ended_on is None or to.team.ended_on > to.on,
        today=clock.today(),
    ):
        raise Refused(obstacle)
    assert running is not None
    if to.team.pk != running.team_id:
        _end_transfer(by, involvement, "The child went to a team another way.")
    elif running.worker_id:
        _end_transfer(by, involvement, "The child went to a worker another way.", within=True)
    now = clock.now()
    running.ended_on, running.ended_recorded_at = to.on, now
    running.save(update_fields=["ended_on", "ended_recorded_at"])
    made = Allocation.objects.create(
        involvement=involvement,
        team=to.team,
        worker=to.worker,
        started_on=to.on,
        note=to.note[:400],
        by=by,
        recorded_at=now,
    )
    _hand_over(by, involvement, running, made)
    return made


def _end_transfer(by: Worker, involvement: Involvement, words: str, *, within: bool = False) -> None:
    """A child that goes elsewhere or is closed is on the way to nobody any more; ``within``: to no worker there."""
    rows = Transfer.objects.seen_by(by).filter(involvement=involvement, decision="")
    if within:
        rows = rows.filter(from_team=F("to_team"))
    today, now = clock.today(), clock.now()
    rows.update(decision="withdrawn", decided_on=today, decided_at=now, decided_by=by, words=words)


def _lock_running(by: Worker, involvement: Involvement) -> Allocation | None:
    rows = Allocation.objects.seen_by(by).select_for_update(no_key=True)
    return rows.filter(involvement=involvement, ended_on__isnull=True).first()


def _refuse_taken(by: Worker, involvements: Sequence[int], on: date) -> None:
    """Two managers may tick the same family at the same moment: who comes second must see it, not undo it.

    Whoever has no place in any team any more holds nobody.
    """
    rows = Allocation.objects.seen_by(by).filter(involvement__in=involvements, ended_on__isnull=True)
    places = Membership.objects.filter(worker=OuterRef("worker"), started_on__lte=on).exclude(
        ended_on__lte=on
    )
    free = Q(worker__isnull=True) | Q(worker__is_active=False) | ~Exists(places)
    waiting = rows.filter(free).order_by("pk").select_for_update(of=("self",), no_key=True)
    if gone := len(set(involvements)) - len(waiting):
        raise Refused(rules.taken(gone))


def _taker(worker: Worker | None, team: Team, on: date) -> rules.Taker | None:
    if worker is None:
        return None
    return rules.Taker(worker.name, worker.is_active, is_in_team(worker, team, on))


def _hand_over(by: Worker, involvement: Involvement, before: Allocation, after: Allocation) -> None:
    """Open work of the child that lay with the former holder goes to the new one."""
    about = StepChild.objects.unguarded(EVERY_ROW).filter(
        person=involvement.person_id, released_at__isnull=True
    )
    lay_there = (
        Q(worker=before.worker_id) if before.worker_id else Q(worker__isnull=True, team=before.team_id)
    )
    theirs = Step.objects.seen_by(by)
    if after.worker:  # work with a child they may not know of stays with who had it
        theirs = theirs.seen_by(after.worker)
    rows = theirs.filter(lay_there, pk__in=about.values("step"), state__in=OPEN_STATES)
    rows.exclude(kind="contact").update(worker=after.worker_id, team=after.team_id)
    follow_child(by, involvement.person_id, before=before, after=after)


def _tell(by: Worker, worker: Worker, involvements: Iterable[Involvement], *, has_note: bool) -> None:
    held = list(involvements)
    words = rules.told_of_allocating(len(held), by.name, has_note=has_note)
    tell(by, worker, "allocated", words, person=Person(pk=held[0].person_id))


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
    """End an involvement with its reason, the spell of whoever holds it and the clocks that run with a case.

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
    _end_transfer(by, involvement, "The case was closed.")
    now = clock.now()
    if running:
        running.ended_on, running.ended_recorded_at = ended_on, now
        running.save(update_fields=["ended_on", "ended_recorded_at"])
    involvement.ended_on, involvement.end_reason, involvement.ended_recorded_at = ended_on, reason, now
    involvement.save(update_fields=["ended_on", "end_reason", "ended_recorded_at"])
    drop_with_case(by, involvement.person_id, on=ended_on)
    return involvement


@action(May.ALLOCATE)
def add_extra(by: Worker, involvement: Involvement, *, code: str, worker: Worker | None = None) -> CaseExtra:
    """Say that something makes an open case heavier from today, or that a second worker works on it.

    Raises ``Refused`` when the case has ended, the pack knows no such thing, it stands already, or the second
    worker may not know of the child or holds the case.
    """
    known = weights_on(practice.current().lists.get(LIST), clock.today()).extra
    running = _lock_running(by, involvement)
    if obstacle := rules.obstacle_to_extra(
        is_open=running is not None,
        is_known=code in known,
        needs_worker=code == CO_WORK,
        has_worker=worker is not None,
        is_holder=worker is not None and running is not None and worker.pk == running.worker_id,
    ):
        raise Refused(obstacle, "code")
    if worker is not None:
        refuse_kept([(involvement, worker)])
    wanted = {"involvement": involvement, "code": code, "worker": worker}
    if CaseExtra.objects.seen_by(by).filter(ended_on__isnull=True, **wanted).exists():
        raise Refused("It is noted already.", "code")
    return CaseExtra.objects.create(started_on=clock.today(), by=by, recorded_at=clock.now(), **wanted)


@action(May.ALLOCATE)
def end_extra(by: Worker, extra: CaseExtra) -> CaseExtra:
    """Say that what made a case heavier is over. Raises ``Refused`` when it is over already."""
    if extra.ended_on is not None:
        raise Refused("It is over already.")
    extra.ended_on = clock.today()
    extra.save(update_fields=["ended_on"])
    return extra
