"""How a period is cut, how a figure stands, and what a run of months says. Plain values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from kith.core import period as periods
from kith.core.period import Period
from kith.core.refused import Refused
from kith.core.rounding import one_decimal
from kith.performance.definition import Indicator, Rate, Stock

ONE_DAY = timedelta(days=1)
READABLE = ("month", "quarter", "ytd", "rolling12")


def usual_period(indicator: Indicator) -> str:
    """The kind of period an indicator is read for when nobody says."""
    return indicator.period_kinds[0]


def period_for(indicator: Indicator, kind: str, on: date) -> Period:
    """The period an indicator is read for: a stock for the day itself, a rate always for twelve months.

    An open period ends with the day asked. Raises Refused for an unknown kind.
    """
    if kind not in READABLE and kind != "day":
        raise Refused(f"There is no period “{kind}”. Known: {', '.join(READABLE)}.", field="period")
    if isinstance(indicator, Stock):
        return periods.day(on)
    if isinstance(indicator, Rate):
        return periods.rolling12(on)
    return cut(periods.of_kind("month" if kind == "day" else kind, on), on)


def adds_up(indicator: Indicator) -> bool:
    """Whether the months of a period add up to it:
    not for states of a day, and rates always span twelve months.
    """
    return not isinstance(indicator, (Stock, Rate))


def cut(period: Period, on: date) -> Period:
    """A period that is still open ends with the day asked; its label stays."""
    return replace(period, ends=min(period.ends, on + ONE_DAY)) if on >= period.starts else period


def is_count(indicator: Indicator) -> bool:
    """Whether it is a number of events, which in a month that still runs can only be too low."""
    return indicator.is_number and not indicator.is_state


def month_series(indicator: Indicator, on: date, months: int = 13) -> list[Period]:
    """The months of a trend, oldest first. Stocks are read on their last days, rates for 12 months to them.

    A number of events is shown for whole months only; everything else up to the day asked.
    """
    last = on if not is_count(indicator) or periods.month(on).last_day == on else on.replace(day=1) - ONE_DAY
    found = [cut(month, on) for month in periods.months_back(last, months)]
    if isinstance(indicator, Stock):
        return [replace(periods.day(month.last_day), label=month.label) for month in found]
    if isinstance(indicator, Rate):
        return [replace(periods.rolling12(month.last_day), label=month.label) for month in found]
    return found


def unfinished(indicator: Indicator, months: Sequence[Period]) -> frozenset[int]:
    """The places in a series of months that are not over, and can only mislead: a state of a day is whole at once."""
    if not adds_up(indicator):
        return frozenset()
    return frozenset(
        place
        for place, month in enumerate(months)
        if month.kind == "month" and month.ends < periods.month(month.starts).ends
    )


def months_of(period: Period, on: date) -> list[Period]:
    """A period month by month; one month alone gives the thirteen months up to it."""
    if period.kind in ("month", "day"):
        return [cut(month, on) for month in periods.months_back(on, 13)]
    found, first = [], period.starts
    while first < period.ends:
        month = periods.month(first)
        found.append(
            replace(month, starts=max(month.starts, period.starts), ends=min(month.ends, period.ends))
        )
        first = month.ends
    return found


def earlier(indicator: Indicator, on: date, back: str) -> tuple[Period, Period, str]:
    """What a card compares: the month so far, the same days of the month (or year) before, and words.

    A stock is compared with the end of the month before, or the same day a year ago; a rate likewise.
    """
    this = month_at(indicator, on)
    whole_month = periods.month(on).last_day == on
    if back == "year":
        ago = periods.add_months(on, -12)
        return this, month_at(indicator, periods.month(ago).last_day if whole_month else ago), "a year ago"
    if not adds_up(indicator):
        return this, month_at(indicator, periods.month(on).starts - ONE_DAY), "at the end of last month"
    last_month = periods.month(periods.month(on).starts - ONE_DAY)
    if whole_month:
        return this, last_month, "last month"
    same_day = last_month.starts + (on - periods.month(on).starts)
    return this, cut(last_month, min(same_day, last_month.last_day)), "the same days of last month"


def middle(tally: Mapping[int, int]) -> tuple[int, Decimal | None]:
    """How many there are in a tally of lengths, and the middle one: between two, half-way; of none, none."""
    cases = sum(tally.values())
    if not cases:
        return 0, None
    at = [(cases - 1) // 2, cases // 2]
    found: list[int] = []
    passed = 0
    for length in sorted(tally):
        passed += tally[length]
        found += [length for place in at[len(found) :] if place < passed]
    return cases, Decimal(sum(found[:2])) / 2


def average(tally: Mapping[int, int]) -> tuple[int, Decimal | None]:
    """How many there are in a tally of lengths, and their average: of none, none."""
    cases = sum(tally.values())
    return cases, Decimal(sum(length * n for length, n in tally.items())) / cases if cases else None


def month_at(indicator: Indicator, on: date) -> Period:
    """The month up to a day; for a stock the day itself, for a rate the twelve months up to it."""
    return period_for(indicator, "month", on)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened since the period before: the direction of the number, how far, and the word for it."""

    arrow: str
    size: str
    rest: str

    @property
    def words(self) -> str:
        """'1.1 points better than last month', '7 more than a year ago: worse', 'The same as last month'."""
        return " ".join(part for part in (self.size, self.rest) if part)


def change(indicator: Indicator, now: Decimal | None, before: Decimal | None, than: str) -> Change:
    """How a figure lies to another: 'better' and 'worse' by polarity, in points for a percentage."""
    if now is None or before is None:
        return Change("none", "", f"Nothing to compare with {than}")
    moved = one_decimal(now - before)
    if moved == 0:
        return Change("same", "The same", f"as {than}")
    arrow, judged = "up" if moved > 0 else "down", _judged(indicator, moved)
    if indicator.unit == "%":
        size = f"{abs(moved):.1f} {'point' if abs(moved) == 1 else 'points'}"
        return Change(arrow, size, f"{judged or ('higher' if moved > 0 else 'lower')} than {than}")
    if indicator.is_number:
        size = f"{abs(moved):,.0f} {'more' if moved > 0 else 'fewer'}"
    else:
        size = f"{abs(moved):,.1f} {'more' if moved > 0 else 'less'}"
    return Change(arrow, size, f"than {than}{': ' if judged else ''}{judged}")


def _judged(indicator: Indicator, moved: Decimal) -> str:
    if indicator.good == "neither":
        return ""
    return "better" if (moved > 0) == (indicator.good == "high") else "worse"


STANDINGS = {
    "on": ("done", "On target"),
    "near": ("soon", "Close to target"),
    "below": ("late", "Well off target"),
}
OFF_TARGET = ("near", "below")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a figure stands to its target: a mark with its word; no mark without a target or without cases."""

    verdict: str
    mark: str
    words: str


def standing(verdict: str, *, has_target: bool, has_cases: bool) -> Standing:
    """The mark and words for a target's verdict ('on', 'near', 'below', or '' when there were no cases)."""
    if not has_target:
        return Standing("", "", "No target: for context")
    if not has_cases or verdict not in STANDINGS:
        return Standing("", "", "No cases in this period")
    return Standing(verdict, *STANDINGS[verdict])
