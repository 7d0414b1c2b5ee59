"""Reading figures: one statement for all indicators of a few fact relations, whatever the periods and teams."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate
from math import ceil
from typing import Any

from kith.access import practice
from kith.core import clock
from kith.core.period import Period
from kith.core.refused import Refused
from kith.database import turns
from kith.performance import counting, rules
from kith.performance.compiler import Asked
from kith.performance.definition import Flow, Indicator, Mean, Median, Stock, Weighed
from kith.performance.facts import limits, unseen
from kith.performance.figure import EVERYWHERE, Figure, Place, end_of, figure_of, median_of, weighed_of
from kith.performance.outside.queries import populations
from kith.performance.papers import places as published_places
from kith.performance.tree import Tree, tree
from kith.practice.practice import Practice

SPLITS = ("team", "area", "month")
TOGETHER = 6  # relations counted in one statement
Wanted = tuple[Indicator, Period]
Pair = tuple[int, int]  # (among, counted)
Row = tuple[int, int, list[int]]  # (team, place, numbers)


def asked(
    on: date,
    as_at: date | None = None,
    teams: Iterable[int] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Asked:
    """What narrows a statement: teams, the past day of knowledge,
    and the settings of the practice of a day, where no others are given. A moment stands for itself, a day for its end.
    """
    return Asked(
        teams=None if teams is None else tuple(sorted(teams)),
        as_at=as_at if as_at is None or isinstance(as_at, datetime) else end_of(as_at),
        settings={**_settings(on, on if as_at is None else min(on, _day_of(as_at))), **(settings or {})},
    )


def _day_of(as_at: date) -> date:
    return clock.london(as_at).date() if isinstance(as_at, datetime) else as_at


def _settings(on: date, asked_on: date) -> dict[str, Any]:
    """The settings that definitions may name, as the practice of a day says them."""
    held = practice.on(on)
    clocks = [clock for clock in held.visit_clocks if clock.holds_on(on)]
    visits = {clock.code: clock.working_days for clock in clocks}
    until_then = _practices(on)
    return {
        "cut_off": held.backlog_cut_off,
        "asked_on": asked_on,
        "protection_visit_days": visits.get("protection"),
        "in_need_visit_days": visits.get("in_need"),
        "visit_clocks": unseen.told(clocks),
        "caseload_limits": limits.caseloads((one.caseload_limits, days) for one, days in until_then),
        "report_limits": limits.reports((one.report_limits, days) for one, days in until_then),
        "kinds_with_aim": ",".join(held.kinds_with_aim(on)),
    }


def _practices(on: date) -> list[tuple[Practice, limits.Days]]:
    """The practices that held up to a day, each with its first and last day."""
    return [
        (practice.on(on if held.until is None else min(on, held.until)), (held.since, held.until))
        for held in practice.authority().in_force
        if held.since is None or held.since <= on
    ]


def population(on: date, place: Place = EVERYWHERE) -> int | None:
    """Children aged 0 to 17 where the figure is for; None where nobody knows, as for a team.

    What was read in from a file goes before what the practice says of the same year or an earlier one.
    """
    us, code = practice.authority(), "" if place.kind == "service" else place.code
    said = us.population(on, code)
    counted = populations().children("area" if code else "authority", code or us.code, on)
    if counted and (said is None or counted.year >= said.year or said.year > on.year):
        return counted.people
    return said.value if said else published_places.population(place.code)


class Readings:
    """Counts fetched once, out of which the figure of any wanted indicator, period and place is added up.

    A flow keeps running sums up to each cut, so a period is the difference of two; a stock keeps the state on
    each day. Parts and wholes are added, never percentages; for a middle value, how many cases had each length.
    `groups` says which teams' rows belong to each place (by id) that will be asked for; without everyone in
    them, everyone's are all there are. Where `everyone` will not be asked for, only rows of these teams are read.
    """

    def __init__(
        self,
        wanted: Iterable[Wanted],
        *,
        on: date,
        as_at: date | None = None,
        groups: Mapping[int, frozenset[int]] | None = None,
        everyone: bool = True,
    ) -> None:
        self.on, self.as_at = on, as_at
        self.statements = 0
        self._groups = groups or {}
        self._of_all = everyone and EVERYWHERE.id not in self._groups
        self._asked = asked(on, as_at, self._all_teams())
        self._marks: dict[str, list[date]] = {}
        self._teams: dict[str, dict[int, list[Pair]]] = {}
        self._summed: dict[tuple[str, int], list[Pair]] = {}
        self._lengths: dict[str, dict[int, list[tuple[int, list[int]]]]] = {}
        self._fetch(list(wanted))

    def figure(self, indicator: Indicator, period: Period, place: Place = EVERYWHERE) -> Figure:
        """The reading of one indicator for one wanted period and place."""
        of: dict[str, Any] = {"place": place, "as_at": self.as_at, "nodes": self._groups.get(place.id)}
        if isinstance(indicator, Median):
            return median_of(indicator, period, self.on, *self._middle(indicator, period, place), **of)
        among, counted = self._count(indicator, period, place)
        if isinstance(indicator, Weighed):
            below, above = self._count(indicator.amounts, period, place)
            return weighed_of(indicator, period, self.on, (counted, among), (above, below), **of)
        people = population(period.last_day, place) if indicator.per else None
        return figure_of(indicator, period, self.on, counted, among, population=people, **of)

    def counts(self, indicator: Indicator, period: Period, place: Place = EVERYWHERE) -> list[int]:
        """What places add up by: how many rows count and, of a share, how many do not; quicker than the figure."""
        if isinstance(indicator, Median):
            return [self.lengths(indicator, period, place).total()]
        among, counted = self._count(indicator, period, place)
        return [counted, among - counted] if indicator.is_share else [counted]

    def _all_teams(self) -> frozenset[int] | None:
        """Every team that may be asked for, where that is not every team there is."""
        return None if self._of_all else frozenset().union(*self._groups.values())

    def _middle(self, indicator: Median, period: Period, place: Place) -> tuple[int, Decimal | None]:
        """How many cases a period and place had, and their middle length."""
        tally = self.lengths(indicator, period, place)
        return rules.average(tally) if isinstance(indicator, Mean) else rules.middle(tally)

    def lengths(self, indicator: Median, period: Period, place: Place = EVERYWHERE) -> Counter[int]:
        """How many cases of a wanted period and place had each length."""
        marks, under = self._marks[indicator.code], self._under(place)
        held = self._lengths[indicator.code]
        tally: Counter[int] = Counter()
        for stretch in range(marks.index(period.starts) + 1, marks.index(period.ends) + 1):
            for team, (length, cases) in held.get(stretch, ()):
                if under is None or team in under:
                    tally[length] += cases
        return tally

    def _under(self, place: Place) -> frozenset[int] | None:
        return None if place.id == EVERYWHERE.id and self._of_all else self._groups[place.id]

    def _count(self, indicator: Indicator, period: Period, place: Place) -> Pair:
        marks, sums = self._marks[indicator.code], self._sums(indicator.code, place)
        if isinstance(indicator, Stock):
            return sums[marks.index(period.last_day)]
        last, first = sums[marks.index(period.ends)], sums[marks.index(period.starts)]
        return last[0] - first[0], last[1] - first[1]

    def _sums(self, code: str, place: Place) -> list[Pair]:
        key = (code, place.id)
        if key not in self._summed:
            under = self._under(place)
            rows = [sums for team, sums in self._teams[code].items() if under is None or team in under]
            added = [(sum(a for a, _ in at), sum(c for _, c in at)) for at in zip(*rows, strict=True)]
            self._summed[key] = added or [(0, 0)] * len(self._marks[code])
        return self._summed[key]

    def _fetch(self, wanted: Sequence[Wanted]) -> None:
        periods: dict[str, set[Period]] = defaultdict(set)
        known = {indicator.code: indicator for indicator, _ in wanted}
        for indicator, period in wanted:
            periods[indicator.code].add(period)
        relations = _alike(list(known.values()), lambda i: i.fact.name)
        several = ceil(len(relations) / TOGETHER)  # statements, each with some large relations and some small
        asked = [
            [group for relation in relations[first::several] for group in _groups(relation, periods)]
            for first in range(several)
        ]
        statements = [counting.statement(groups, self._asked) for groups in asked]
        self.statements += len(statements)
        rows = turns.answers([(one.sql, one.parameters) for one in statements])
        for groups, found in zip(asked, rows, strict=True):
            self._keep(groups, found)

    def _keep(self, groups: Sequence[counting.Group], rows: Sequence[Any]) -> None:
        """What one statement told of the indicators of a few relations."""
        found: dict[int, list[Row]] = defaultdict(list)
        for part, team, place, numbers in rows:
            found[part].append((team, place, numbers))
        for number, group in enumerate(groups):
            own = found[number]
            if isinstance(group, counting.Flows):
                self._keep_flows(group, own)
            elif isinstance(group, counting.Stocks):
                self._keep_stocks(group, own)
            else:
                self._marks[group.indicators[0].code] = list(group.cuts)
                by_stretch = self._lengths[group.indicators[0].code] = defaultdict(list)
                for team, stretch, numbers in own:
                    by_stretch[stretch].append((team, numbers))

    def _keep_flows(self, group: counting.Flows, rows: Sequence[Row]) -> None:
        for number, indicator in enumerate(group.indicators):
            stretches = _by_team(rows, 2 * number, 2 * number + 1, len(group.cuts) - 1)
            self._marks[indicator.code] = list(group.cuts)
            self._teams[indicator.code] = {
                team: list(accumulate(found, _add, initial=(0, 0))) for team, found in stretches.items()
            }

    def _keep_stocks(self, group: counting.Stocks, rows: Sequence[Row]) -> None:
        for number, indicator in enumerate(group.indicators):
            changes = _by_team(rows, 2 * number, 2 * number + 1, len(group.days) + 1)
            self._marks[indicator.code] = list(group.days)
            self._teams[indicator.code] = {
                team: list(accumulate(found, _add)) for team, found in changes.items()
            }


def _groups(relation: Sequence[Indicator], periods: Mapping[str, set[Period]]) -> list[counting.Group]:
    """What is counted of the indicators of one relation, those alike together."""
    groups: list[counting.Group] = []
    for alike in _alike([i for i in relation if isinstance(i, Flow)], lambda i: i.when):
        cuts = {day for i in alike for p in periods[i.code] for day in (p.starts, p.ends)}
        groups.append(counting.Flows(tuple(alike), tuple(sorted(cuts))))
    for middle in [i for i in relation if isinstance(i, Median)]:
        cuts = {day for p in periods[middle.code] for day in (p.starts, p.ends)}
        groups.append(counting.Lengths((middle,), tuple(sorted(cuts))))
    if stocks := tuple(i for i in relation if isinstance(i, Stock)):
        days = {p.last_day for i in stocks for p in periods[i.code]}
        amounts = tuple(i.amounts for i in stocks if isinstance(i, Weighed))
        groups.append(counting.Stocks((*stocks, *amounts), tuple(sorted(days))))
    return groups


def _by_team(rows: Iterable[Row], among: int, counted: int, places: int) -> dict[int, list[Pair]]:
    """Two of the numbers of each row, as a list of pairs for each team."""
    found: dict[int, list[Pair]] = {}
    for team, place, numbers in rows:
        if numbers[among] or numbers[counted]:
            found.setdefault(team, [(0, 0)] * places)[place - 1] = (numbers[among], numbers[counted])
    return found


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


def groups_of_all(of: Tree) -> dict[int, frozenset[int]]:
    """The same for everyone, each area and each team."""
    return groups_of([EVERYWHERE, *of.places.values()], of)


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
    return not figure.indicator.per
