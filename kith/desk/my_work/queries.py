"""What one worker has to do, holds, and has not yet seen."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery

from kith.access.may import May
from kith.access.models import Look, Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.database.together import together
from kith.desk.complaints import to_answer
from kith.desk.queries import STEP_COLUMNS, ChildName, StepRow, child_name, person_columns, step_rows
from kith.people.models import Person
from kith.work.models import OPEN_STATES, Allocation, Answer, Notice, Step, StepChild, VisitChild

SHOWN = 25


@prepared
def _waiting_here(worker: Worker) -> QuerySet[Any, Any]:
    states = [state for state in OPEN_STATES if state != "submitted"]
    steps = Step.objects.seen_by(worker).filter(worker=worker.pk, state__in=states)
    return steps.order_by("due_on", "pk").values(*STEP_COLUMNS)


@dataclass(frozen=True, slots=True)
class Own:
    """Rows that are the worker's own: what waits, children held, steps written in last, news, records opened, and
    the stages of complaints to answer.
    """

    waiting: list[dict[str, Any]]
    held: list[Any]
    written: list[Any]
    news: list[dict[str, Any]]
    looks: list[int]
    complaints: list[Any] = field(default_factory=list)


def own(worker: Worker) -> Own:
    """What the rest of the page is asked about. One query."""
    asked = [_waiting_here, _held, _written, _news, _looks]
    if worker.may(May.KEEP_COMPLAINTS):
        asked.append(to_answer)
    return Own(*together(*((ask, worker) for ask in asked)))


def to_do(worker: Worker, own: Own, today: date) -> list[StepRow]:
    """Open steps of the worker that wait for the worker, the most urgent first. Two queries at most."""
    return step_rows(worker, own.waiting, today, sent_back=True)


@dataclass(slots=True)
class FamilyRow:
    """One family of a caseload."""

    family_id: int | None
    name: str
    children: list[ChildName]
    since: date
    need: str
    accepted: bool
    notes: list[str]
    last_seen: date | None = None
    next_due: date | None = None
    next_step: str = ""


@prepared
def _held(worker: Worker) -> QuerySet[Any, Any]:
    return (
        Allocation.objects.seen_by(worker)
        .filter(worker=worker.pk, ended_on__isnull=True, involvement__ended_on__isnull=True)
        .order_by("involvement__family__name", "involvement__person__born_on", "pk")
        .values_list(
            "involvement__family_id", "involvement__family__name", "started_on", "involvement__need",
            "accepted_at", "note", *person_columns("involvement__person__"),
        )
    )  # fmt: skip


def caseload(worker: Worker, own: Own, today: date) -> list[FamilyRow]:
    """The families whose children the worker holds today. One query."""
    rows: dict[Any, FamilyRow] = {}
    for family_id, family, since, need, accepted, note, *person in own.held:
        child = child_name(*person, today=today)
        row = rows.setdefault(
            family_id or -child.person_id,
            FamilyRow(family_id, family or child.family_name, [], since, need, accepted is not None, []),
        )
        row.children.append(child)
        row.accepted = row.accepted and accepted is not None
        if note and note not in row.notes:
            row.notes.append(note)
    people = [child.person_id for row in rows.values() for child in row.children]
    seen, ahead = together((_last_seen, worker, people), (_next_steps, worker, people))
    _add_last_seen(dict(seen), rows.values())
    _add_next_step(ahead, rows.values())
    return list(rows.values())


@prepared
def _last_seen(worker: Worker, people: list[int]) -> QuerySet[Any, Any]:
    seen = VisitChild.objects.seen_by(worker).filter(person__in=people).exclude(seen="not_seen")
    return seen.values_list("person_id").annotate(Max("visited_at")).order_by()


def _add_last_seen(last: dict[int, Any], rows: Any) -> None:
    for row in rows:
        moments = [last[child.person_id] for child in row.children if child.person_id in last]
        days = [clock.london(at).date() for at in moments]
        row.last_seen = min(days) if len(days) == len(row.children) else None


@prepared
def _next_steps(worker: Worker, people: list[int]) -> QuerySet[Any, Any]:
    steps = StepChild.objects.seen_by(worker).filter(
        person__in=people, released_at__isnull=True, step__state__in=OPEN_STATES, step__due_on__isnull=False
    )
    rows = steps.values_list("person_id", "step__title").annotate(Min("step__due_on"))
    return rows.order_by("-step__due_on__min")


def _add_next_step(ahead: list[Any], rows: Any) -> None:
    nearest = {person: (due, title) for person, title, due in ahead}
    for row in rows:
        due = [nearest[child.person_id] for child in row.children if child.person_id in nearest]
        if due:
            row.next_due, row.next_step = min(due)


@prepared
def _news(worker: Worker) -> QuerySet[Any, Any]:
    """The latest notices, unread first; ``seen_person``: whose record it leads to, if the worker may open it."""
    # looked up for each notice: asked as a list, all steps the worker may see would be read
    step = Step.objects.seen_by(worker).filter(pk=OuterRef("step"))
    rows = Notice.objects.filter(worker=worker.pk).annotate(seen_step=Subquery(step.values("pk")))
    rows = rows.filter(Q(step__isnull=True) | Q(seen_step__isnull=False))
    person = Person.objects.seen_by(worker).filter(pk=OuterRef("person"))
    rows = rows.annotate(seen_person=Subquery(person.values("pk"))).order_by("read_at", "-at")
    columns = ("id", "at", "kind", "words", "step_id", "person_id", "seen_person", "read_at")
    return rows.values(*columns, "leads_to", "leads_number")[:6]


@prepared
def _written(worker: Worker) -> QuerySet[Any, Any]:
    wrote = Answer.objects.seen_by(worker).filter(by=worker.pk, step__state__in=["in_progress", "returned"])
    return wrote.values_list("step_id").annotate(last=Max("saved_at")).order_by("-last")[:3]


@prepared
def _steps(worker: Worker, ids: list[int]) -> QuerySet[Any, Any]:
    return Step.objects.seen_by(worker).filter(pk__in=ids).values(*STEP_COLUMNS)


def drafts(worker: Worker, own: Own, today: date) -> list[tuple[StepRow, Any]]:
    """Unfinished pieces of work in which the worker last wrote, newest first, with the moment. Two queries."""
    last = dict(own.written)
    rows = step_rows(worker, _steps(worker, list(last)), today)
    return sorted(((row, last[row.step["id"]]) for row in rows), key=lambda pair: pair[1], reverse=True)


@prepared
def _looks(worker: Worker) -> QuerySet[Any, Any]:
    return Look.objects.filter(worker=worker.pk).order_by("-at").values_list("person_id", flat=True)[:60]


@prepared
def _people(worker: Worker, ids: list[int]) -> QuerySet[Any, Any]:
    return Person.objects.seen_by(worker).filter(pk__in=ids).values_list(*person_columns())


def recent(worker: Worker, own: Own, today: date) -> list[ChildName]:
    """The people whose records the worker opened last. One query."""
    ids = list(dict.fromkeys(own.looks))[:5]
    by_id = {row[0]: child_name(*row, today=today) for row in _people(worker, ids)}
    return [by_id[one] for one in ids if one in by_id]
