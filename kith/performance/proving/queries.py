"""Every figure of a record store held against the list behind it and against its parts: each indicator, each team, area
and everyone, month by month and for the longer periods, as known today and on past days.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core import period as periods
from kith.core.period import Period
from kith.performance import lists, queries, rules
from kith.performance.definition import Indicator, Median, Stock, Weighed
from kith.performance.figure import EVERYWHERE, Figure, Place
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind
from kith.performance.proving import rules as proof
from kith.performance.proving.rules import Pair, Wrong
from kith.performance.tree import Tree, tree

Told = tuple[Any, int]  # ([team, what is told of a row], rows)
MONTHS = 13
PAST_DAYS = 3


@dataclass(frozen=True, slots=True)
class Proved:
    """What was looked at of one indicator on one day: how many figures, and what of them does not hold."""

    code: str
    figures: int
    wrong: tuple[Wrong, ...]


def past_days(on: date, number: int = PAST_DAYS) -> list[date]:
    """The last days of so many months before the month of a day, the latest first."""
    ends = [month.last_day for month in periods.months_back(on, number + 1)[:-1]]
    return sorted(ends, reverse=True)


def prove(
    on: date,
    *,
    as_at: date | None = None,
    months: int = MONTHS,
    known: Sequence[Indicator] | None = None,
) -> Iterator[Proved]:
    """Every indicator (or these) for every place there is: so many months up to a day, and the longer periods to it.

    As it is known now, or at the end of the past day `as_at`. One list for each indicator and period, whatever the
    number of teams and workers.
    """
    indicators = [entry.thing for entry in INDICATORS] if known is None else known
    spans = {one.code: spans_of(one, on, months) for one in indicators}
    of = tree()
    places = [EVERYWHERE, *of.places.values()]
    wanted = [(one, period) for one in indicators for period in spans[one.code]]
    readings = queries.Readings(wanted, on=on, as_at=as_at, groups=queries.groups_of_all(of))
    for one in indicators:
        yield _proved(_Reading(one, readings, places, of), spans[one.code], on, as_at)


def spans_of(indicator: Indicator, on: date, months: int = MONTHS) -> list[Period]:
    """What an indicator is proved for: months, longer periods to the day, and the months those are made of."""
    found = {kind: rules.period_for(indicator, kind, on) for kind in rules.READABLE}
    spans = [*rules.month_series(indicator, on, months), *found.values()]
    if rules.adds_up(indicator):
        spans += [month for period in _longer(found.values()) for month in rules.months_of(period, on)]
    once = {(period.starts, period.ends): period for period in spans}
    return sorted(once.values(), key=lambda period: (period.starts, period.ends))


def _longer(spans: Iterable[Period]) -> list[Period]:
    return [period for period in spans if period.kind not in ("month", "day")]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One indicator with what was counted of it."""

    indicator: Indicator
    readings: queries.Readings
    places: Sequence[Place]
    of: Tree

    def pair(self, period: Period, place: Place) -> Pair:
        """The figure as (rows, rows that count)."""
        return pair_of(self.readings.figure(self.indicator, period, place))

    def under(self, place: Place, listed: Iterable[Told]) -> list[Told]:
        """What of a list told by team belongs to a place."""
        teams = self.of.under(place)
        return [told for told in listed if teams is None or told[0][0] in teams]


def pair_of(figure: Figure) -> Pair:
    """A figure as (rows, rows that count): what is no share has as many rows as count."""
    is_share = figure.indicator.is_share and figure.whole is not None
    return (figure.whole if is_share else figure.part) or 0, figure.part


def _proved(one: _Reading, spans: Sequence[Period], on: date, as_at: date | None) -> Proved:
    wrong: list[Wrong] = []
    for period in spans:
        wrong += _held_against_list(one, period, on, as_at)
    if rules.adds_up(one.indicator):
        for period in _longer(spans):
            wrong += _held_against_months(one, period, on)
    return Proved(one.indicator.code, len(spans) * len(one.places), tuple(wrong))


def _held_against_list(one: _Reading, period: Period, on: date, as_at: date | None) -> Iterator[Wrong]:
    """The list of everyone by team and worker; each place must have the rows of its teams, no more and no fewer."""
    everyone = one.of.under(EVERYWHERE)
    behind = Behind(one.indicator, period, on, as_at=as_at, nodes=everyone)
    held = lists.held_by(behind)
    found = proof.by_team(held.lengths)
    for place in one.places:
        under = one.of.under(place)
        figure = one.pair(period, place)
        listed = proof.added(pair for team, pair in found.items() if under is None or team in under)
        for words in (proof.of_list(figure, listed), proof.within(figure)):
            if words:
                yield Wrong(one.indicator.code, _label(period, as_at), place.name, words)
    for place, words in _worked_out(one, period, behind):
        yield Wrong(one.indicator.code, _label(period, as_at), place.name, words)
    once = isinstance(one.indicator, Stock)
    whole = (
        proof.of_rows(held.rows, held.different, each_once=once),
        proof.without_team(found, one.of.places),
    )
    for words in whole:
        if words:
            yield Wrong(one.indicator.code, _label(period, as_at), EVERYWHERE.name, words)


def _worked_out(one: _Reading, period: Period, behind: Behind) -> Iterator[tuple[Place, str]]:
    """Of a middle value, an average or what rows amount to: what it was worked out from must stand in the list."""
    if isinstance(one.indicator, Median):
        yield from _middles(one, one.indicator, period, behind)
    elif isinstance(one.indicator, Weighed):
        yield from _sums(one, one.indicator, period, behind)


def _middles(one: _Reading, indicator: Median, period: Period, behind: Behind) -> Iterator[tuple[Place, str]]:
    listed = lists.tally(behind, f"array[team_id, {indicator.measure}]", which="counted")
    for place in one.places:
        lengths: Counter[Any] = Counter()
        for (_, length), rows in one.under(place, listed):
            lengths[length] += rows
        if lengths != one.readings.lengths(indicator, period, place):
            yield place, "the lengths in its list are not those the middle value was taken of"


def _sums(one: _Reading, indicator: Weighed, period: Period, behind: Behind) -> Iterator[tuple[Place, str]]:
    listed = lists.tally(behind, f"array[team_id, {indicator.above}, {indicator.below}]", which="all")
    for place in one.places:
        found = [(above * rows, below * rows) for (_, above, below), rows in one.under(place, listed)]
        amounts = one.readings.figure(indicator, period, place).amounts or (0, 0)
        if words := proof.of_amounts(amounts, (sum(a for a, _ in found), sum(b for _, b in found))):
            yield place, words


def _held_against_months(one: _Reading, period: Period, on: date) -> Iterator[Wrong]:
    months = rules.months_of(period, on)
    for place in one.places:
        together = proof.added(one.pair(month, place) for month in months)
        if words := proof.of_parts(one.pair(period, place), together, "its months"):
            yield Wrong(one.indicator.code, period.label, place.name, words)


def _label(period: Period, as_at: date | None) -> str:
    return period.label if as_at is None else f"{period.label} as known on {as_at}"
