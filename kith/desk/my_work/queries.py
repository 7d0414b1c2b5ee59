"""What one worker has to do, holds, and has not yet seen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, Q

from kith.access.models import Look, Worker
from kith.desk.queries import ChildName, StepRow, child_name, person_columns, step_rows
from kith.people.models import Person
from kith.work.models import OPEN_STATES, Allocation, Answer, Notice, Step, StepChild, VisitChild

SHOWN = 25


def to_do(worker: Worker, today: date) -> list[StepRow]:
    """Open steps of the worker that wait for the worker, the most urgent first. Three queries."""
    waiting_here = [state for state in OPEN_STATES if state != "submitted"]
    steps = Step.objects.seen_by(worker).filter(worker=worker, state__in=waiting_here)
    return step_rows(worker, steps.order_by("due_on", "pk"), today, sent_back=True)


@dataclass(slots=True)
class FamilyRow:
    """One family of a caseload."""

    family_id: int | None
    name: str
    children: list[ChildName]
    since: date
    need: str
    accepted: bool
    note: str
    last_seen: date | None = None
    next_due: date | None = None
    next_step: str = ""


def caseload(worker: Worker, today: date) -> list[FamilyRow]:
    """The families whose children the worker holds today. Three queries."""
    held = (
        Allocation.objects.seen_by(worker)
        .filter(worker=worker, ended_on__isnull=True, involvement__ended_on__isnull=True)
        .order_by("involvement__family__name", "involvement__person__born_on", "pk")
        .values_list(
            "involvement__family_id", "involvement__family__name", "started_on", "involvement__need",
            "accepted_at", "note", *person_columns("involvement__person__"),
        )
    )  # fmt: skip
    rows: dict[Any, FamilyRow] = {}
    for family_id, family, since, need, accepted, note, *person in held:
        child = child_name(*person, today=today)
        row = rows.setdefault(
            family_id or -child.person_id,
            FamilyRow(family_id, family or child.family_name, [], since, need, accepted is not None, note),
        )
        row.children.append(child)
        row.accepted = row.accepted and accepted is not None
    _add_last_seen(worker, rows.values())
    _add_next_step(worker, rows.values())
    return list(rows.values())


def _add_last_seen(worker: Worker, rows: Any) -> None:
    people = [child.person_id for row in rows for child in row.children]
    seen = VisitChild.objects.seen_by(worker).filter(person__in=people).exclude(seen="not_seen")
    last = dict(seen.values_list("person_id").annotate(Max("visit__visited_at")).order_by())
    for row in rows:
        days = [last[child.person_id].date() for child in row.children if child.person_id in last]
        row.last_seen = min(days) if len(days) == len(row.children) else None


def _add_next_step(worker: Worker, rows: Any) -> None:
    people = [child.person_id for row in rows for child in row.children]
    steps = StepChild.objects.seen_by(worker).filter(
        person__in=people, released_at__isnull=True, step__state__in=OPEN_STATES, step__due_on__isnull=False
    )
    found = (
        steps.values_list("person_id", "step__title")
        .annotate(Min("step__due_on"))
        .order_by("-step__due_on__min")
    )
    nearest = {person: (due, title) for person, title, due in found}
    for row in rows:
        due = [nearest[child.person_id] for child in row.children if child.person_id in nearest]
        if due:
            row.next_due, row.next_step = min(due)


def news(worker: Worker) -> list[dict[str, Any]]:
    """The latest notices, unread first."""
    rows = Notice.objects.filter(worker=worker).filter(
        Q(step__isnull=True) | Q(step__in=Step.objects.seen_by(worker))
    )
    return list(
        rows.order_by("read_at", "-at")[:6].values(
            "id", "at", "kind", "words", "step_id", "person_id", "read_at"
        )
    )


def drafts(worker: Worker, today: date) -> list[tuple[StepRow, Any]]:
    """Unfinished pieces of work in which the worker last wrote, newest first, with the moment. Three queries."""
    wrote = (
        Answer.objects.seen_by(worker)
        .filter(by=worker, step__state__in=["in_progress", "returned"])
        .values("step_id")
        .annotate(last=Max("saved_at"))
        .order_by("-last")[:3]
    )
    last = {row["step_id"]: row["last"] for row in wrote}
    rows = step_rows(worker, Step.objects.seen_by(worker).filter(pk__in=last), today)
    return sorted(((row, last[row.step["id"]]) for row in rows), key=lambda pair: pair[1], reverse=True)


def recent(worker: Worker, today: date) -> list[ChildName]:
    """The people whose records the worker opened last."""
    looked = Look.objects.filter(worker=worker).order_by("-at").values_list("person_id", flat=True)[:60]
    ids = list(dict.fromkeys(looked))[:5]
    people = Person.objects.seen_by(worker).filter(pk__in=ids).values_list(*person_columns())
    by_id = {row[0]: child_name(*row, today=today) for row in people}
    return [by_id[one] for one in ids if one in by_id]
