"""Counts to SQL: every indicator of a few fact relations in one statement, for all periods, days and teams.

Each relation is read once. What each indicator asks of a row is worked out there, and the rows that matter are
then counted by team and stretch. Text only; runs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.performance.compiler import Asked, Statement, of_teams, relation, with_settings
from kith.performance.definition import Amounts, Flow, Median, Stock, recipe


@dataclass(frozen=True, slots=True)
class Flows:
    """Flows of one relation and one `when`, counted in the stretches between neighbouring `cuts`."""

    indicators: tuple[Flow, ...]
    cuts: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Stocks:
    """Stocks of one relation, read at the end of each of these days."""

    indicators: tuple[Stock, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many rows have each length, in the stretches between `cuts`: tallies can be added, middles cannot."""

    indicators: tuple[Median]
    cuts: tuple[date, ...]


Group = Flows | Stocks | Lengths


@dataclass
class _Reading:
    """What is worked out for each row of the relation, each expression once, under a short name."""

    names: dict[str, str] = field(default_factory=dict)

    def name(self, expression: str) -> str:
        return self.names.setdefault(with_settings(expression), f"c{len(self.names)}")

    @property
    def columns(self) -> str:
        return ", ".join(f"({expression}) as {name}" for expression, name in self.names.items())


def statement(groups: Sequence[Group], asked: Asked) -> Statement:
    """Rows of (group, team_id, place, numbers) for groups of one relation or of several.

    For flows, place 1 is the stretch from the first cut up to the second, and the numbers are among and counted
    for each indicator in turn; every longer period is a sum of stretches. For stocks, they are how many joined
    less how many left up to the day of that place: the state on a day is the sum up to its place. For
    lengths, the numbers are a length and how many rows of the stretch have it.
    """
    relations: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        relations.setdefault(group.indicators[0].fact.name, []).append(number)
    parts = [_of_relation(groups, numbers, asked) for numbers in relations.values()]
    parameters = dict(asked.parameters)
    for number, group in enumerate(groups):
        parameters |= _marks(group, number)
    parameters["earliest"] = min(value for name, value in parameters.items() if name.startswith("first_"))
    return Statement(" union all ".join(f"({part})" for part in parts), parameters)


def _of_relation(groups: Sequence[Group], numbers: Sequence[int], asked: Asked) -> str:
    """The counts of the groups with these numbers, which share a relation: it is read once."""
    reading, counts, windows = _Reading(), [], []
    for number in numbers:
        group = groups[number]
        if isinstance(group, Stocks):
            counts.append(_stock_counts(group, number, reading))
            windows += [_stock_window(one, number) for one in group.indicators]
            continue
        windows.append(_flow_window(group, number))
        if isinstance(group, Flows):
            counts.append(_flow_counts(group, number, reading))
        else:
            counts.append(_length_counts(group, number, reading))
    return f"""
        with f as materialized (
          select team_id, {reading.columns} from (
            select * from {relation(groups[numbers[0]].indicators[0].fact, asked)}
            where ({" or ".join(f"({window})" for window in dict.fromkeys(windows))}){of_teams(asked)}
            offset 0) f)
        {" union all ".join(counts)}"""  # noqa: S608 - definitions are code


def _marks(group: Group, number: int) -> dict[str, Any]:
    """The parameters of a group: its marks, the first and the last of them."""
    marks = group.days if isinstance(group, Stocks) else group.cuts
    return {f"marks_{number}": list(marks), f"first_{number}": marks[0], f"last_{number}": marks[-1]}


def _flow_window(group: Flows | Lengths, number: int) -> str:
    """Rows of the stretches, told so that an index can find them."""
    when = group.indicators[0].when
    return f"{when} >= %(first_{number})s and {when} < %(last_{number})s"


def _flow_counts(group: Flows, number: int, reading: _Reading) -> str:
    when = reading.name(group.indicators[0].when)
    asks = [recipe(indicator) for indicator in group.indicators]
    conditions = [reading.name(condition) for ask in asks for condition in (ask.among, ask.counted)]
    counts = ", ".join(f"count(*) filter (where {condition})" for condition in conditions)
    return (
        f"select {number} as part, team_id, width_bucket({when}, %(marks_{number})s::date[]) as place, "  # noqa: S608
        f"array[{counts}]::bigint[] as numbers from f "
        f"where {when} >= %(first_{number})s and {when} < %(last_{number})s group by 2, 3"
    )


def _length_counts(group: Lengths, number: int, reading: _Reading) -> str:
    indicator = group.indicators[0]
    when, length = reading.name(indicator.when), reading.name(indicator.measure)
    return (
        f"select {number} as part, team_id, width_bucket({when}, %(marks_{number})s::date[]) as place, "  # noqa: S608
        f"array[{length}, count(*)]::bigint[] as numbers from f "
        f"where {when} >= %(first_{number})s and {when} < %(last_{number})s "
        f"and {reading.name(recipe(indicator).counted)} group by 2, 3, {length}"
    )


def _stock_window(indicator: Stock, number: int) -> str:
    """Rows that count on some day between the first and the last asked."""
    lasts = [f"({c} is null or {c} > %(first_{number})s)" for c in indicator.until]
    begun = f"({indicator.since}) <= %(last_{number})s"
    return with_settings(" and ".join([f"({indicator.rows.condition})", *lasts, begun]))


def _stock_counts(group: Stocks, number: int, reading: _Reading) -> str:
    sides = [
        _move(group, column, number, side, reading)
        for column in range(2 * len(group.indicators))
        for side in (1, -1)
        if column % 2 == 0 or _is_by_itself(group.indicators[column // 2])
    ]
    sums = ", ".join(f"sum(n{column})" for column in range(2 * len(group.indicators)))
    return (
        f"select {number} as part, team_id, place, array[{sums}]::bigint[] as numbers "  # noqa: S608
        f"from ({' union all '.join(sides)}) moved group by 2, 3"
    )


def _move(group: Stocks, column: int, number: int, side: int, reading: _Reading) -> str:
    """Rows of one stock as they join (side 1) or leave (-1), at the place of the first day it shows.

    Even columns are those counted among, odd ones those that count; where no part is asked for they are the same rows.
    """
    indicator = group.indicators[column // 2]
    condition, begins, lasting = indicator.rows.condition, indicator.since, indicator.until
    if column % 2 and not isinstance(indicator, Amounts):
        condition, lasting = f"({condition}) and ({indicator.part})", (*indicator.until, *indicator.lapses)
        if indicator.part_since:
            first, since = indicator.part_since, begins
            begins = f"case when {since} <= {first} then {first} when {since} > {first} then {since} end"
    since, until = reading.name(begins), reading.name(f"least({', '.join(lasting)})")
    day = since if side == 1 else until
    adds = {
        column: f"{side} * {_amount(indicator, column, reading)}"
        if isinstance(indicator, Amounts)
        else f"{side}"
    }
    if not _is_by_itself(indicator):
        part = reading.name(f"coalesce({indicator.part}, false)") if indicator.part else ""
        adds[column + 1] = f"case when {part} then {side} else 0 end" if part else f"{side}"
    ones = ", ".join(f"{adds.get(n, 0)} as n{n}" for n in range(2 * len(group.indicators)))
    return (
        f"select team_id, width_bucket({day} - 1, %(marks_{number})s::date[]) + 1 as place, {ones} from f "  # noqa: S608
        f"where {reading.name(condition)} and {since} is not null and {day} is not null "
        f"and ({until} is null or {until} > {since})"
    )


def _is_by_itself(indicator: Stock) -> bool:
    """Whether its second number is counted by itself: its rows begin or end on days of their own, or are sums."""
    return bool(indicator.part_since or indicator.lapses) or isinstance(indicator, Amounts)


def _amount(indicator: Amounts, column: int, reading: _Reading) -> str:
    """What a row adds to a sum: below in even columns, above in odd ones."""
    return reading.name(indicator.above if column % 2 else indicator.below)
