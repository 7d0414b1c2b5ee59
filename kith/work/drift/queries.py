"""Open work of a team with its owner, its age and the day it should end; and what was closed with words in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from kith.access.models import Team, Worker
from kith.access.teams import reached
from kith.core.calendar import WorkingCalendar
from kith.work.deciding.queries import names_of
from kith.work.drift import rules
from kith.work.models import OPEN_STATES, Answer, Step
from kith.work.steps.queries import kind_of

FRONT_DOOR_STEP = "contact"
CLOSED_DAYS = 365
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One open piece of work as the page shows it."""

    step: Step
    piece: rules.Piece
    end: rules.End
    has_words: bool
    has_left: bool


def teams(worker: Worker, today: date) -> list[Team]:
    """The teams whose open work the worker may see: own teams and all parts below them, teams first. One query."""
    return sorted(reached(worker, today), key=lambda team: (team.kind != "team", team.name))


def open_work(viewer: Worker, team: Team, today: date, calendar: WorkingCalendar) -> list[Row]:
    """Every open piece of work of a team, the oldest first. One query."""
    rows = _with_words(viewer).filter(team=team, state__in=OPEN_STATES).exclude(kind=FRONT_DOOR_STEP)
    ordered = rows.select_related("worker").order_by("started_on", "pk")
    return [_row(step, today, calendar) for step in ordered]


def _row(step: Any, today: date, calendar: WorkingCalendar) -> Row:
    end = rules.end_of(
        kind_of(step),
        due_on=step.due_on,
        due_reason=step.due_reason,
        started_on=step.started_on,
        calendar=calendar,
    )
    owner = step.worker.name if step.worker else "Nobody yet"
    piece = rules.Piece(
        owner,
        rules.standing(step.state, has_words=step.has_words),
        (today - step.started_on).days,
        end.on is not None and end.on < today,
    )
    return Row(step, piece, end, step.has_words, bool(step.worker and not step.worker.is_active))


def _with_words(viewer: Worker) -> Any:
    written = Answer.objects.seen_by(viewer).filter(step=OuterRef("pk"))
    return Step.objects.seen_by(viewer).annotate(has_words=Exists(written))


def closed_with_words(viewer: Worker, team: Team, today: date) -> list[Step]:
    """Work of a team that was cancelled with something written in it, the latest first. One query."""
    since = today - timedelta(days=CLOSED_DAYS)
    rows = _with_words(viewer).filter(
        cancelled_at__date__gte=since, team=team, state="cancelled", has_words=True
    )
    return list(rows.select_related("worker").order_by("-cancelled_at")[:SHOWN])


def names(viewer: Worker, steps: list[Step]) -> dict[int, list[str]]:
    """First names of the children of each piece. One query."""
    return names_of(viewer, [step.pk for step in steps])
