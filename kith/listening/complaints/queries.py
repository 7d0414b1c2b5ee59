"""The register as a viewer may see it: the list, and one of them with its stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from kith.access import practice
from kith.access.may import May
from kith.access.models import Membership, Team, Worker, holding
from kith.database.working_day import working_calendar
from kith.listening.complaints import rules
from kith.listening.complaints.words import KINDS, OUTCOMES, WHO
from kith.listening.models import Complaint, ComplaintAnswer, ComplaintStep
from kith.people.queries import Cell, people_cells
from kith.practice.listening import ComplaintStage

MOST = 200
NOBODY = "nobody yet"


@dataclass(frozen=True, slots=True)
class Line:
    """One of the register: its last stage, how that stands, and the child where there is one."""

    row: Complaint
    kind: str
    who: str
    child: Cell | None
    stage: str
    owner: str
    outcome: str
    mark: str
    standing: str


def register(viewer: Worker, today: date, kind: str = "") -> list[Line]:
    """The register, newest first, at most ``MOST``. Five queries, however many there are."""
    rows = Complaint.objects.seen_by(viewer).select_related("team").order_by("-received_on", "-pk")
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    found = list(rows[:MOST])
    by_complaint: dict[int, ComplaintStep] = {}
    for step in _steps(viewer, found):
        by_complaint[step.complaint_id] = step
    cells = people_cells(viewer, {one.person_id for one in found if one.person_id}, today)
    return [_line(one, by_complaint.get(one.pk), cells.get(one.person_id or 0), today) for one in found]


def _steps(viewer: Worker, rows: Sequence[Complaint]) -> list[ComplaintStep]:
    answers = ComplaintAnswer.objects.seen_by(viewer).select_related("by")
    steps = ComplaintStep.objects.seen_by(viewer).filter(complaint__in=[one.pk for one in rows])
    return list(
        steps.select_related("by", "owner")
        .prefetch_related(Prefetch("answer", answers))
        .order_by("started_on", "pk")
    )


def answer_of(step: ComplaintStep) -> ComplaintAnswer | None:
    """The answer to a stage that was read with it."""
    return getattr(step, "answer", None)


def _line(row: Complaint, step: ComplaintStep | None, child: Cell | None, today: date) -> Line:
    answer = answer_of(step) if step else None
    mark, words = rules.standing(
        answer.answered_on if answer else None,
        step.due_on if step else None,
        step.longest_on if step else None,
        today,
    )
    outcome = OUTCOMES[answer.outcome] if answer else ""
    owner = owner_name(step) if step and not answer else ""
    title = step.title if step else ""
    return Line(row, KINDS[row.kind], WHO[row.who], child, title, owner, outcome, mark, words)


def owner_name(step: ComplaintStep) -> str:
    """Who answers for a stage, as a sentence has it."""
    return step.owner.name if step.owner else NOBODY


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a complaint: how it stands, how it was answered, and by when at the latest."""

    row: ComplaintStep
    answer: ComplaintAnswer | None
    outcome: str
    mark: str
    standing: str


def stages(viewer: Worker, row: Complaint, today: date) -> list[Stage]:
    """The stages of a complaint in their order. Two queries."""
    found = []
    for step in _steps(viewer, [row]):
        answer = answer_of(step)
        answered = answer.answered_on if answer else None
        mark, words = rules.standing(answered, step.due_on, step.longest_on, today)
        found.append(Stage(step, answer, OUTCOMES[answer.outcome] if answer else "", mark, words))
    return found


def one(viewer: Worker, number: int) -> Complaint | None:
    """One of the register, where the viewer may know of it."""
    return Complaint.objects.seen_by(viewer).select_related("team", "by").filter(pk=number).first()


def longer(step: ComplaintStep) -> rules.Due | None:
    """By when a stage is to be answered as the practice has it today; None where it has no longer limit."""
    stage = stage_of(step.stage)
    due = rules.due(stage, step.started_on, working_calendar()) if stage else None
    return due if due and due.longest_on else None


def stage_of(code: str) -> ComplaintStage | None:
    """A stage as the practice has it today."""
    return practice.current().listening.stage(code)


def stage_after(code: str) -> ComplaintStage | None:
    """The stage that follows one today, or the first after ''."""
    return practice.current().listening.stage_after(code)


def teams() -> list[tuple[int, str]]:
    """The teams that something can be said of, by name."""
    rows = Team.objects.filter(ended_on=None).order_by("name")
    return list(rows.values_list("pk", "name"))


def unanswered(viewer: Worker) -> QuerySet[Any, Any]:
    """The stages that wait for an answer, with the last day for it as ``last_on``: the longer one where it was said."""
    rows = ComplaintStep.objects.seen_by(viewer).filter(answer=None)
    return rows.annotate(last_on=Coalesce("longest_on", "due_on"))


def owners(on: date) -> list[tuple[int, str]]:
    """Who can be given a stage to answer on a day: everybody whose role keeps the register, by name. One query."""
    roles = practice.current().roles
    keep = [code for code, role in roles.items() if May.KEEP_COMPLAINTS.name in role.may]
    rows = Membership.objects.filter(holding(on), role__in=keep, worker__is_active=True)
    found = dict(rows.values_list("worker_id", "worker__name"))
    return sorted(found.items(), key=lambda one: (one[1], one[0]))
