"""Rows that several screens show: steps with their children and clocks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core.calendar import WorkingCalendar
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.desk import rules
from kith.work.models import STEP_STATES, SignOff, StepChild
from kith.work.steps.rules import finished_late

STEP_COLUMNS = (
    "id", "kind", "title", "state", "started_on", "clock_from_on", "due_on", "due_reason", "limit_days",
    "review_point_on", "submitted_at", "completed_on", "late_reason", "late_words", "team_id", "worker_id",
    "worker__name", "family_id", "family__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChildName:
    """A child in a list: id, first name, family name and age in words."""

    person_id: int
    first: str
    family_name: str
    age: str

    @property
    def name(self) -> str:
        """First and family name."""
        return f"{self.first} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as a list shows it."""

    step: dict[str, Any]
    children: list[ChildName]
    clock: rules.Clock
    urgency: str
    days: WorkingCalendar
    sent_back: str = ""

    @property
    def family(self) -> str:
        """The family's name in words, from the step or from its children."""
        if self.step["family__name"]:
            return f"{self.step['family__name']} family"
        return rules.families_words([child.family_name for child in self.children])

    @property
    def who(self) -> str:
        """The children with their ages."""
        return rules.children_words((child.first or child.family_name, child.age) for child in self.children)

    @property
    def state(self) -> str:
        """The state in words."""
        return STEP_STATES[self.step["state"]]

    @property
    def was_late(self) -> bool:
        """Whether a completed step was finished after the day it was due."""
        return finished_late(self.step["due_on"], self.step["completed_on"], self.days)


def step_rows(
    viewer: Worker, steps: Iterable[dict[str, Any]], today: date, *, sent_back: bool = False
) -> list[StepRow]:
    """Steps (rows of ``STEP_COLUMNS``) with their children and clocks.

    One query beside their own, one more with the words they were sent back with.
    """
    found = list(steps)
    ids = [step["id"] for step in found]
    children = children_of_steps(viewer, ids, today)
    returned = [step["id"] for step in found if step["state"] == "returned"] if sent_back else []
    words = last_words(viewer, returned)
    kinds, days = practice.current().steps, working_calendar()
    return [
        StepRow(
            step,
            children[step["id"]],
            rules.clock_of(
                step["due_on"],
                today,
                days,
                from_on=step["clock_from_on"],
                limit=step["limit_days"],
                rule=step["due_reason"],
                warn_days=kinds[step["kind"]].warn_days if step["kind"] in kinds else 2,
            ),
            rules.urgency(step["due_on"], today),
            days,
            words.get(step["id"], ""),
        )
        for step in found
    ]


@prepared
def _children_of_steps(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    return (
        StepChild.objects.seen_by(viewer)
        .filter(step__in=ids, released_at__isnull=True)
        .order_by("person__born_on", "person_id")
        .values_list("step_id", *person_columns("person__"))
    )


def children_of_steps(viewer: Worker, ids: Sequence[int], today: date) -> dict[int, list[ChildName]]:
    """Step id -> its children still in it, eldest first. One query."""
    found: dict[int, list[ChildName]] = defaultdict(list)
    for step, *person in _children_of_steps(viewer, ids):
        found[step].append(child_name(*person, today=today))
    return found


def person_columns(prefix: str = "") -> list[str]:
    """The columns of a person that ``child_name`` takes, in its order."""
    names = ("id", "given_name", "known_as", "family_name", "born_on", "born_precision")
    return [f"{prefix}{name}" for name in names]


def child_name(
    person_id: int,
    given: str,
    known_as: str,
    family: str,
    born_on: date | None,
    precision: str,
    *,
    today: date,
) -> ChildName:
    """A child for a list, from the columns of ``person_columns``."""
    return ChildName(person_id, known_as or given, family, rules.age_words(born_on, precision, today))


@prepared
def _sent_back(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    rows = SignOff.objects.seen_by(viewer).filter(step__in=ids, decision="returned")
    return rows.order_by("decided_at").values_list("step_id", "words")


def last_words(viewer: Worker, ids: Sequence[int]) -> dict[int, str]:
    """Step id -> what was said when it was last sent back. One query, none without ids."""
    return dict(_sent_back(viewer, ids))
