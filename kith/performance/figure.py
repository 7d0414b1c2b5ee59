"""A reading of an indicator: what it was, for whom, and how it stands to its target. Plain values,
no Django.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from kith.core import clock
from kith.core.period import Period
from kith.core.rounding import in_words, one_decimal, ratio
from kith.performance.definition import Indicator, Mean, Median, Weighed


@dataclass(frozen=True, slots=True)
class Place:
    """A team, an area, or the whole service (id 0) that a figure is for."""

    id: int
    code: str
    name: str
    kind: str = "service"


EVERYWHERE = Place(0, "", "Everyone")


@dataclass(frozen=True, slots=True)
class Figure:
    """One reading. `part` counts the rows listed behind it; `exact` is unrounded, None without cases.

    `nodes` are the teams whose own rows were counted; None when everyone's were.
    """

    indicator: Indicator
    period: Period
    on: date
    part: int
    whole: int | None
    exact: Decimal | None
    place: Place = EVERYWHERE
    as_at: date | None = None
    nodes: frozenset[int] | None = None
    amounts: tuple[int, int] | None = None  # above and below of a weighed figure, in hundredths

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def value(self) -> Decimal | None:
        """For the reader: whole numbers as they are, everything else to one decimal, half up."""
        if self.exact is None:
            return None
        return self.exact if self.indicator.is_number else one_decimal(self.exact)

    @property
    def words(self) -> str:
        """'84.1%', '4', '1,193.3', 'no cases': the value without its unit, unless that is per cent."""
        return in_words(self.value, "%" if self.indicator.unit == "%" else "")

    @property
    def counts(self) -> str:
        """Numerator and denominator in words: '665 of 791'."""
        if self.indicator.per:
            return f"{self.part:,} for {self.whole:,} children" if self.whole else f"{self.part:,}"
        if isinstance(self.indicator, Median):
            of = "average" if isinstance(self.indicator, Mean) else "middle"
            return f"{of} of {self.part:,}" if self.part else "none"
        if isinstance(self.indicator, Weighed) and self.amounts:
            return self.indicator.sums.format(*(hundredths(one) for one in self.amounts))
        if self.whole is None:
            return self.indicator.unit
        return f"{self.part:,} of {self.whole:,}"


def figure_of(
    indicator: Indicator,
    period: Period,
    on: date,
    counted: int,
    among: int,
    *,
    population: int | None = None,
    **of: Any,
) -> Figure:
    """A reading from its counts: shares and rates divide here and nowhere else. `of` are further fields of it."""
    if indicator.per:
        exact = ratio(counted, population, indicator.per) if population else None
        return Figure(indicator, period, on, counted, population, exact, **of)
    if indicator.is_share:
        return Figure(indicator, period, on, counted, among, ratio(counted, among), **of)
    return Figure(indicator, period, on, counted, None, Decimal(counted), **of)


def median_of(
    indicator: Indicator, period: Period, on: date, cases: int, middle: Decimal | None, **of: Any
) -> Figure:
    """A reading of a middle value; without cases it has none."""
    return Figure(indicator, period, on, cases, cases, middle, **of)


def weighed_of(
    indicator: Weighed, period: Period, on: date, rows: tuple[int, int], amounts: tuple[int, int], **of: Any
) -> Figure:
    """A reading of what rows amount to. `rows` are those that count and all of them, `amounts` above and below."""
    exact = ratio(*amounts, 100 if indicator.unit == "%" else 1)
    return Figure(indicator, period, on, *rows, exact, amounts=amounts, **of)


def hundredths(number: int) -> str:
    """'3.6' for 360: no more places than it has."""
    return f"{Decimal(number) / 100:,.2f}".rstrip("0").rstrip(".")


def end_of(day: date) -> datetime:
    """The moment a day ends in London: what was recorded before it was known on that day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.LONDON)
