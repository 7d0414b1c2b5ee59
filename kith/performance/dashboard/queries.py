"""Everything on the dashboard: a card for each measure, from a handful of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kith.core.period import Period
from kith.performance import rules
from kith.performance.choices import Choices
from kith.performance.definition import Indicator
from kith.performance.figure import Figure
from kith.performance.held import Held, held, standing_of
from kith.performance.indicators import INDICATORS
from kith.performance.papers.places import is_shown
from kith.performance.queries import Readings, groups_of
from kith.performance.rules import Change, Standing
from kith.performance.tree import Tree
from kith.practice import Target
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

    @property
    def values(self) -> list[float | None]:
        """The months as numbers for a drawing."""
        return [None if one.exact is None else float(one.exact) for one in self.months]

    @property
    def target_line(self) -> float | None:
        """Where the dashed line lies."""
        return float(self.held.target.value) if self.held.target else None

    @property
    def target_words(self) -> str:
        """'90%', 'under 20%', or a dash."""
        return target_words(self.held.target, self.indicator)

    @property
    def spark_words(self) -> str:
        """The line in a sentence."""
        return f"{self.indicator.short}: 13 months, from {self.months[0].words} to {self.months[-1].words}"

    @property
    def has_cases(self) -> bool:
        """Whether anything was counted in thirteen months."""
        return any(one.part or (one.whole and not one.indicator.per) for one in (self.latest, *self.months))


def target_words(target: Target | None, indicator: Indicator) -> str:
    """A target as it is said: a ceiling is 'under' it (nothing is under nought)."""
    if target is None:
        return "–"
    value = value_words(target.value, indicator)
    return f"at most {value}" if target.kind == "ceiling" and target.value else value


def value_words(value: Decimal, indicator: Indicator) -> str:
    """A target's or comparator's value in the indicator's unit."""
    number = f"{value.normalize():,f}"
    return f"{number}%" if indicator.unit == "%" else number


def cards(chosen: Choices, tree: Tree) -> list[Card]:
    """A card for each measure that stands by itself, in the order of the list of indicators."""
    known = [entry.thing for entry in INDICATORS if is_shown(entry.thing.code, chosen.place.code)]
    shown = [one for one in known if chosen.topic in ("", one.topic)]
    spans = {one.code: spans_of(one, chosen) for one in shown}
    wanted = [(one, period) for one in shown for period in spans[one.code].all]
    readings = Readings(wanted, on=chosen.on, groups=groups_of([chosen.place], tree))
    against = held(shown, chosen.on, chosen.place)
    twins = {one.beside: one for one in shown if one.beside}
    return [
        card(one, twins.get(one.code), spans, readings, against[one.code], chosen)
        for one in shown
        if not one.beside
    ]


@dataclass(frozen=True, slots=True)
class Spans:
    """The periods that a card needs."""

    latest: Period
    in_month: Period
    before: Period
    than: str
    months: tuple[Period, ...]

    @property
    def all(self) -> Sequence[Period]:
        """Every one of them."""
        return (self.latest, self.in_month, self.before, *self.months)


def spans_of(indicator: Indicator, chosen: Choices) -> Spans:
    """The chosen period, the month so far, what it is compared with, and thirteen months."""
    in_month, before, than = rules.earlier(indicator, chosen.on, chosen.compare)
    latest = rules.period_for(indicator, chosen.period, chosen.on)
    return Spans(latest, in_month, before, than, tuple(rules.month_series(indicator, chosen.on)))


def card(
    indicator: Indicator,
    twin: Indicator | None,
    spans: dict[str, Spans],
    readings: Readings,
    against: Held,
    chosen: Choices,
) -> Card:
    """One card out of what was read."""
    own, place = spans[indicator.code], chosen.place
    latest = readings.figure(indicator, own.latest, place)
    in_month = readings.figure(indicator, own.in_month, place)
    months = tuple(readings.figure(indicator, month, place) for month in own.months)
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
        real=real_change(indicator, months),
        twin=readings.figure(twin, spans[twin.code].latest, place) if twin else None,
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


def real_change(indicator: Indicator, months: Sequence[Figure]) -> str:
    """Whether the months show a change beyond chance, in words."""
    values = [None if one.exact is None else float(one.exact) for one in months]
    ceiling = 100.0 if indicator.unit == "%" else None
    return spc.read(values, None, 0.0, ceiling).words(indicator.good)
