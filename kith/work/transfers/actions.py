"""Offering children to another team, and the other team's answer."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid4

from kith.access import practice
from kith.access.doors import action, one_piece
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.work.allocation.actions import allocate_many
from kith.work.models import Allocation, Involvement, Step, Transfer
from kith.work.notices.actions import tell
from kith.work.opening.actions import open_step
from kith.work.steps.queries import already_open
from kith.work.transfers import queries, rules

SUMMARY = "transfer_summary"


@action(May.ALLOCATE)
def offer(
    by: Worker,
    involvements: Sequence[int],
    *,
    from_team: Team,
    to_team: Team,
    reason: str,
    to_worker: Worker | None = None,
) -> UUID:
    """Offer children of one team to another. They stay where they are, and a transfer summary is opened.

    Raises ``Refused`` for an empty choice or reason, a child who is not held by ``from_team`` any more or is
    offered already, and a team for which nobody can accept.
    """
    if not involvements:
        raise Refused("Choose at least one child.", "involvement")
    if not reason.strip():
        raise Refused("Say why the children are to go there.", "reason")
    rows = queries.held_by_team(by, involvements, from_team)
    problems = _problems(by, involvements, rows, from_team, to_team)
    if problems or len(rows) < len(set(involvements)):
        raise Refused.several(list(dict.fromkeys(problems)) or [("involvement", "Look again.")])
    together = uuid4()
    held = list(rows.values())
    summary = summary_of(by, held, from_team)
    with one_piece():
        for row in held:
            _offer_one(by, row, together=together, to=(to_team, to_worker), reason=reason, summary=summary)
    accepters = queries.accepters(to_team.pk, clock.today())
    _tell_them(by, accepters, held, f"{from_team.name} offers {_many(held)} to {to_team.name}.")
    return together


def _problems(
    by: Worker, involvements: Sequence[int], rows: Collection[int], from_team: Team, to_team: Team
) -> list[tuple[str | None, str]]:
    """Why some of these children may not be offered, child by child."""
    offered = queries.offered_now(involvements)
    can_accept = bool(queries.accepters(to_team.pk, clock.today()))
    children = Involvement.objects.seen_by(by).filter(pk__in=involvements).select_related("person")
    obstacles = [
        rules.obstacle_to_offering(
            is_held_here=involvement.pk in rows,
            is_offered=involvement.pk in offered,
            same_team=from_team.pk == to_team.pk,
            team_is_open=to_team.ended_on is None or to_team.ended_on > clock.today(),
            somebody_can_accept=can_accept,
            name=involvement.person.given_name or "A child",
            team=to_team.name,
        )
        for involvement in children
    ]
    return [("involvement", one) for one in obstacles if one]


@action(May.ALLOCATE)
def offer_one(by: Worker, transfer: Transfer) -> Transfer:
    """One child of an offer: its line in the trail."""
    transfer.save(force_insert=True)
    return transfer


def _offer_one(
    by: Worker,
    row: Allocation,
    *,
    together: UUID,
    to: tuple[Team, Worker | None],
    reason: str,
    summary: Step | None,
) -> None:
    made = Transfer(
        together=together, involvement=row.involvement, from_team_id=row.team_id, from_worker_id=row.worker_id,
        to_team=to[0], to_worker=to[1], reason=reason.strip()[:400], summary=summary,
        asked_on=clock.today(), asked_at=clock.now(), asked_by=by,
    )  # fmt: skip
    offer_one(by, made)


@action(May.ALLOCATE)
def summary_of(by: Worker, rows: Sequence[Allocation], team: Team) -> Step | None:
    """The transfer summary of these children: the one that is open, or a new one, with whoever holds them."""
    people = [row.involvement.person_id for row in rows]
    if SUMMARY not in practice.current().steps:
        return None
    if inside := already_open(SUMMARY, people):
        found = Step.objects.seen_by(by).filter(kind=SUMMARY, children__person__in=inside).order_by("-pk")
        return found.filter(state__in=("not_started", "in_progress", "submitted", "returned")).first()
    holder = next((row.worker for row in rows if row.worker_id), None)
    return open_step(
        by,
        kind=SUMMARY,
        people=people,
        team=team,
        worker=holder,
        started_on=clock.today(),
        clock_from_on=None,
    )


@action(May.ALLOCATE)
def tick(by: Worker, transfer: Transfer, *, checks: Collection[str]) -> int:
    """Note what of the checklist is done, for all children of the offer."""
    listed = practice.current().lists[queries.CHECKS]
    known = [code for code in dict.fromkeys(checks) if listed.has(code, clock.today())]
    rows = queries.open_rows(by, transfer.together)
    if not rows:
        raise Refused("This has been answered or taken back already.")
    for row in rows:
        row.checks = known
        row.save(update_fields=["checks"])
    return len(rows)


@action(May.ALLOCATE)
def accept(by: Worker, transfer: Transfer, *, worker: Worker | None = None) -> int:
    """Take the children over from today: into the team's tray, or to a worker. Gives how many.

    Raises ``Refused`` while something of the checklist that must be done is not, or a child was closed.
    """
    rows = queries.open_rows(by, transfer.together)
    children = Involvement.objects.seen_by(by).filter(pk__in=[row.involvement_id for row in rows])
    held = {one.pk: one for one in children.select_related("person")}
    closed = [one.person.given_name for one in held.values() if one.ended_on is not None]
    done = transfer.summary is not None and transfer.summary.state == "completed"
    left = rules.missing(transfer.checks, queries.musts(clock.today()), is_summary_done=done)
    if obstacle := rules.obstacle_to_accepting(left, is_open=bool(rows), closed=closed):
        raise Refused(obstacle)
    for row in rows:
        close_one(by, row, "accepted", "")
    taker = worker or transfer.to_worker
    pairs = [(held[row.involvement_id], taker) for row in rows]
    allocate_many(by, pairs, team=transfer.to_team, on=clock.today(), note=transfer.reason)
    _answer(by, transfer, f"{transfer.to_team.name} has accepted {_many(rows)}.")
    return len(rows)


@action(May.ALLOCATE)
def decline(by: Worker, transfer: Transfer, *, words: str) -> int:
    """Send the offer back with the reason; the children stay where they are."""
    rows = queries.open_rows(by, transfer.together)
    if obstacle := rules.obstacle_to_declining(words, is_open=bool(rows)):
        raise Refused(obstacle, "words")
    for row in rows:
        close_one(by, row, "declined", words.strip())
    _answer(by, transfer, rules.told_of_declining(transfer.to_team.name, _many(rows)))
    return len(rows)


@action(May.ALLOCATE)
def take_back(by: Worker, transfer: Transfer) -> int:
    """End the offer; the children stay where they are."""
    rows = queries.open_rows(by, transfer.together)
    if not rows:
        raise Refused("This has been answered or taken back already.")
    for row in rows:
        close_one(by, row, "withdrawn", "")
    return len(rows)


@action(May.ALLOCATE)
def close_one(by: Worker, row: Transfer, decision: str, words: str) -> Transfer:
    """Keep how the way of one child ended, by whom and with which words."""
    row.decision, row.words, row.decided_by = decision, words[:400], by
    row.decided_on, row.decided_at = clock.today(), clock.now()
    row.save(update_fields=["decision", "words", "decided_by", "decided_on", "decided_at"])
    return row


def _many(rows: Sequence[Any]) -> str:
    return "a child" if len(rows) == 1 else f"{len(rows)} children"


def _tell_them(by: Worker, workers: Sequence[Worker], rows: Sequence[Allocation], words: str) -> None:
    first = Person(pk=rows[0].involvement.person_id)
    for worker in workers:
        tell(by, worker, "transfer", words, person=first)


def _answer(by: Worker, transfer: Transfer, words: str) -> None:
    first = Person(pk=transfer.involvement.person_id)
    for worker in dict.fromkeys([transfer.asked_by, transfer.from_worker]):
        tell(by, worker, "transfer", words, person=first)
