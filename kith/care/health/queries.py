"""What is known of a child's health and education in care, and what the year's return still misses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.access.models import Worker
from kith.care.episodes.rules import episodes
from kith.care.health import rules
from kith.care.health.rules import Stretch
from kith.care.models import (
    CarePeriod,
    EducationPlan,
    HealthAssessment,
    HealthCheck,
    LegalStatus,
    Offence,
    Placement,
    ShortBreakSeries,
    StrengthsScore,
    SubstanceProblem,
)
from kith.care.period.queries import Held, care_of
from kith.care.together.rows import unpacked, with_rows

TABLES: dict[str, Any] = {
    "assessments": HealthAssessment,
    "checks": HealthCheck,
    "strengths": StrengthsScore,
    "substances": SubstanceProblem,
    "offences": Offence,
    "education": EducationPlan,
}


@dataclass(frozen=True, slots=True)
class Known:
    """Everything on record of one child, newest first."""

    assessments: list[HealthAssessment] = field(default_factory=list)
    checks: list[HealthCheck] = field(default_factory=list)
    strengths: list[StrengthsScore] = field(default_factory=list)
    substances: list[SubstanceProblem] = field(default_factory=list)
    offences: list[Offence] = field(default_factory=list)
    education: list[EducationPlan] = field(default_factory=list)
    periods: list[CarePeriod] = field(default_factory=list)  # times in care, oldest first

    def days(self) -> dict[str, list[date]]:
        """The days on which what the return asks for happened, by its code."""
        told = {
            kind: [one.held_on for one in self.checks if one.kind == kind and one.is_up_to_date]
            for kind in rules.CHECKS
        }
        return told | {
            "health_assessment": [one.held_on for one in self.assessments],
            "strengths": [one.held_on for one in self.strengths],
            "substance_misuse": [one.held_on for one in self.substances],
            "convicted": [one.held_on for one in self.offences],
        }


def known(viewer: Worker, person: int) -> Known:
    """What is on record of a child in all its times in care. One query."""
    rows = {name: (table.objects.seen_by(viewer), "period") for name, table in TABLES.items()}
    periods = CarePeriod.objects.seen_by(viewer).filter(standing__person=person)
    held = list(with_rows(periods.select_related("standing__person"), rows).order_by("standing__started_on"))
    return Known(**{name: _newest(table, name, held) for name, table in TABLES.items()}, periods=held)


def _newest(table: Any, name: str, periods: Sequence[CarePeriod]) -> list[Any]:
    found = [row for one in periods for row in unpacked(table, getattr(one, f"told_{name}"))]
    return sorted(found, key=lambda row: (row.held_on, row.pk), reverse=True)


def stretches(viewer: Worker, person: int, by_period: Sequence[CarePeriod]) -> list[Stretch]:
    """The episodes of all a child's times in care, and its short breaks, as the rule of 12 months takes them."""
    statuses = _of(LegalStatus, viewer, by_period)
    placements = _of(Placement, viewer, by_period)
    found: list[Stretch] = []
    for period in by_period:
        held = Held(
            period,
            [one for one in statuses if one.period_id == period.pk],
            [one for one in placements if one.period_id == period.pk],
        )
        found += [
            Stretch(e.started_on, e.new, e.status, e.ended_on, e.ceased) for e in episodes(*care_of(held))
        ]
    breaks = ShortBreakSeries.objects.seen_by(viewer).filter(person=person)
    found += [
        Stretch(one.started_on, "S", one.style, one.ended_on, "E8" if one.ended_on else "") for one in breaks
    ]
    return found


def _of(table: Any, viewer: Worker, periods: Sequence[CarePeriod]) -> list[Any]:
    return list(table.objects.seen_by(viewer).filter(period__in=periods).order_by("started_on"))


@dataclass(frozen=True, slots=True)
class Year:
    """What the return asks of a child at a year's end: why nothing, or each thing with what there is of it."""

    ends_on: date
    why_not: str | None
    answers: dict[str, str]


def year_of(viewer: Worker, person: int, born_on: date | None, held: Known, today: date) -> Year:
    """What the return will ask of a child on the next 31 March, if care goes on as it is."""
    ends_on = rules.next_year_end(today)
    if born_on is None:
        return Year(ends_on, "The date of birth is not known.", {})
    why_not = rules.looked_after_for_12_months(stretches(viewer, person, held.periods), ends_on)
    if why_not:
        return Year(ends_on, why_not, {})
    under_five = "development" in (asked := rules.asked_at(born_on, ends_on))
    year = (date(ends_on.year - 1, 4, 1), ends_on)
    answers = rules.answers_of_the_year(asked, year, held.days(), needed_assessments=2 if under_five else 1)
    return Year(ends_on, None, answers)
