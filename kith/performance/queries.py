"""Reading figures: one statement for all indicators that share a fact relation,
whatever the periods and teams.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import Any

from django.db import connection

from kith.access import practice
from kith.core.period import Period
from kith.core.refused import Refused
from kith.performance import compiler, rules
from kith.performance.compiler import Asked, Statement
from kith.performance.definition import Flow, Indicator, Median, Rate, Stock
from kith.performance.figure import EVERYWHERE, Figure, Place, end_of, figure_of, median_of
from kith.performance.papers import places as published_places
from kith.performance.tree import Tree, tree

SPLITS = ("team", "area", "month")
Wanted = tuple[Indicator, Period]
Pair = tuple[int, int]  # (among, counted)


def asked(on: date, as_at: date | None = None, teams: Iterable[int] | None = None) -> Asked:
    """What narrows a statement: teams, the past day of knowledge,
    and the settings of the practice of a day.
    """
    return Asked(
        teams=None if teams is None else tuple(sorted(teams)),
        as_at=None if as_at is None else end_of(as_at),
        settings={"cut_off": practice.on(on).backlog_cut_off},
    )


def population(on: date, place: Place = EVERYWHERE) -> int | None:
    """Children aged 0 to 17 where the figure is for; None where nobody knows, as for a team."""
    found = practice.authority().population(on, "" if place.kind == "service" else place.code)
    return found.value if found else published_places.population(place.code)


class Readings:
    """Counts fetched once, out of which the figure of any wanted indicator, period and place is added up.

    A flow keeps running sums up to each cut, so a period is the difference of two; a stock keeps the state on
    each day. Parts and wholes are added, never percentages. Middle values are kept by place and period.
    `groups` says which teams' rows belong to each place (by id) that will be asked for; without everyone in
    them, everyone's are all there are.
    """

    def __init__(
        self,
        wanted: Iterable[Wanted],
        *,
        on: date,
        as_at: date | None = None,
        groups: Mapping[int, frozenset[int]] | None = None,
    ) -> None:
        self.on, self.as_at = on, as_at
        self.statements = 0
        self._groups = groups or {}
        self._asked = asked(on, as_at, self._all_teams())
        self._marks: dict[str, list[date]] = {}
        self._teams: dict[str, dict[int, list[Pair]]] = {}
        self._summed: dict[tuple[str, int], list[Pair]] = {}
        self._middles: dict[tuple[str, date, date, int], tuple[int, float | None]] = {}
        self._fetch(list(wanted))

    def figure(self, indicator: Indicator, period: Period, place: Place = EVERYWHERE) -> Figure:
        """The reading of one indicator for one wanted period and place."""
        if isinstance(indicator, Median):
            key = (indicator.code, period.starts, period.ends, place.id)
            found = median_of(indicator, period, self.on, *self._middles.get(key, (0, None)))
        else:
            among, counted = self._count(indicator, period, place)
            people = population(period.last_day, place) if isinstance(indicator, Rate) else None
            found = figure_of(indicator, period, self.on, counted, among, population=people)
        return replace(found, place=place, as_at=self.as_at, nodes=self._groups.get(place.id))

    def _all_teams(self) -> frozenset[int] | None:
        """Every team that may be asked for, where it is known that everyone is not every team there is."""
        return frozenset().union(*self._groups.values()) if EVERYWHERE.id in self._groups else None

    def _count(self, indicator: Indicator, period: Period, place: Place) -> Pair:
        marks, sums = self._marks[indicator.code], self._sums(indicator.code, place)
        if isinstance(indicator, Stock):
            return sums[marks.index(period.last_day)]
        last, first = sums[marks.index(period.ends)], sums[marks.index(period.starts)]
        return last[0] - first[0], last[1] - first[1]

    def _sums(self, code: str, place: Place) -> list[Pair]:
        key = (code, place.id)
        if key not in self._summed:
            under = self._groups.get(place.id) if place.id == EVERYWHERE.id else self._groups[place.id]
            rows = [sums for team, sums in self._teams[code].items() if under is None or team in under]
            added = [(sum(a for a, _ in at), sum(c for _, c in at)) for at in zip(*rows, strict=True)]
            self._summed[key] = added or [(0, 0)] * len(self._marks[code])
        return self._summed[key]

    def _fetch(self, wanted: Sequence[Wanted]) -> None:
        periods: dict[str, set[Period]] = defaultdict(set)
        known = {indicator.code: indicator for indicator, _ in wanted}
        for indicator, period in wanted:
            periods[indicator.code].add(period)
        flows = _alike([i for i in known.values() if isinstance(i, Flow)], lambda i: (i.fact.name, i.when))
        stocks = _alike([i for i in known.values() if isinstance(i, Stock)], lambda i: i.fact.name)
        medians = _alike(
            [i for i in known.values() if isinstance(i, Median)], lambda i: (i.fact.name, i.when)
        )
        for group in flows:
            self._fetch_flows(
                group, {day for i in group for p in periods[i.code] for day in (p.starts, p.ends)}
            )
        for group in stocks:
            self._fetch_stocks(group, {p.last_day for i in group for p in periods[i.code]})
        for group in medians:
            self._fetch_medians(group, {(p.starts, p.ends) for i in group for p in periods[i.code]})

    def _fetch_flows(self, group: Sequence[Flow], days: set[date]) -> None:
        cuts = sorted(days)
        rows = self._run(compiler.flows(group, cuts, self._asked))
        for place, indicator in enumerate(group):
            stretches = self._by_team(rows, place, len(cuts) - 1)
            self._marks[indicator.code] = cuts
            self._teams[indicator.code] = {
                team: list(accumulate(found, _add, initial=(0, 0))) for team, found in stretches.items()
            }

    def _fetch_stocks(self, group: Sequence[Stock], days: set[date]) -> None:
        marks = sorted(days)
        rows = self._run(compiler.stocks(group, marks, self._asked))
        doubled = [
            (team, place, *(count for one in counts for count in (one, one))) for team, place, *counts in rows
        ]
        for place, indicator in enumerate(group):
            changes = self._by_team(doubled, place, len(marks) + 1)
            self._marks[indicator.code] = marks
            self._teams[indicator.code] = {
                team: list(accumulate(found, _add)) for team, found in changes.items()
            }

    def _fetch_medians(self, group: Sequence[Median], spans: set[tuple[date, date]]) -> None:
        ordered = sorted(spans)
        pairs = [(place, team) for place, teams in self._groups.items() for team in sorted(teams)]
        rows = self._run(compiler.medians(group, ordered, pairs, self._asked))
        for node, place, *columns in rows:
            for number, indicator in enumerate(group):
                cases, middle = columns[2 * number : 2 * number + 2]
                if cases:
                    self._middles[(indicator.code, *ordered[place - 1], node)] = (cases, middle)

    @staticmethod
    def _by_team(rows: Iterable[Sequence[Any]], number: int, places: int) -> dict[int, list[Pair]]:
        """Of the columns of the `number`-th indicator, a list of pairs for each team."""
        found: dict[int, list[Pair]] = {}
        for team, place, *columns in rows:
            pair = (columns[2 * number], columns[2 * number + 1])
            if pair[0]:
                found.setdefault(team, [(0, 0)] * places)[place - 1] = pair
        return found

    def _run(self, statement: Statement) -> list[tuple[Any, ...]]:
        self.statements += 1
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.parameters)
            return list(cursor.fetchall())


def _add(one: Pair, other: Pair) -> Pair:
    return one[0] + other[0], one[1] + other[1]


def _alike(indicators: Sequence[Any], what: Callable[[Any], Any]) -> list[list[Any]]:
    """Indicators in groups that one statement can count."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for indicator in indicators:
        groups[what(indicator)].append(indicator)
    return list(groups.values())


def read(
    indicator: Indicator, period: Period, *, on: date, place: Place = EVERYWHERE, as_at: date | None = None
) -> Figure:
    """One figure: for a period, as known now or at the end of the past day `as_at`."""
    readings = Readings([(indicator, period)], on=on, as_at=as_at, groups=groups_of([place]))
    return readings.figure(indicator, period, place)


def series(
    indicator: Indicator,
    months: Sequence[Period],
    *,
    on: date,
    place: Place = EVERYWHERE,
    as_at: date | None = None,
) -> list[Figure]:
    """The same indicator for several periods, in one statement."""
    readings = Readings(
        [(indicator, month) for month in months], on=on, as_at=as_at, groups=groups_of([place])
    )
    return [readings.figure(indicator, month, place) for month in months]


def groups_of(places: Iterable[Place], of: Tree | None = None) -> dict[int, frozenset[int]]:
    """The teams under each place; everyone is left out where that is every team there is."""
    known = of or tree()
    return {place.id: under for place in places if (under := known.under(place)) is not None}


def read_split(
    indicator: Indicator,
    period: Period,
    by: str,
    *,
    on: date,
    place: Place = EVERYWHERE,
    as_at: date | None = None,
) -> list[Figure]:
    """A figure split by team, area or month: the parts and wholes of the split add up to those of the figure.

    Every team (area) of the place is there, and what no team (area) holds is shown under its own name. Raises
    Refused for another split.
    """
    if by not in SPLITS:
        raise Refused(f"Figures are split by {', '.join(SPLITS)}, not by “{by}”.", field="by")
    if by == "month":
        months = (
            rules.months_of(period, on) if rules.adds_up(indicator) else rules.month_series(indicator, on)
        )
        return series(indicator, months, on=on, place=place, as_at=as_at)
    of = tree()
    groups = of.split(by, place)
    readings = Readings([(indicator, period)], on=on, as_at=as_at, groups=groups)
    shown = [readings.figure(indicator, period, of.places[node]) for node in groups]
    kept = [
        figure
        for figure in shown
        if figure.place.kind == by or figure.part or (not_rate(figure) and figure.whole)
    ]
    return sorted(kept, key=lambda figure: figure.place.name)


def not_rate(figure: Figure) -> bool:
    """Whether the whole of a figure counts rows, and not a population."""
    return not isinstance(figure.indicator, Rate)
