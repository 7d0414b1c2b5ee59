"""Asking a worker to take over a colleague's children, preparing it, and the answer."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID, uuid4

from kith.access.doors import action, one_piece
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.work.allocation.actions import allocate_many
from kith.work.allocation.takers import is_in_team, refuse_kept
from kith.work.handovers import queries, rules
from kith.work.models import Allocation, Involvement, Transfer
from kith.work.notices.actions import tell
from kith.work.steps.actions import cancel
from kith.work.transfers.actions import close_one, offer_one, summary_of
from kith.work.transfers.queries import held_by_team, offered_now, open_rows

KIND = "handover"
WHY = " Why is told on the record, under Involvement."


@action(May.ALLOCATE)
def ask(
    by: Worker,
    involvements: Collection[int],
    *,
    team: Team,
    holder: Worker,
    taker: Worker,
    reason: str,
    meets_on: date | None = None,
    meets_with: str = "",
    at_once: bool = False,
) -> UUID:
    """Ask ``taker`` to take over children whom ``holder`` keeps until then; a summary is opened with the holder.

    ``at_once``: the manager decides it today with the same reason. Raises ``Refused`` for no choice or reason, a child
    who is not with the holder or on the way, a worker who may not be given one of them, and half a meeting.
    """
    if not reason.strip():
        raise Refused("Say why the children are to go to somebody else.", "reason")
    _refuse_meeting(meets_on, meets_with)
    rows = [row for row in held_by_team(by, involvements, team).values() if row.worker_id == holder.pk]
    _refuse_children(by, involvements, rows, holder, taker)
    _refuse_taker(rows, team, taker)
    together, now = uuid4(), clock.now()
    with one_piece():
        summary = None if at_once else summary_of(by, rows, team)
        for row in rows:
            made = Transfer(
                together=together, involvement=row.involvement, from_team=team, from_worker=holder, to_team=team,
                to_worker=taker, reason=reason.strip()[:400], summary=summary, meets_on=meets_on,
                meets_with=meets_with.strip()[:200], asked_on=clock.today(), asked_at=now, asked_by=by,
            )  # fmt: skip
            offer_one(by, made)
        if at_once:
            decide(by, Transfer.objects.seen_by(by).filter(together=together)[0], words=reason)
    if not at_once:
        _ask_them(by, rows, holder, taker)
    return together


def _refuse_taker(rows: Sequence[Allocation], team: Team, taker: Worker) -> None:
    if not is_in_team(taker, team, clock.today()):
        raise Refused("Choose a worker of this team.", "to")
    refuse_kept([(row.involvement, taker) for row in rows])


def _ask_them(by: Worker, rows: Sequence[Allocation], holder: Worker, taker: Worker) -> None:
    many, first = _many(rows), rows[0].involvement
    _say(by, [taker], first, f"{by.name} asks you to take over {many} from {holder.name}.")
    _say(by, [holder], first, f"{taker.name} is asked to take over {many} from you. Say what they must know.")


def _refuse_meeting(meets_on: date | None, meets_with: str) -> None:
    if wrong := rules.obstacle_to_meeting(meets_on, meets_with, today=clock.today()):
        raise Refused(wrong[1], wrong[0])


def _refuse_children(
    by: Worker, involvements: Collection[int], rows: Sequence[Allocation], holder: Worker, taker: Worker
) -> None:
    """Raise ``Refused``, child by child, for those who may not be handed over."""
    if not involvements:
        raise Refused("Tick at least one family.", "family")
    held = {row.involvement_id for row in rows}
    offered = offered_now(involvements)
    children = Involvement.objects.seen_by(by).filter(pk__in=involvements).select_related("person")
    obstacles = [
        rules.obstacle_to_asking(
            is_held_by_them=one.pk in held,
            is_offered=one.pk in offered,
            same_worker=holder.pk == taker.pk,
            name=one.person.given_name or "A child",
            holder=holder.name,
        )
        for one in children.order_by("pk")
    ]
    problems = list(dict.fromkeys(one for one in obstacles if one))
    if problems or len(rows) < len(set(involvements)):
        raise Refused.several([("family", one) for one in problems] or [("family", "Look again.")])


@action(May.WRITE_STEP)
def prepare(
    by: Worker, transfer: Transfer, *, checks: Collection[str], meets_on: date | None, meets_with: str
) -> int:
    """Note what of the checklist is done, and who meets the family together and when. Gives for how many children."""
    _refuse_meeting(meets_on, meets_with)
    known = {code for code, _ in queries.checks(clock.today())}
    rows = _open(by, transfer)
    for row in rows:
        row.checks = [code for code in dict.fromkeys(checks) if code in known]
        row.meets_on, row.meets_with = meets_on, meets_with.strip()[:200]
        row.save(update_fields=["checks", "meets_on", "meets_with"])
    return len(rows)


def _open(by: Worker, transfer: Transfer) -> list[Transfer]:
    rows = open_rows(by, transfer.together)
    if not rows:
        raise Refused(rules.ANSWERED)
    return rows


@action(May.WRITE_STEP)
def accept(by: Worker, transfer: Transfer) -> int:
    """Take the children over from today, as the worker who was asked. Gives how many.

    Raises ``Refused`` while something that must be done is not, and for anybody else.
    """
    rows = open_rows(by, transfer.together)
    left = queries.left_to_do(rows[0], clock.today()) if rows else []
    taker = transfer.to_worker
    if obstacle := rules.obstacle_to_accepting(
        left, is_open=bool(rows), is_taker=by == taker, taker=taker.name if taker else ""
    ):
        raise Refused(obstacle)
    _move(by, rows, "accepted", "")
    now = clock.now()
    Allocation.objects.seen_by(by).filter(
        involvement__in=[row.involvement_id for row in rows], worker=by, ended_on__isnull=True
    ).update(accepted_at=now)
    _say(
        by, [transfer.from_worker, transfer.asked_by], transfer.involvement, _told(by, rows, "has taken over")
    )
    return len(rows)


@action(May.WRITE_STEP)
def decline(by: Worker, transfer: Transfer, *, words: str) -> int:
    """Say no with the reason, as the worker who was asked; the children stay where they are."""
    rows, taker = open_rows(by, transfer.together), transfer.to_worker
    if obstacle := rules.obstacle_to_declining(
        words, is_open=bool(rows), is_taker=by == taker, taker=taker.name if taker else ""
    ):
        raise Refused(obstacle, "words")
    for row in rows:
        close_one(by, row, "declined", words.strip())
    _say(
        by,
        [transfer.asked_by, transfer.from_worker],
        transfer.involvement,
        _told(by, rows, "has not taken over") + WHY,
    )
    return len(rows)


@action(May.ALLOCATE)
def decide(by: Worker, transfer: Transfer, *, words: str) -> int:
    """Let the children go over today without the answer, with a reason: somebody is ill. Gives how many."""
    rows = open_rows(by, transfer.together)
    if obstacle := rules.obstacle_to_deciding(words, is_open=bool(rows)):
        raise Refused(obstacle, "why_now")
    _move(by, rows, "decided", words.strip())
    summary = transfer.summary
    if summary is not None and summary.state == "not_started":
        cancel(by, summary, reason="The handover was decided without it.")
    many = _many(rows)
    _say(
        by,
        [transfer.from_worker],
        transfer.involvement,
        f"{by.name} has given {many} of yours to somebody else.",
    )
    return len(rows)


@action(May.ALLOCATE)
def take_back(by: Worker, transfer: Transfer) -> int:
    """End the handover; the children stay where they are, and both workers hear of it."""
    rows = _open(by, transfer)
    for row in rows:
        close_one(by, row, "withdrawn", "")
    both = [transfer.to_worker, transfer.from_worker]
    _say(by, both, transfer.involvement, f"{by.name} has taken back the handover of {_many(rows)}.")
    return len(rows)


@action(May.ALLOCATE)
def end_for_leaver(by: Worker, taker: Worker, *, team: Team) -> int:
    """A worker who left takes nobody over any more; whoever asked hears of it. Gives how many children."""
    waiting = Transfer.objects.seen_by(by).filter(queries.WITHIN, to_worker=taker, to_team=team, decision="")
    rows = list(
        waiting.select_for_update(no_key=True, of=("self",)).select_related("asked_by", "involvement")
    )
    for row in rows:
        close_one(by, row, "withdrawn", "The worker who was asked has left the team.")
        _say(by, [row.asked_by], row.involvement, f"{taker.name} has left and takes nobody over.")
    return len(rows)


def _move(by: Worker, rows: Sequence[Transfer], decision: str, words: str) -> None:
    """Close the rows and give their children to the worker who was asked."""
    held = Involvement.objects.seen_by(by).in_bulk([row.involvement_id for row in rows])
    for row in rows:
        close_one(by, row, decision, words)
    pairs = [(held[row.involvement_id], row.to_worker) for row in rows]
    allocate_many(by, pairs, team=rows[0].to_team, on=clock.today(), note=rows[0].reason)


def _many(rows: Sequence[object]) -> str:
    return "a child" if len(rows) == 1 else f"{len(rows)} children"


def _told(by: Worker, rows: Sequence[object], what: str) -> str:
    return f"{by.name} {what} {_many(rows)}."


def _say(by: Worker, workers: Collection[Worker | None], involvement: Involvement, words: str) -> None:
    for worker in dict.fromkeys(workers):
        tell(by, worker, KIND, words, person=Person(pk=involvement.person_id))
