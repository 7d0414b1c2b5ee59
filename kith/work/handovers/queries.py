"""Handovers that wait: those of a worker, and those of a team."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core import reading_words
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.work.handovers import rules
from kith.work.models import Transfer

CHECKS = "handover_check"
WITHIN = Q(from_team=F("to_team"))
COLUMNS = (
    "pk", "together", "asked_on", "decided_on", "decision", "words", "from_worker_id", "from_worker__name",
    "to_worker_id", "to_worker__name", "involvement__family__name", "involvement__person_id",
    "involvement__person__given_name", "involvement__person__known_as", "involvement__person__family_name",
)  # fmt: skip


@dataclass(slots=True)
class Handover:
    """Brothers and sisters on their way from worker to worker."""

    number: int
    family: str
    asked_on: date
    days: int
    decision: str
    words: str
    from_id: int
    from_worker: str
    to_id: int
    to_worker: str
    children: list[str] = field(default_factory=list)
    people: list[int] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether it has waited for longer than it should."""
        return not self.decision and self.days >= rules.LONG

    @property
    def since(self) -> str:
        """How long it has been on the way, or was."""
        return reading_words.count(self.days, "working day") if self.days else "since today"


@prepared
def _of_worker(viewer: Worker, workers: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Transfer.objects.seen_by(viewer).filter(WITHIN, decision="")
    rows = rows.filter(Q(from_worker__in=workers) | Q(to_worker__in=workers))
    return rows.order_by("asked_on", "pk").values_list(*COLUMNS)


@prepared
def _of_team(viewer: Worker, team: int, *, waiting: bool) -> QuerySet[Any, Any]:
    rows = Transfer.objects.seen_by(viewer).filter(WITHIN, to_team=team)
    rows = rows.filter(decision="") if waiting else rows.exclude(decision="")
    rows = rows.order_by("asked_on", "pk") if waiting else rows.order_by("-decided_at", "pk")
    return rows.values_list(*COLUMNS)[: 200 if waiting else 30]


def mine(worker: Worker, today: date) -> list[Handover]:
    """What a worker is asked to take over or hands over, the oldest first. Two queries."""
    return _together(_of_worker(worker, [worker.pk]), today)


def of_team(viewer: Worker, team: int, today: date) -> list[Handover]:
    """What waits between the workers of a team, the oldest first. Two queries."""
    return _together(_of_team(viewer, team, waiting=True), today)


def answered_in_team(viewer: Worker, team: int, today: date) -> list[Handover]:
    """What was answered between the workers of a team, the latest first. Two queries."""
    return _together(_of_team(viewer, team, waiting=False), today)


def _together(rows: Sequence[Any], today: date) -> list[Handover]:
    if not rows:
        return []
    days = working_calendar()
    found: dict[Any, Handover] = {}
    for number, together, asked_on, decided_on, decision, words, *rest in rows:
        from_id, from_name, to_id, to_name, family, person, given, known_as, last = rest
        one = found.setdefault(
            together,
            Handover(
                number, family or last, asked_on, days.between(asked_on, decided_on or today), decision, words,
                from_id, from_name, to_id, to_name,
            ),
        )  # fmt: skip
        one.children.append(known_as or given or last)
        one.people.append(person)
    return list(found.values())


def checks(today: date) -> list[tuple[str, str]]:
    """Code and words of what people tick; what Kith sees by itself is left out."""
    listed = practice.current().lists[CHECKS].choices(today)
    return [(code, words) for code, words in listed if code not in rules.SEEN_BY_ITSELF]


def left_to_do(transfer: Transfer, today: date) -> list[str]:
    """The words of what must be done before the children can be accepted and is not."""
    must = {row.code: row.label for row in practice.current().lists[CHECKS].on(today) if row.note == "must"}
    seen = {
        rules.SUMMARY: transfer.summary is None or transfer.summary.state == "completed",
        rules.MEETING: transfer.meets_on is not None,
    }
    return rules.missing(transfer.checks, must, seen)
