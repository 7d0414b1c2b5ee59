"""Everything on the dashboard: a card for each measure, from a handful of statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kith.access.models import Worker
from kith.core import period as periods
from kith.core.period import Period
from kith.performance import rules
from kith.performance.choices import Choices
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Figure
from kith.performance.held import Held, held, standing_of
from kith.performance.indicators import INDICATORS
from kith.performance.leaving import Leaving
from kith.performance.models import NamedChange, WatchedMeasure
from kith.performance.papers.places import is_shown
from kith.performance.queries import Readings, Wanted, groups_of, groups_of_all
from kith.performance.rules import Change, Standing
from kith.performance.targets.rules import MONTHLY, WEEKLY, Aim, Forecast, forecast, is_weekly, weeks_to
from kith.performance.telling import queries as telling
from kith.performance.tree import Tree
from kith.practice import Target
from kith.practice.targets import RANGE
from kith.ui.charts import spc


@dataclass(frozen=True, slots=True)
class Card:
    """One measure with every field of a scorecard."""

    indicator: Indicator
    latest: Figure
    in_month: Figure
    held: Held
    standing: Standing
    change: Change
    months: tuple[Figure, ...]
    real: str
    twin: Figure | None
    steps: tuple[tuple[int, str], ...] = ()
    forecast: Forecast | None = None
    weeks: tuple[Figure, ...] = ()  # of a state whose target has a near deadline
    leaving: Leaving = field(kw_only=True, compare=False)  # what of it may leave the service

    @property
    def values(self) -> list[float | None]:
        """The months as numbers for a drawing."""
        return [None if one.exact is None else float(one.exact) for one in self.months]

    @property
    def unfinished(self) -> frozenset[int]:
        """Which of the months are not over."""
        return rules.unfinished(self.indicator, [one.period for one in self.months])

    @property
    def target_line(self) -> float | None:
        """Where the dashed line lies; a range has none."""
        target = self.held.target
        return float(target.value) if target and target.kind != RANGE else None

    @property
    def target_words(self) -> str:
        """'90%', 'at most 20%', '20% to 30%', or a dash."""
        return target_words(self.held.target, self.indicator)

    @property
    def spark_words(self) -> str:
        """The line in a sentence."""
        return f"{self.indicator.short}: 13 months, from {self.months[0].words} to {self.months[-1].words}"

    @property
    def has_cases(self) -> bool:
        """Whether anything was counted in thirteen months."""
        return any(one.part or (one.whole and not one.indicator.per) for one in (self.latest, *self.months))


def watched(worker: Worker) -> frozenset[str]:
    """The codes of the measures on a worker's watch list."""
    return frozenset(WatchedMeasure.objects.filter(worker=worker).values_list("code", flat=True))


def target_words(target: Target | None, indicator: Indicator) -> str:
    """A target as it is said: '90%', 'at most 20%' (nothing is less than nought), '20% to 30%', or a dash."""
    if target is None:
        return "–"
    value = value_words(target.value, indicator)
    if target.kind == RANGE:
        return f"{value} to {value_words(target.high or target.value, indicator)}"
    return f"at most {value}" if target.kind == "ceiling" and target.value else value


def target_cell(target: Target | None, indicator: Indicator) -> Decimal | str | None:
    """A target as a number for a spreadsheet; a range as words."""
    if target is None:
        return None
    return target_words(target, indicator) if target.kind == RANGE else target.value


def value_words(value: Decimal, indicator: Indicator) -> str:
    """A target's or comparator's value in the indicator's unit."""
    number = f"{value.normalize():,f}"
    return f"{number}%" if indicator.unit == "%" else number


def cards(chosen: Choices, tree: Tree) -> list[Card]:
    """A card for each measure that stands by itself, in the order of the list of indicators."""
    known = [entry.thing for entry in INDICATORS if is_shown(entry.thing.code, chosen.place.code)]
    wanted = [one for one in known if chosen.topic in ("", one.topic) and _is_named(one, chosen.words)]
    return cards_of(wanted, chosen, tree)


def _is_named(indicator: Indicator, words: str) -> bool:
    """Whether every word is in the name of a measure, or of the one it stands beside."""
    one = INDICATORS[indicator.beside] if indicator.beside else indicator
    name = f"{one.code} {one.short} {one.title} {one.topic}".casefold()
    return all(word in name for word in words.casefold().split())


def cards_of(
    shown: Sequence[Indicator], chosen: Choices, tree: Tree, as_at: date | None = None
) -> list[Card]:
    """A card for each of these measures that stands by itself, as known now or on a past day."""
    against = held(shown, chosen.on, chosen.place)
    spans = {one.code: spans_of(one, chosen, against[one.code].target) for one in shown}
    wanted = [(one, period) for one in shown for period in spans[one.code].all]
    readings, leaving = read_for(wanted, chosen, tree, as_at)
    twins = {one.beside: one for one in shown if one.beside}
    named = telling.changes(chosen.place, tree)
    return [
        card(one, twins.get(one.code), spans, (readings, leaving), against[one.code], chosen, named[one.code])
        for one in shown
        if not one.beside
    ]


def read_for(
    wanted: Sequence[Wanted], chosen: Choices, tree: Tree, as_at: date | None = None
) -> tuple[Readings, Leaving]:
    """The readings of a place, and what of them may leave: everyone's are read for every place at once, a team's alone
    and those of the others when a figure is to leave.
    """

    def every() -> Readings:
        return Readings(wanted, on=chosen.on, as_at=as_at, groups=groups_of_all(tree))

    if chosen.place.id == EVERYWHERE.id:
        readings = every()
        return readings, Leaving(lambda: readings, tree)
    own = groups_of([chosen.place], tree)
    return Readings(wanted, on=chosen.on, as_at=as_at, groups=own, everyone=False), Leaving(every, tree)


@dataclass(frozen=True, slots=True)
class Spans:
    """The periods that a card needs."""

    latest: Period
    in_month: Period
    before: Period
    than: str
    months: tuple[Period, ...]
    weeks: tuple[Period, ...] = ()

    @property
    def all(self) -> Sequence[Period]:
        """Every one of them."""
        return (self.latest, self.in_month, self.before, *self.months, *self.weeks)


def spans_of(indicator: Indicator, chosen: Choices, target: Target | None = None) -> Spans:
    """The chosen period, the month so far, what it is compared with, and thirteen months; thirteen weeks as well for a
    state with a target whose deadline is near.
    """
    in_month, before, than = rules.earlier(indicator, chosen.on, chosen.compare)
    latest = rules.period_for(indicator, chosen.period, chosen.on)
    near = target is not None and target.deadline is not None and is_weekly(target.deadline, chosen.on)
    weeks = [periods.day(day) for day in weeks_to(chosen.on)] if near and indicator.is_state else []
    return Spans(
        latest, in_month, before, than, tuple(rules.month_series(indicator, chosen.on)), tuple(weeks)
    )


def card(
    indicator: Indicator,
    twin: Indicator | None,
    spans: dict[str, Spans],
    read: tuple[Readings, Leaving],
    against: Held,
    chosen: Choices,
    named: Sequence[NamedChange] = (),
) -> Card:
    """One card out of what was read; `named` are the changes that its trend is read apart by."""
    own, place, (readings, leaving) = spans[indicator.code], chosen.place, read
    latest = readings.figure(indicator, own.latest, place)
    in_month = readings.figure(indicator, own.in_month, place)
    months = tuple(readings.figure(indicator, month, place) for month in own.months)
    weeks = tuple(readings.figure(indicator, week, place) for week in own.weeks)
    steps = telling.steps(named, own.months)
    return Card(
        indicator=indicator,
        latest=latest,
        in_month=in_month,
        held=against,
        standing=standing_of(latest, against.target),
        change=_change(
            indicator,
            latest,
            in_month,
            readings.figure(indicator, own.before, place),
            own.than,
            against,
            chosen,
        ),
        months=months,
        real=real_change(indicator, months, steps),
        twin=readings.figure(twin, spans[twin.code].latest, place) if twin else None,
        steps=tuple(steps),
        forecast=forecast_of(indicator, (months, weeks), steps, against.target, chosen.on),
        weeks=weeks,
        leaving=leaving,
    )


def _change(
    indicator: Indicator,
    latest: Figure,
    in_month: Figure,
    before: Figure,
    than: str,
    against: Held,
    chosen: Choices,
) -> Change:
    others = {"neighbours": against.neighbours, "england": against.england}
    if chosen.compare in others:
        other = others[chosen.compare]
        who = "England" if chosen.compare == "england" else "neighbours"
        named = f"{who} in {other.year}" if other else who
        return rules.change(indicator, latest.exact, other.value if other else None, named)
    return rules.change(indicator, in_month.exact, before.exact, than)


def reading_of(
    indicator: Indicator, months: Sequence[Figure], steps: Sequence[tuple[int, str]] = ()
) -> spc.Reading:
    """What is normal for a run of months, apart between named changes; a month that is not over is no part of it."""
    return spc.read(
        [None if one.exact is None else float(one.exact) for one in months],
        [place for place, _ in steps],
        0.0,
        100.0 if indicator.unit == "%" else None,
        rules.unfinished(indicator, [one.period for one in months]),
    )


def real_change(indicator: Indicator, months: Sequence[Figure], steps: Sequence[tuple[int, str]] = ()) -> str:
    """Whether the months show a change beyond chance, in words."""
    return reading_of(indicator, months, steps).words(indicator.good)


def forecast_of(
    indicator: Indicator,
    told: tuple[Sequence[Figure], Sequence[Figure]],
    steps: Sequence[tuple[int, str]],
    target: Target | None,
    on: date,
) -> Forecast | None:
    """Whether a target is met by its deadline at the pace since the last named change; None without a deadline.

    `told` has the months and, where weeks tell more, the weeks.
    """
    if target is None or target.deadline is None:
        return None
    months, weeks = told
    unfinished = rules.unfinished(indicator, [one.period for one in months])
    values = [
        None if one.exact is None or place in unfinished else float(one.exact)
        for place, one in enumerate(months)
    ]
    parts = spc.steps_that_part(values, [place for place, _ in steps])
    first = parts[-1] if parts else 0
    aim = aim_of(target, target.deadline)
    if weeks:
        since = months[first].period.last_day.replace(day=1) if first else weeks[0].period.last_day
        points = [
            (one.period.last_day, float(one.exact))
            for one in weeks
            if one.exact is not None and one.period.last_day >= since
        ]
        steady = spc.read([value for _, value in points]).verdict == "none"
        return forecast(points, aim, on, indicator.unit, is_chance=steady, step=WEEKLY)
    points = [
        (one.period.last_day, value)
        for one, value in list(zip(months, values, strict=True))[first:]
        if value is not None
    ]
    steady = reading_of(indicator, months, steps).verdict == "none"
    return forecast(points, aim, on, indicator.unit, is_chance=steady, step=MONTHLY)


def aim_of(target: Target, deadline: date) -> Aim:
    """A target with its deadline, as a forecast takes it."""
    low, high = target.lowest, target.highest
    return Aim(None if low is None else float(low), None if high is None else float(high), deadline)
