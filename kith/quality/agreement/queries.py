"""Cases that two auditors read, with both their grades and what was settled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.access.models import Worker
from kith.quality.agreement.rules import Agreement, agreement
from kith.quality.audit.queries import grades as grades_of
from kith.quality.models import AuditModeration, AuditRound, CaseAudit


@dataclass(frozen=True, slots=True)
class Line:
    """One thing graded twice: a standard, or overall (no code), with both grades and what was settled, if anything."""

    standard: str
    title: str
    first: str
    second: str
    first_words: str
    second_words: str
    settled: AuditModeration | None

    @property
    def differs(self) -> bool:
        """Whether the two grades are not the same."""
        return self.first != self.second


@dataclass(frozen=True, slots=True)
class Pair:
    """A case that two auditors finished."""

    first: CaseAudit
    second: CaseAudit
    lines: list[Line]

    @property
    def open(self) -> int:
        """How many grades differ with nothing settled yet."""
        return sum(line.differs and line.settled is None for line in self.lines)


def pairs(
    viewer: Worker, round_: AuditRound | None = None, audit: int | None = None, since: date | None = None
) -> list[Pair]:
    """Cases two auditors finished, of a round, of one audit, since a day, or all. Three queries."""
    rows = CaseAudit.objects.seen_by(viewer).filter(
        state="finished", second_of__isnull=False, second_of__state="finished"
    )
    if round_ is not None:
        rows = rows.filter(draw__round=round_)
    if audit is not None:
        rows = rows.filter(second_of=audit)
    if since is not None:
        rows = rows.filter(finished_on__gte=since)
    columns = ("person", "auditor", "second_of__auditor", "second_of__draw__round")
    found = list(rows.select_related(*columns).order_by("finished_at", "pk"))
    told = grades_of(viewer, [one for row in found for one in (row, row.second_of) if one is not None])
    settled = moderations(viewer, [row.second_of for row in found if row.second_of is not None])
    return [
        Pair(row.second_of, row, _lines(row.second_of, row, told, settled)) for row in found if row.second_of
    ]


def moderations(viewer: Worker, audits: Iterable[CaseAudit]) -> dict[tuple[int, str], AuditModeration]:
    """What was settled, by first reading and standard. One query."""
    rows = AuditModeration.objects.seen_by(viewer).filter(audit__in=list(audits)).select_related("by")
    return {(row.audit_id, row.standard): row for row in rows}


def _lines(
    first: CaseAudit, second: CaseAudit, told: Mapping[int, Mapping[str, Any]], settled: Mapping[Any, Any]
) -> list[Line]:
    mine, theirs = told.get(first.pk, {}), told.get(second.pk, {})
    found = [
        Line(
            one["code"], one["title"], mine[one["code"]].grade, theirs[one["code"]].grade,
            mine[one["code"]].words, theirs[one["code"]].words, settled.get((first.pk, one["code"])),
        )
        for one in first.form["standards"]
        if one["code"] in mine and one["code"] in theirs
    ]  # fmt: skip
    overall = Line("", "Overall", first.overall, second.overall, "", "", settled.get((first.pk, "")))
    return [*found, overall]


def agreed(those: Sequence[Pair]) -> tuple[Agreement, Agreement]:
    """How far readers agree: on the overall grade, and over every standard.

    Pairs that were graded by another list of grades than the latest are left out: they cannot be put beside these.
    """
    grades = _grades(those[-1]) if those else []
    alike = [pair for pair in those if _grades(pair) == grades]
    overall = [(line.first, line.second) for pair in alike for line in pair.lines if not line.standard]
    each = [(line.first, line.second) for pair in alike for line in pair.lines if line.standard]
    return agreement(overall, grades), agreement(each, grades)


def _grades(pair: Pair) -> list[str]:
    return [one["code"] for one in pair.first.form["grades"]]
