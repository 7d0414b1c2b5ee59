"""How far a benefit has come, and what money lines add up to. Plain values only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

LARGEST = Decimal("9999999999.99")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]{1,2})?")
POUNDS = "Write pounds, such as 3500000 or 3,500,000.50."


def number(text: str) -> Decimal | None:
    """A number with at most two places, as typed: '3,500,000', '£80k' is none."""
    plain = text.replace(",", "").replace("£", "").replace("%", "").strip()
    if not NUMBER.fullmatch(plain):
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if abs(found) <= LARGEST else None


def way(baseline: Decimal, target: Decimal, now: Decimal | None) -> tuple[str, str]:
    """How far a figure has come from its baseline to its target: a mark and words."""
    if now is None:
        return "none", "no figure yet"
    if target == baseline:
        return ("done", "held") if now == target else ("soon", "not held")
    part = (now - baseline) / (target - baseline)
    if part >= 1:
        return "done", "reached"
    if part < 0:
        return "late", "further away than at the start"
    if part == 0:
        return "soon", "no change yet"
    return "soon", f"{int(part * 100)}% of the way"


def problem_of_direction(good: str, baseline: Decimal, target: Decimal) -> str:
    """Why a target cannot be one: a measure that is to rise never aims below where it stood. Empty where it can."""
    if good == "high" and target < baseline:
        return "It is best to be high: the target lies below the baseline."
    if good == "low" and target > baseline:
        return "It is best to be low: the target lies above the baseline."
    return ""


def year_words(year: int) -> str:
    """'2011-12' for the financial year that begins in 2011."""
    return f"{year}-{(year + 1) % 100:02d}"


def year_of(day: date) -> int:
    """The year in which the financial year of a day begins."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


@dataclass(frozen=True, slots=True)
class Sums:
    """What lines of one kind add up to."""

    planned: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)

    @property
    def left(self) -> Decimal:
        """What is planned and neither committed nor spent, or still to be saved."""
        return self.planned - self.committed - self.spent


def sums(lines: Iterable[tuple[Decimal, Decimal, Decimal]]) -> Sums:
    """Planned, committed and spent of several lines, added up."""
    total = Sums()
    for planned, committed, spent in lines:
        total = Sums(total.planned + planned, total.committed + committed, total.spent + spent)
    return total
