"""The risks of plans as a paper tells them at the end of a day, and which moved since the paper before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core.reading_words import count, long_day
from kith.improvement.models import BoardPaper, ImprovementPlan, PlanRisk, RiskScore
from kith.improvement.risks import rules
from kith.performance.packs.content import Table

NONE = "No risks are recorded for these plans."
OPEN_HEADS = ("Risk", "Plan", "How high", "What is done about it", "Owner", "Next looked at")
MOVED_HEADS = ("Risk", "Plan", "Was", "Is", "Why")


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk at the end of a day: how likely, how bad, why it was thought so, and whether it was closed by then."""

    row: PlanRisk
    likelihood: int
    impact: int
    why: str
    is_closed: bool

    @property
    def score(self) -> int:
        """Likelihood times impact; 0 once it is closed."""
        return 0 if self.is_closed else rules.score(self.likelihood, self.impact)


@dataclass(frozen=True, slots=True)
class Register:
    """The risks of some plans at the end of a day."""

    risks: Sequence[Risk]

    @property
    def kept(self) -> dict[str, int]:
        """Each risk with its score, for the next paper to compare with; 0 for what is closed."""
        return {str(one.row.pk): one.score for one in self.risks}

    @property
    def open_ones(self) -> list[Risk]:
        """Those that are open, the highest first."""
        found = [one for one in self.risks if not one.is_closed]
        return sorted(found, key=lambda one: -one.score)

    def words(self, before: BoardPaper | None) -> list[str]:
        """What is said above the tables."""
        if not self.risks:
            return [NONE]
        told = [f"{count(len(self.open_ones), 'risk is', 'risks are')} open."]
        if before is None:
            return told
        changed = len(self._moved(before.risks))
        since = long_day(before.stood_on)
        moved = f"{count(changed, 'risk')} moved since {since}." if changed else f"None moved since {since}."
        return [*told, moved]

    def tables(self, before: BoardPaper | None) -> tuple[Table, ...]:
        """The risks that moved since the paper before, and those that are open."""
        moved = self._moved(before.risks) if before else []
        found = []
        if moved:
            found.append(Table("Risks that moved", MOVED_HEADS, moved))
        if self.open_ones:
            found.append(
                Table("Open risks, the highest first", OPEN_HEADS, [_line(one) for one in self.open_ones])
            )
        return tuple(found)

    def _moved(self, before: Mapping[str, int]) -> list[list[Any]]:
        rows = []
        for one in self.risks:
            was = before.get(str(one.row.pk))
            if was == one.score or (was is None and one.is_closed):
                continue
            rows.append(
                [*_named(one), _high(was), _high(one.score), one.row.closed_why if one.is_closed else one.why]
            )
        return rows


def _named(one: Risk) -> list[str]:
    return [f"R{one.row.number} {one.row.words}", one.row.plan.name]


def _high(score: int | None) -> str:
    """How high a risk is, in a word and its score."""
    if score is None:
        return "not there yet"
    return f"{rules.level(score)[0]} ({score})" if score else "closed"


def _line(one: Risk) -> list[Any]:
    return [*_named(one), _high(one.score), one.row.mitigation, one.row.owner, one.row.review_on]


def register(plans: Sequence[ImprovementPlan], on: date) -> Register:
    """The risks of these plans that were scored by a day, as they stood at its end. Two queries."""
    rows = PlanRisk.objects.filter(plan__in=plans).select_related("plan").order_by("plan__name", "number")
    last = (
        RiskScore.objects.filter(risk__plan__in=plans, scored_on__lte=on)
        .order_by("risk", "-scored_on", "-pk")
        .distinct("risk")
    )
    scores = {one.risk_id: one for one in last}
    return Register([_risk(row, scores[row.pk], on) for row in rows if row.pk in scores])


def _risk(row: PlanRisk, score: RiskScore, on: date) -> Risk:
    is_closed = row.closed_on is not None and row.closed_on <= on
    return Risk(row, score.likelihood, score.impact, score.why, is_closed)
