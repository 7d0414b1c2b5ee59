"""Where a child in care is to grow up, as it stands on record."""

from dataclasses import dataclass, field
from datetime import date

from kith.access.models import Worker
from kith.care.models import (
    AdoptionDecision,
    AdoptionMatch,
    AdoptionStep,
    CarePeriod,
    GuardianshipOrder,
    LegalStatus,
    PermanencePlan,
    Placement,
)
from kith.care.period.queries import Held
from kith.care.permanence import rules
from kith.care.together.rows import Ask, unpacked, with_rows

EVERY_ROW = "a rule needs every row, and shows none"


@dataclass(frozen=True, slots=True)
class Permanence:
    """Plans, decisions, matches and the steps between them of one time in care, newest first."""

    plans: list[PermanencePlan]
    decisions: list[AdoptionDecision]
    matches: list[AdoptionMatch]
    order: GuardianshipOrder | None
    steps: list[AdoptionStep] = field(default_factory=list)

    @property
    def plan(self) -> PermanencePlan | None:
        """The plan that holds."""
        return next((one for one in self.plans if one.ended_on is None), None)

    @property
    def decision(self) -> AdoptionDecision | None:
        """The decision that the child should be placed for adoption, unless it was reversed."""
        return next((one for one in self.decisions if one.ceased_on is None), None)

    @property
    def match(self) -> AdoptionMatch | None:
        """The match that holds under that decision."""
        held = self.decision
        return next(
            (m for m in self.matches if held and m.decision_id == held.pk and m.ended_on is None), None
        )

    def matches_of(self, decision: AdoptionDecision) -> list[AdoptionMatch]:
        """The matches under one decision."""
        return [one for one in self.matches if one.decision_id == decision.pk]


def permanence_of(viewer: Worker, period: CarePeriod) -> Permanence:
    """What is on record of one time in care. One query."""
    asked: dict[str, Ask] = {
        "plans": (PermanencePlan.objects.seen_by(viewer).order_by("-started_on"), "period"),
        "decisions": (AdoptionDecision.objects.seen_by(viewer).order_by("-decided_on"), "period"),
        "matches": (AdoptionMatch.objects.seen_by(viewer).order_by("-matched_on", "-pk"), "decision__period"),
        "steps": (AdoptionStep.objects.seen_by(viewer).order_by("-happened_on", "-pk"), "period"),
        "orders": (GuardianshipOrder.objects.seen_by(viewer), "period"),
    }
    rows = with_rows(CarePeriod.objects.seen_by(viewer).filter(pk=period.pk), asked)
    told = rows.values(*(f"told_{name}" for name in asked)).first()
    if told is None:
        return Permanence([], [], [], None)
    orders = unpacked(GuardianshipOrder, told["told_orders"])
    return Permanence(
        unpacked(PermanencePlan, told["told_plans"]),
        unpacked(AdoptionDecision, told["told_decisions"]),
        unpacked(AdoptionMatch, told["told_matches"]),
        orders[0] if orders else None,
        unpacked(AdoptionStep, told["told_steps"]),
    )


def decisions_of(period: int) -> list[rules.Decision]:
    """The decisions of a time in care as rules take them."""
    rows = AdoptionDecision.objects.unguarded(EVERY_ROW).filter(period=period)
    return [rules.Decision(*row) for row in rows.values_list("decided_on", "ceased_on")]


def orders_of(period: int) -> list[date]:
    """The days from which placement orders hold in a time in care."""
    rows = LegalStatus.objects.unguarded(EVERY_ROW).filter(period=period, code=rules.PLACEMENT_ORDER)
    return list(rows.values_list("started_on", flat=True))


def findings_of(viewer: Worker, held: Held) -> list[str]:
    """What the return will say of decisions and orders. One query, where there is an order."""
    ordered = [one.started_on for one in held.statuses if one.code == rules.PLACEMENT_ORDER]
    if not ordered:
        return []
    rows = AdoptionDecision.objects.seen_by(viewer).filter(period=held.period)
    words = rules.decided_after_order(list(rows.values_list("decided_on", flat=True)), ordered)
    return [words] if words else []


def adoption_placement(held: Held) -> Placement | None:
    """The placement for adoption that a child lives in: where it began, if it moved on within such placements."""
    last = held.placements[-1] if held.placements else None
    if last is None or last.kind not in rules.ADOPTION_PLACEMENTS:
        return None
    return last


def placing(period: int, on: date) -> tuple[rules.Decision | None, date | None, bool | None]:
    """What a placement for adoption on a day rests on: the decision, the day of the match, whether by foster carers."""
    rows = AdoptionDecision.objects.unguarded(EVERY_ROW).filter(period=period, decided_on__lte=on)
    row = rows.order_by("-decided_on").first()
    if row is None:
        return None, None, None
    matches = AdoptionMatch.objects.unguarded(EVERY_ROW).filter(decision=row, ended_on__isnull=True)
    match = matches.first()
    decision = rules.Decision(row.decided_on, row.ceased_on)
    return decision, match.matched_on if match else None, match.by_foster_carer if match else None
