"""What the trend of one measure says in words, its targets as a chart takes them, and the way to a deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kith.core import period as periods
from kith.core.reading_words import short_day
from kith.core.rounding import one_decimal
from kith.performance import rules
from kith.performance.choices import Choices
from kith.performance.dashboard.queries import Card, reading_of, target_words
from kith.performance.definition import Indicator
from kith.performance.held import Own, targets_over
from kith.performance.measure.rules import Series, sentence
from kith.performance.telling.rules import places_to_name
from kith.practice import Target

FARTHEST = 24  # months ahead that a chart reaches

Aim = tuple[float | None, float | None]


def says(shown: Card) -> str:
    """What a trend says, in a sentence made from the same numbers as its chart."""
    indicator, target = shown.indicator, shown.held.target
    series = Series(
        [one.period.last_day.replace(day=1) for one in shown.months],
        whole_months(shown),
        shown.steps,
        indicator.unit,
        at_end=not rules.adds_up(indicator),
        counted=indicator.is_number,
        target=(shown.target_words, *aim(target)) if target else None,
    )
    return sentence(reading_of(indicator, shown.months, shown.steps), series)


def says_shortly(shown: Card) -> str:
    """The first sentence of it, for a row among others."""
    return says(shown).split(". ")[0].removesuffix(".") + "."


def whole_months(shown: Card) -> list[float | None]:
    """The figures of the months, without the one that is not over."""
    return [None if place in shown.unfinished else value for place, value in enumerate(shown.values)]


def aim(target: Target) -> Aim:
    """What a figure may not be under, and what not over."""
    return _float(target.lowest), _float(target.highest)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def months_to_name(shown: Card) -> list[tuple[str, str]]:
    """The months from which on a change can be named: ('2026-03', 'Mar 2026')."""
    places = places_to_name(whole_months(shown), [place for place, _ in shown.steps])
    months = [shown.months[place].period for place in places]
    return [(f"{month.last_day:%Y-%m}", month.label) for month in months]


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a deadline, as its chart and table take it; each list has one entry a month, or a week."""

    step: str  # "month" or "week"
    labels: list[str]
    values: list[float | None]
    aims: list[Aim | None]
    pace: list[float | None]
    deadline_at: int
    rows: list[tuple[str, str, str, str]]  # month or week, figure, target, where the pace leads


def way(shown: Card, chosen: Choices, own: Own) -> Way | None:
    """The months so far and those up to the deadline; None without one, or where it is out of reach of a chart."""
    target, told = shown.held.target, shown.forecast
    if target is None or target.deadline is None or told is None:
        return None
    past, ahead = _days_to(shown, target.deadline)
    at = len(past) - 1 + len(ahead)
    if not 0 < at < len(past) + FARTHEST:
        return None
    days = past + ahead
    values = whole_months(shown)
    if shown.weeks:
        values = [None if one.exact is None else float(one.exact) for one in shown.weeks]
    values += [None] * len(ahead)
    begun = next((place for place in reversed(range(len(past))) if values[place] is not None), len(past))
    pace = [told.at(day) if begun <= place <= at else None for place, day in enumerate(days)]
    targets = targets_over(shown.indicator, days, chosen.place, own)
    labels = [short_day(day, year=False) if shown.weeks else periods.month(day).label for day in days]
    return Way(
        step=told.step.word,
        labels=labels,
        values=values,
        aims=[aim(one) if one else None for one in targets],
        pace=[None if one is None else max(one, 0.0) for one in pace],
        deadline_at=at,
        rows=_rows(shown.indicator, labels, values, targets, pace),
    )


def _days_to(shown: Card, deadline: date) -> tuple[list[date], list[date]]:
    """The days of the points so far, and those ahead up to the deadline: the ends of months, or the same
    weekday and the deadline itself."""
    if shown.weeks:
        past = [one.period.last_day for one in shown.weeks]
        weeks = -(-(deadline - past[-1]).days // 7)
        return past, [min(past[-1] + timedelta(weeks=on), deadline) for on in range(1, weeks + 1)]
    past = [one.period.last_day for one in shown.months]
    months = range(1, _months_between(past[-1], deadline) + 1)
    return past, [periods.month(periods.add_months(past[-1], on)).last_day for on in months]


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _rows(
    indicator: Indicator,
    labels: Sequence[str],
    values: Sequence[float | None],
    targets: Sequence[Target | None],
    pace: Sequence[float | None],
) -> list[tuple[str, str, str, str]]:
    return [
        (
            label,
            _number(value, indicator),
            target_words(target, indicator),
            _number(None if value is not None else there, indicator),
        )
        for label, value, target, there in zip(labels, values, targets, pace, strict=True)
    ]


def _number(value: float | None, indicator: Indicator) -> str:
    if value is None:
        return "–"
    if indicator.is_number:
        return f"{max(value, 0):,.0f}"
    return f"{one_decimal(Decimal(str(max(value, 0)))):,}{'%' if indicator.unit == '%' else ''}"
