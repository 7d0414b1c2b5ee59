"""Percentages and rates: one decimal, half up; nothing divided by nothing is "no cases", not 0 or 100.

Targets are compared with the unrounded value; rounding is for the reader.
"""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
NO_CASES = "no cases"


def one_decimal(value: Decimal | int) -> Decimal:
    """Half up to one decimal: 57.65 becomes 57.7."""
    return Decimal(value).quantize(TENTH, rounding=ROUND_HALF_UP)


def ratio(part: int | Decimal, whole: int | Decimal, per: int = 100) -> Decimal | None:
    """Unrounded `part` per `per` of `whole`; None when there is nothing to divide by."""
    if whole == 0:
        return None
    return Decimal(part) * per / Decimal(whole)


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """511 of 886 is 57.7; None when there were no cases."""
    value = ratio(part, whole)
    return None if value is None else one_decimal(value)


def rate(number: int | Decimal, population: int | Decimal, per: int = 10_000) -> Decimal | None:
    """3,031 referrals among 25,400 children are 1193.3 per 10,000; None without a population."""
    value = ratio(number, population, per)
    return None if value is None else one_decimal(value)


def in_words(value: Decimal | None, unit: str = "%") -> str:
    """'57.7%', '1,193.3 per 10,000', 'no cases'."""
    if value is None:
        return NO_CASES
    return f"{value:,}%" if unit == "%" else f"{value:,} {unit}".rstrip()
