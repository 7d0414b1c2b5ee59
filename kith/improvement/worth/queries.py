"""Benefits with how far they have come, and money lines with their sums and the activity beside them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kith.access.models import Team
from kith.core.reading_words import short_day
from kith.improvement import measured
from kith.improvement.models import ImprovementPlan, MoneyLine, PlanBenefit, PlanTheme
from kith.improvement.words import MONEY
from kith.improvement.worth import rules
from kith.improvement.worth.rules import Sums
from kith.performance.figure import Figure


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """A benefit: its measure, what was, what is now, what is to be, and how far that has come."""

    row: PlanBenefit
    measure: str
    was: str
    now: str
    aim: str
    mark: str
    way: str


def benefits(
    plan: ImprovementPlan, today: date, *, theme: PlanTheme | None = None, reads: bool = True
) -> list[BenefitLine]:
    """The benefits of a plan or of one project; the figures of now only with `reads`. A handful of queries for any."""
    rows = plan.benefits.select_related("theme").order_by("theme__outline", "pk")
    found = list(rows.filter(theme=theme) if theme else rows)
    figures = measured.figures({(row.measure, 0) for row in found}, today) if reads else {}
    return [_benefit(row, figures.get((row.measure, 0))) for row in found]


def _benefit(row: PlanBenefit, figure: Figure | None) -> BenefitLine:
    indicator = measured.of_code(row.measure)
    mark, way = rules.way(row.baseline, row.target, figure.value if figure else None)
    unit = indicator.unit if indicator else ""
    return BenefitLine(
        row,
        indicator.short if indicator else row.measure,
        f"{_words(row.baseline, unit)} on {short_day(row.baseline_on)}",
        figure.words if figure else "–",
        f"{_words(row.target, unit)} by {short_day(row.target_on)}",
        mark if figure else "none",
        way if figure else "figures are not for you to see",
    )


def _words(value: Decimal, unit: str) -> str:
    return f"{value.normalize():,f}{'%' if unit == '%' else ''}"


@dataclass(frozen=True, slots=True)
class LineOfMoney:
    """A budget or savings line: its year in words, what is left, and the activity beside it."""

    row: MoneyLine
    year: str
    left: Decimal
    activity: str


@dataclass(frozen=True, slots=True)
class Money:
    """The lines of one kind with their sums."""

    kind: str
    words: str
    lines: list[LineOfMoney]
    sums: Sums


def money(plan: ImprovementPlan, today: date, *, reads: bool) -> list[Money]:
    """Budget and savings lines of a plan by year and team, with sums; activity only with `reads`."""
    rows = list(plan.money.select_related("team", "theme").order_by("year", "team__name", "title", "pk"))
    wanted = {(row.measure, row.team_id or 0) for row in rows if row.measure}
    figures = measured.figures(wanted, today) if reads else {}
    found = []
    for kind, words in MONEY.items():
        own = [row for row in rows if row.kind == kind]
        sums = rules.sums((row.planned, row.committed, row.spent) for row in own)
        found.append(Money(kind, words, [_line(row, figures) for row in own], sums))
    return found


def _line(row: MoneyLine, figures: dict[tuple[str, int], Figure]) -> LineOfMoney:
    figure = figures.get((row.measure, row.team_id or 0))
    activity = f"{figure.indicator.short}: {figure.words}" if figure else ""
    left = row.planned - row.committed - row.spent
    return LineOfMoney(row, rules.year_words(row.year), left, activity)


def teams() -> list[tuple[int, str]]:
    """The teams a line may be of, by name. One query."""
    rows = Team.objects.filter(ended_on=None).exclude(kind="service").order_by("name")
    return list(rows.values_list("pk", "name"))
