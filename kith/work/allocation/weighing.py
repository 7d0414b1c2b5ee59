"""What one child weighs in a caseload, what a worker can carry, and why: points with their reasons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kith.practice.caseload import BASE, CO_WORK, NEWLY_QUALIFIED, Weights

NOTHING = Decimal(0)
HALF = Decimal("0.5")
FULL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the sum, in words."""

    words: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Weight:
    """Points and what they are made of."""

    points: Decimal
    reasons: tuple[Reason, ...] = ()


def weight_of_child(work: Collection[str], extras: Collection[str], known: Weights) -> Weight:
    """What one child weighs for who holds it: the heaviest work that is open, and each thing that is added.

    ``work`` are the groups of the steps that are open; a group without points weighs what every open case does.
    """
    heaviest = max(
        sorted({BASE, *work} & set(known.work), key=lambda group: group != BASE),
        key=lambda group: known.work[group],
        default=None,
    )
    reasons = [] if heaviest is None else [_reason(heaviest, known.work[heaviest], known)]
    reasons += [
        _reason(code, known.extra[code], known) for code in sorted(set(extras)) if code in known.extra
    ]
    return Weight(sum((one.points for one in reasons), NOTHING), tuple(reasons))


def weight_of_co_work(known: Weights) -> Weight:
    """What a child weighs for somebody who works on it beside its own worker."""
    points = known.extra.get(CO_WORK, NOTHING)
    return Weight(points, (_reason(CO_WORK, points, known),))


def capacity(guideline: Decimal, share: Decimal, is_newly_qualified: bool, known: Weights) -> Weight:
    """What a worker can carry: the own guideline, less for part-time and for the first year.

    Rounded down to a half. Nobody's guideline grows.
    """
    reasons, points = [Reason("Guideline at full hours", guideline)], guideline
    if share < FULL:
        points *= share
        reasons.append(Reason(f"Works {share * 100:.0f}% of full hours", points))
    first_year = known.share.get(NEWLY_QUALIFIED, FULL)
    if is_newly_qualified and first_year < FULL:
        points *= first_year
        reasons.append(Reason(known.labels.get(NEWLY_QUALIFIED, "First year"), points))
    return Weight(points if points == guideline else points // HALF * HALF, tuple(reasons))


def total(weights: Sequence[Weight]) -> Decimal:
    """The sum of some weights."""
    return sum((weight.points for weight in weights), NOTHING)


def _reason(code: str, points: Decimal, known: Weights) -> Reason:
    return Reason(known.labels.get(code, code), points)
