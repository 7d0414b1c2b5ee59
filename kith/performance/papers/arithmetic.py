"""Plain arithmetic over what a paper prints, for what no indicator counts: sums of money, posts, dates.

No Django here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kith.core.reading_words import short_day
from kith.core.rounding import one_decimal
from kith.performance.papers.rules import AGREES, CONTRADICTS, Finding, same


def worked_out(asks: Mapping[str, Any]) -> Finding:
    """Do what `do` says to the values `of`, and compare with `value` where the paper prints a result."""
    if asks["do"] in DATES:
        return DATES[asks["do"]](asks["of"])
    of = [Decimal(str(value)) for value in asks["of"]]
    found, said = SUMS[asks["do"]](of)
    words = f"{_number(found, asks)} (arithmetic: {said})"
    if "value" not in asks:
        return Finding(words)
    printed = Decimal(str(asks["value"]))
    verdict = same(printed, found)
    why = f"{said} is {_number(found, asks)}, not {_number(printed, asks)}" if verdict == CONTRADICTS else ""
    return Finding(words, verdict, why)


def _number(value: Decimal, asks: Mapping[str, Any]) -> str:
    number = f"{value:,.0f}" if value == value.to_integral_value() else f"{one_decimal(value):,}"
    unit = asks.get("unit", UNITS.get(asks["do"], ""))
    return f"£{number}" if unit == "£" else f"{number}{unit}"


def _said(of: Sequence[Decimal], sign: str) -> str:
    return f" {sign} ".join(f"{value:,}" for value in of)


def _sum(of: Sequence[Decimal]) -> tuple[Decimal, str]:
    return sum(of, Decimal(0)), _said(of, "+")


def _less(of: Sequence[Decimal]) -> tuple[Decimal, str]:
    return of[0] - of[1], _said(of, "−")


def _quotient(of: Sequence[Decimal]) -> tuple[Decimal, str]:
    return of[0] / of[1], _said(of, "÷")


def _times(of: Sequence[Decimal]) -> tuple[Decimal, str]:
    return of[0] * of[1], _said(of, "×")


def _percent(of: Sequence[Decimal]) -> tuple[Decimal, str]:
    return of[0] * 100 / of[1], f"{of[0]:,} of {of[1]:,}"


def _rate(of: Sequence[Decimal]) -> tuple[Decimal, str]:
    return of[0] * 10_000 / of[1], f"{of[0]:,} for {of[1]:,} children"


def _growth(of: Sequence[Decimal]) -> tuple[Decimal, str]:
    return (of[1] - of[0]) * 100 / of[0], f"from {of[0]:,} to {of[1]:,}"


UNITS = {"percent": "%", "growth": "%", "rate": " per 10,000"}
SUMS: Mapping[str, Callable[[Sequence[Decimal]], tuple[Decimal, str]]] = {
    "sum": _sum,
    "less": _less,
    "quotient": _quotient,
    "times": _times,
    "percent": _percent,
    "rate": _rate,
    "growth": _growth,
}


def _not_later(of: Sequence[date]) -> Finding:
    """The first day may not lie after the second."""
    days = (of[0] - of[1]).days
    words = f"{short_day(of[0], year=True)} lies {abs(days)} days {'after' if days > 0 else 'before'} "
    words += f"{short_day(of[1], year=True)} (arithmetic)"
    return Finding(words, CONTRADICTS if days > 0 else AGREES, words.removesuffix(" (arithmetic)"))


def _months_apart(of: Sequence[Any]) -> Finding:
    """From the first day's month to the second's there are as many months as the third value says."""
    first, second, said = of
    apart = (second.year - first.year) * 12 + second.month - first.month
    verdict = AGREES if apart == said else CONTRADICTS
    return Finding(f"{apart} months (arithmetic)", verdict, f"{apart} months, not {said}")


DATES: Mapping[str, Callable[[Sequence[Any]], Finding]] = {
    "not_later": _not_later,
    "months_apart": _months_apart,
}
