"""The risk register as it is read, with how each risk moved since a day, and the issues of a plan."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.improvement.models import ImprovementPlan, PlanIssue, PlanRisk, PlanTheme, RiskScore
from kith.improvement.risks import rules


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk in the register: its score, its level, how it moved since a day, and whether its review is overdue."""

    row: PlanRisk
    score: int
    level: str
    mark: str
    before: int | None
    moved: str
    is_late: bool


def _lines(rows: QuerySet[PlanRisk], today: date, since: date) -> list[RiskLine]:
    scores = RiskScore.objects.filter(risk=OuterRef("pk"), scored_on__lte=since).order_by("-scored_on", "-pk")
    product = scores.annotate(product=F("likelihood") * F("impact")).values("product")[:1]
    return [_line(row, today) for row in rows.select_related("theme").annotate(before=Subquery(product))]


def _line(row: PlanRisk, today: date) -> RiskLine:
    now, before = rules.score(row.likelihood, row.impact), row.before  # type: ignore[attr-defined]
    level, mark = rules.level(now)
    is_closed = row.closed_on is not None
    moved = rules.moved(before, now, is_closed=is_closed)
    return RiskLine(row, now, level, mark, before, moved, not is_closed and row.review_on < today)


def register(plan: ImprovementPlan, today: date, since: date) -> list[RiskLine]:
    """The open risks of a plan from the highest, then those closed after a day. One query.

    `since` is the day movements are told from, such as that of the last meeting of the board.
    """
    rows = plan.risks.filter(Q(closed_on=None) | Q(closed_on__gt=since))
    ordered = rows.order_by(
        F("closed_on").asc(nulls_first=True), (F("likelihood") * F("impact")).desc(), "number"
    )
    return _lines(ordered, today, since)


def of_theme(theme: PlanTheme, today: date, since: date) -> list[RiskLine]:
    """The open risks of one project, from the highest. One query."""
    rows = theme.risks.filter(closed_on=None)
    return _lines(rows.order_by((F("likelihood") * F("impact")).desc(), "number"), today, since)


def movements(plan: ImprovementPlan, today: date, since: date) -> list[RiskLine]:
    """The risks that are new, went up or down, or were closed since a day. One query."""
    return [one for one in register(plan, today, since) if one.moved != "same"]


def closed(plan: ImprovementPlan) -> list[PlanRisk]:
    """The closed risks of a plan, the last closed first. One query."""
    return list(plan.risks.exclude(closed_on=None).order_by("-closed_on", "-number"))


def issues(plan: ImprovementPlan, theme: PlanTheme | None = None) -> list[PlanIssue]:
    """The issues of a plan or of one project: the open ones by the day they are due, then the settled. One query."""
    rows = plan.issues.select_related("theme", "carried_from__plan", "carried_to__plan")
    if theme is not None:
        rows = rows.filter(theme=theme)
    return list(rows.order_by(F("settled_on").desc(nulls_first=True), "due_on", "number"))


def scores(risk: PlanRisk) -> list[RiskScore]:
    """How a risk was scored, the newest first. One query."""
    return list(risk.scores.select_related("by").order_by("-scored_on", "-pk"))


def next_number(rows: "QuerySet[PlanRisk] | QuerySet[PlanIssue]") -> int:
    """The next free number among risks or issues of a plan."""
    last = rows.order_by("-number").values_list(Coalesce("number", 0), flat=True).first()
    return (last or 0) + 1
