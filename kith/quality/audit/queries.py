"""Audits for one viewer: what is to be done, and one audit with what is written in it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Membership, Team, Worker, holding
from kith.core.chronology import Event
from kith.database.session import as_system
from kith.quality.draw.queries import barred
from kith.quality.draw.rules import STOPPED
from kith.quality.models import AuditAction, AuditAnswer, AuditCheck, CaseAudit, Grade
from kith.work.answers.chronology import events_of

LATELY = 12
OPEN = ("to_do", "started")
EVENTS = 80
Answered = TypeVar("Answered")


def to_do(viewer: Worker) -> list[CaseAudit]:
    """The viewer's own audits that are still to be done, by day. One query."""
    rows = CaseAudit.objects.seen_by(viewer).filter(auditor=viewer, state__in=OPEN)
    return list(rows.select_related("person", "checks").order_by("due_on", "pk"))


def hidden_from(auditor: Worker) -> list[CaseAudit]:
    """Open audits of somebody to whom the child was closed since they were drawn. Two queries."""
    known = [one.pk for one in to_do(auditor)]
    with as_system("an audit may be about a child who was closed to its auditor"):
        rows = CaseAudit.objects.unguarded(EVERY_ROW).filter(auditor=auditor, state__in=OPEN)
        return list(rows.exclude(pk__in=known))


def done(viewer: Worker) -> list[CaseAudit]:
    """What the viewer audited last. One query."""
    rows = CaseAudit.objects.seen_by(viewer).filter(auditor=viewer, state="finished")
    return list(rows.select_related("person").order_by("-finished_at")[:LATELY])


def open_to(audit: CaseAudit, today: date) -> bool:
    """Whether the time for which an auditor from elsewhere sees the child still runs."""
    return audit.open_until is None or today < audit.open_until


def one(viewer: Worker, number: int) -> CaseAudit | None:
    """An audit that the viewer may know of. One query."""
    rows = CaseAudit.objects.seen_by(viewer).filter(pk=number)
    columns = ("person", "auditor", "by", "team", "worker", "second_of", "checks", "draw__round")
    return rows.select_related(*columns).first()


def may_read(viewer: Worker, audit: CaseAudit) -> bool:
    """Whether a finished audit is for these eyes: its auditor, who sees audits, the worker it is about, an owner.

    What one of two readers found is for the other once they have finished too, whatever else they see, and not before.
    """
    if audit.pk in still_to_read(viewer):
        return False
    if viewer.may(May.SEE_AUDITS) or viewer.pk in (audit.auditor_id, audit.worker_id):
        return True
    if _other_readings(viewer, ("finished",)).filter(pk=audit.pk).exists():
        return True
    return AuditAction.objects.seen_by(viewer).filter(audit=audit, owner=viewer).exists()


def still_to_read(viewer: Worker) -> set[int]:
    """Readings of cases whose other reading is still the viewer's to do: their grades are not for these eyes yet.

    It holds for both of two readers, whoever finishes first. One query.
    """
    return set(_other_readings(viewer, OPEN))


def _other_readings(viewer: Worker, states: tuple[str, ...]) -> QuerySet[Any, Any]:
    """The numbers of audits whose other reading is the viewer's and stands in one of these states."""
    rows = CaseAudit.objects.seen_by(viewer).filter(
        Q(second_of__auditor=viewer, second_of__state__in=states)
        | Q(second_readings__auditor=viewer, second_readings__state__in=states)
    )
    return rows.values_list("pk", flat=True)


def answers(viewer: Worker, audit: CaseAudit) -> dict[str, AuditAnswer]:
    """What is written so far, by box. One query."""
    rows = AuditAnswer.objects.seen_by(viewer).filter(audit=audit)
    return {row.question: row for row in rows}


def grades(viewer: Worker, audits: Iterable[CaseAudit]) -> dict[int, dict[str, Grade]]:
    """The grades of finished audits, by audit and standard. One query."""
    found: dict[int, dict[str, Grade]] = {}
    for row in Grade.objects.seen_by(viewer).filter(audit__in=list(audits)):
        found.setdefault(row.audit_id, {})[row.standard] = row
    return found


def actions_of(viewer: Worker, audit: CaseAudit) -> list[AuditAction]:
    """What an audit asks people to do, by day. One query."""
    rows = AuditAction.objects.seen_by(viewer).filter(audit=audit).select_related("owner")
    return list(rows.order_by("due_on", "pk"))


def checks_of(viewer: Worker, actions: Iterable[AuditAction]) -> dict[int, AuditCheck]:
    """What the latest audit after found of each action. One query."""
    rows = AuditCheck.objects.seen_by(viewer).filter(action__in=list(actions)).select_related("audit", "by")
    return {row.action_id: row for row in rows.order_by("recorded_at", "pk")}


def to_check(viewer: Worker, audit: CaseAudit) -> list[AuditAction]:
    """What a re-audit is to look at: everything the audit before it asked for. One query, none for a first audit."""
    if audit.checks_id is None:
        return []
    rows = AuditAction.objects.seen_by(viewer).filter(audit=audit.checks_id).select_related("owner")
    return list(rows.order_by("due_on", "pk"))


def checked_ids(audit: CaseAudit) -> list[int]:
    """The numbers of what a re-audit is to look at."""
    if audit.checks_id is None:
        return []
    return list(
        AuditAction.objects.unguarded(EVERY_ROW).filter(audit=audit.checks_id).values_list("pk", flat=True)
    )


def through(viewer: Worker, audit: CaseAudit, ask: Callable[[Worker], Answered]) -> Answered:
    """Ask something about the child of an audit that the viewer was let through to.

    To an auditor from elsewhere the tables of the record stay closed: for this one child they are read through the eyes
    of whoever drew the audit.
    """
    if not viewer.sees_own_families_only:
        return ask(viewer)
    with as_system("an auditor from elsewhere reads the one child who was drawn for them"):
        return ask(audit.by)


def record(viewer: Worker, audit: CaseAudit) -> list[Event]:
    """What happened to the child in the time that is looked at, in reading order: the first comes first."""
    events = through(viewer, audit, lambda eyes: events_of(eyes, [audit.person_id]))
    return sorted((one for one in events if one.on >= audit.looks_from), key=lambda one: one.on)[-EVENTS:]


def owners(viewer: Worker, audit: CaseAudit, today: date) -> list[tuple[str, str]]:
    """Who may be asked to do something: the worker, the team that holds the child and the managers above it."""
    teams: list[int] = []
    team: Team | None = audit.team
    while team is not None:
        teams.append(team.pk)
        team = team.parent
    rows = Membership.objects.filter(holding(today), team__in=teams, worker__is_active=True)
    found = {row.worker_id: row.worker for row in rows.select_related("worker").order_by("worker__name")}
    if audit.worker is not None:
        found = {audit.worker.pk: audit.worker} | found
    return [(str(one.pk), one.name) for one in found.values() if one.may(May.ANSWER_AUDITS)]


def my_actions(viewer: Worker) -> list[AuditAction]:
    """What finished audits ask the viewer to do, by day; of a case the viewer is still to read, once both have.
    One query.
    """
    rows = AuditAction.objects.seen_by(viewer).filter(
        owner=viewer, done_on__isnull=True, audit__state="finished"
    )
    rows = rows.exclude(audit__in=_other_readings(viewer, OPEN))
    return list(rows.select_related("audit__person").order_by("due_on", "pk"))


def obstacle_to_audit_again(
    audit: CaseAudit, who: Worker | None, due_on: date | None, on: date
) -> list[tuple[str | None, str]]:
    """Why somebody may not check an audit again; nothing where they may."""
    if audit.state != "finished" or audit.second_of_id:
        return [(None, "Only a finished first reading is checked again.")]
    if CaseAudit.objects.unguarded(EVERY_ROW).filter(checks=audit, state__in=OPEN).exists():
        return [(None, "It is being checked already.")]
    found: list[tuple[str | None, str]] = []
    if due_on is None or due_on <= on:
        found.append(("due_on", "Write a day after today by which it is checked."))
    if who is None or not who.may(May.AUDIT_CASES):
        return [*found, ("auditor", "Choose who checks it.")]
    since = audit.finished_on or audit.looks_from
    if why := barred([who], [audit.person_id], since)[who.pk].get(audit.person_id):
        found.append(("auditor", f"{who.name} {STOPPED[why]}. Choose somebody else."))
    return found
