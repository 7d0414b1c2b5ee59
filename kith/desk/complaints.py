"""The stages of complaints that wait for an answer, for the work list of who answers and for the board of the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.desk import rules
from kith.desk.queries import ChildName, child_name, person_columns
from kith.listening.complaints.queries import unanswered

ROWS = 25
COLUMNS = (
    "complaint_id", "stage", "title", "last_on", "due_reason", "longer_why", "owner__name",
    *person_columns("complaint__person__"),
)  # fmt: skip


@prepared
def to_answer(worker: Worker) -> QuerySet[Any, Any]:
    """The stages a worker answers for, the first day first."""
    return unanswered(worker).filter(owner=worker.pk).order_by("last_on", "pk").values_list(*COLUMNS)


@prepared
def late_in(viewer: Worker, team: int, today: date) -> QuerySet[Any, Any]:
    """The stages about a team that are past their last day, whoever answers for them."""
    rows = unanswered(viewer).filter(complaint__team=team, last_on__lt=today)
    return rows.order_by("last_on", "pk").values_list(*COLUMNS)[:ROWS]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stage that waits for an answer: of which complaint, about whom, by when, and who answers."""

    complaint: int
    stage: str
    last_on: date
    clock: rules.Clock
    urgency: str
    longer_why: str
    owner: str
    child: ChildName | None

    @property
    def title(self) -> str:
        """What it is, for a list of different things."""
        return f"Complaint {self.complaint}"

    @property
    def href(self) -> str:
        """Where it is answered."""
        return reverse("complaint", kwargs={"number": self.complaint})


def waiting(rows: Sequence[Sequence[Any]], today: date) -> list[Waiting]:
    """The rows of the questions above as lists show them. No query."""
    days = working_calendar()
    return [_one(*row[:7], person=row[7:], today=today, days=days) for row in rows]


def _one(
    complaint: int,
    stage: str,
    title: str,
    last_on: date,
    reason: str,
    longer_why: str,
    owner: str | None,
    *,
    person: Sequence[Any],
    today: date,
    days: Any,
) -> Waiting:
    rule = f"It takes longer: {longer_why}" if longer_why else reason
    child = child_name(person[0], *person[1:], today=today) if person[0] else None
    return Waiting(
        complaint, f"Stage {stage}: {title}", last_on, rules.clock_of(last_on, today, days, rule=rule),
        rules.urgency(last_on, today), longer_why, owner or "", child,
    )  # fmt: skip
