"""Who supervises whom, when they talk, and what may be read of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from kith.access import practice
from kith.access.may import May
from kith.access.models import Membership, Worker, holding
from kith.access.teams import reached
from kith.core.calendar import WorkingCalendar
from kith.database.prepared import prepared
from kith.practice.supervision import interval_of
from kith.work.models import (
    Allocation,
    ManagementDecision,
    NoteChild,
    PersonalNote,
    StepChild,
    Supervision,
    SupervisionLine,
)
from kith.work.supervision import rules
from kith.work.supervision.rules import Due

LATELY = 12


@dataclass(slots=True)
class Standing:
    """How supervision stands for one worker."""

    worker_id: int
    name: str
    job_title: str
    team_id: int
    team: str
    supervisor_id: int | None = None
    supervisor: str = ""
    supervisor_left: bool = False
    last_on: date | None = None
    due: Due | None = None
    planned: Supervision | None = None
    missed: int = 0
    held: int = 0
    children: set[int] = field(default_factory=set)
    talked: set[int] = field(default_factory=set)

    @property
    def is_late(self) -> bool:
        """Whether the last day is over."""
        return self.due is not None and self.due.mark == "late"


def in_first_year(worker: Worker, on: date) -> bool:
    """Whether a worker is newly qualified on a day."""
    return worker.newly_qualified_until is not None and worker.newly_qualified_until > on


def due_after(worker: Worker, on: date, what: str) -> tuple[date | None, str]:
    """Until when a worker's next supervision has to be, counted from a day, and why."""
    interval = interval_of(practice.current().supervision, worker.roles, in_first_year(worker, on), on)
    return rules.due_after(interval, on, what)


def supervisors(on: date) -> dict[int, str]:
    """Everybody whose role allows them to supervise, by name. One query."""
    codes = [code for code, role in practice.current().roles.items() if May.SUPERVISE.name in role.may]
    rows = Membership.objects.filter(holding(on), role__in=codes, worker__is_active=True)
    return dict(rows.order_by("worker__name").values_list("worker_id", "worker__name"))


def line_of(worker: Worker) -> SupervisionLine | None:
    """Who supervises a worker now."""
    rows = SupervisionLine.objects.filter(worker=worker, ended_on__isnull=True)
    return rows.select_related("supervisor").first()


def standings(viewer: Worker, today: date, calendar: WorkingCalendar) -> list[Standing]:
    """Everybody in the viewer's teams whom the pack wants supervised, late ones first. Eight queries."""
    roles = {role for one in practice.current().supervision for role in one.roles}
    rows = Membership.objects.filter(
        holding(today),
        team__in=reached(viewer, today),
        role__in=roles,
        worker__is_active=True,
    ).exclude(worker=viewer)
    columns = ("worker_id", "worker__name", "worker__job_title", "team_id", "team__name")
    found = {
        row[0]: Standing(*row) for row in rows.order_by("team__name", "worker__name").values_list(*columns)
    }
    fill(viewer, found, today, calendar)
    return sorted(found.values(), key=lambda one: (not one.is_late, one.due.on if one.due else date.max))


def fill(viewer: Worker, found: dict[int, Standing], today: date, calendar: WorkingCalendar) -> None:
    """Lines, days and talks of these workers. Six queries for any number of them."""
    dues: dict[int, tuple[date | None, str]] = {}
    for line in (
        SupervisionLine.objects.filter(worker__in=found).order_by("started_on").select_related("supervisor")
    ):
        if line.first_due_on:
            dues[line.worker_id] = (line.first_due_on, line.due_reason)
        if line.ended_on is None:
            found[line.worker_id].supervisor_id = line.supervisor_id
            found[line.worker_id].supervisor = line.supervisor.name
    for one in Supervision.objects.filter(worker__in=found).order_by("held_on", "pk"):
        row = found[one.worker_id]
        if one.held_on:
            row.last_on, row.held = one.held_on, row.held + 1
            dues[one.worker_id] = (one.next_due_on, one.due_reason)
        elif one.missed_at:
            row.missed += 1
        else:
            row.planned = one
    able = supervisors(today)
    for row in found.values():
        row.supervisor_left = row.supervisor_id is not None and row.supervisor_id not in able
        row.due = rules.standing(*dues.get(row.worker_id, (None, "")), today, calendar)
    _add_talks(viewer, found, today)


def _add_talks(viewer: Worker, found: dict[int, Standing], today: date) -> None:
    held = Allocation.objects.seen_by(viewer).filter(
        worker__in=found, ended_on__isnull=True, involvement__ended_on__isnull=True
    )
    for worker, person in held.values_list("worker_id", "involvement__person_id"):
        found[worker].children.add(person)
    since = today - timedelta(days=rules.TALKED_DAYS)
    people = [person for row in found.values() for person in row.children]
    talked = set(last_talked(viewer, people, since))
    for row in found.values():
        row.talked = row.children & talked


def last_talked(viewer: Worker, people: Collection[int], since: date | None = None) -> dict[int, date]:
    """When each of these children was last talked about in supervision, shortly or at length. Two queries."""
    rows = NoteChild.objects.seen_by(viewer).filter(person__in=people, note__talk__isnull=False)
    if since:
        rows = rows.filter(note__talk__supervision__held_on__gte=since)
    told = dict(rows.values_list("person_id").annotate(Max("note__talk__supervision__held_on")).order_by())
    for person, on in _talked_at_length(viewer, people, since):
        told[person] = max(on, told.get(person, on))
    return told


def _talked_at_length(viewer: Worker, people: Collection[int], since: date | None) -> QuerySet[Any, Any]:
    """Those whose family was thought through in a piece of work of its own, with the day it was completed."""
    rows = StepChild.objects.seen_by(viewer).filter(
        person__in=people,
        released_at__isnull=True,
        step__kind="supervision",
        step__completed_on__isnull=False,
    )
    rows = rows.filter(step__completed_on__gte=since) if since else rows
    return rows.values_list("person_id").annotate(Max("step__completed_on")).order_by()


def of_worker(viewer: Worker, worker: Worker) -> list[Supervision]:
    """A worker's supervisions, the latest first, where they are open to the viewer; else none. Two queries."""
    line = line_of(worker)
    now = line.supervisor_id if line else None
    if not rules.may_open(viewer.pk, worker.pk, now, may_supervise=viewer.may(May.SUPERVISE)):
        return []
    rows = Supervision.objects.filter(worker=worker).select_related("supervisor")
    return sorted(rows, key=lambda one: one.held_on or one.planned_on, reverse=True)[:LATELY]


def opened(viewer: Worker, number: int) -> Supervision | None:
    """A supervision that is open to the viewer; None when it is not, or is not there. Two queries."""
    found = Supervision.objects.select_related("worker", "supervisor").filter(pk=number).first()
    if found is None or not viewer.memberships_today:
        return None
    line = line_of(found.worker)
    now = line.supervisor_id if line else None
    is_open = rules.may_open(viewer.pk, found.worker_id, now, may_supervise=viewer.may(May.SUPERVISE))
    return found if is_open else None


def personal(viewer: Worker, supervision: Supervision) -> dict[str, list[PersonalNote]]:
    """What was said of how the worker is and learns, newest first. The database shows it to the two alone."""
    rows = PersonalNote.objects.seen_by(viewer).filter(supervision=supervision).select_related("by")
    found: dict[str, list[PersonalNote]] = {kind: [] for kind, _ in PersonalNote.KINDS}
    for row in rows.order_by("-pk"):
        found[row.kind].append(row)
    return found


def owners(today: date) -> dict[int, str]:
    """Everybody who works here today, by name: who can be given something to do. One query."""
    places = Membership.objects.filter(holding(today), worker=OuterRef("pk"))
    rows = Worker.objects.filter(Exists(places), is_active=True).order_by("name")
    return dict(rows.values_list("pk", "name"))


def _with_names(rows: QuerySet[ManagementDecision]) -> list[ManagementDecision]:
    return list(
        rows.select_related("decided_by", "owner", "by", "done_by", "family").order_by("-decided_on", "-pk")
    )


def decisions_of(viewer: Worker, people: Sequence[int]) -> list[ManagementDecision]:
    """The decisions about these children, newest first. One query."""
    rows = ManagementDecision.objects.seen_by(viewer).filter(children__person__in=people).distinct()
    return _with_names(rows)


def decision(viewer: Worker, number: int) -> ManagementDecision | None:
    """A decision the viewer may know of."""
    return next(iter(_with_names(ManagementDecision.objects.seen_by(viewer).filter(pk=number))), None)


def to_do(viewer: Worker) -> list[ManagementDecision]:
    """What decisions ask of the viewer and is not done, the first due first. One query."""
    rows = ManagementDecision.objects.seen_by(viewer).filter(owner=viewer, done_on__isnull=True)
    return list(rows.select_related("decided_by", "family").order_by("do_by", "pk"))


@prepared
def _latest(worker: Worker) -> QuerySet[Any, Any]:
    rows = Supervision.objects.filter(worker=worker.pk, missed_at__isnull=True).order_by("-planned_on", "-pk")
    return rows.values("id", "planned_on", "held_on", "next_due_on", "due_reason", "supervisor__name")[:6]


def mine(worker: Worker, today: date, calendar: WorkingCalendar) -> tuple[dict[str, Any] | None, Due | None]:
    """The worker's own next supervision where one is planned, and until when it has to be held. One query."""
    rows = _latest(worker)
    planned = next((row for row in rows if row["held_on"] is None), None)
    last = max((row for row in rows if row["held_on"]), key=lambda row: row["held_on"], default=None)
    due = rules.standing(last["next_due_on"], last["due_reason"], today, calendar) if last else None
    return planned, due
