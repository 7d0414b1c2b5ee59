"""From definitions to SQL: indicators of one fact relation become one statement. Text only; runs nothing.

Statements take named parameters (`%(cuts)s` and so on); `Statement.parameters` holds what is known here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from kith.core import clock
from kith.core.examples import Example
from kith.performance.definition import SETTING, Fact, Flow, Indicator, Median, Stock, recipe

MARKER = re.compile(r"\b(recorded|standing|known)\(")


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its named parameters."""

    sql: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What every statement may be narrowed by: teams (None is all), a past moment of knowledge, settings."""

    teams: tuple[int, ...] | None = None
    as_at: datetime | None = None
    settings: Mapping[str, Any] | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """Those of them that a statement may name."""
        teams = None if self.teams is None else list(self.teams)
        return {
            "teams": teams,
            "as_at": self.as_at,
            **{f"set_{k}": v for k, v in (self.settings or {}).items()},
        }


def as_known(sql: str, as_at: datetime | None) -> str:
    """A relation's SQL with its three words filled in: for now, or for what was known at `as_at`."""
    while found := MARKER.search(sql):
        inside, end = _arguments(sql, found.end())
        sql = sql[: found.start()] + _written(found[1], inside, as_at is not None) + sql[end:]
    return sql


def _arguments(sql: str, start: int) -> tuple[list[str], int]:
    """The arguments of a call whose bracket opened just before `start`, and where the call ends."""
    depth, place, parts = 1, start, [""]
    while depth:
        letter = sql[place]
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 1:
            parts.append("")
        elif depth:
            parts[-1] += letter
        place += 1
    return [part.strip() for part in parts], place


def _written(word: str, arguments: list[str], in_the_past: bool) -> str:
    moment = arguments[-1]
    if word == "recorded":
        return f"{moment} < %(as_at)s" if in_the_past else "true"
    if word == "standing":
        return f"({moment} is null or {moment} >= %(as_at)s)" if in_the_past else f"{moment} is null"
    value = ", ".join(arguments[:-1])
    return f"(case when {moment} < %(as_at)s then {value} end)" if in_the_past else f"({value})"


def _set(condition: str) -> str:
    return SETTING.sub(r"%(set_\1)s", condition)


def _relation(fact: Fact, asked: Asked) -> str:
    return f"({as_known(fact.sql, asked.as_at)}) f"


def _of_teams(asked: Asked) -> str:
    return "" if asked.teams is None else " and team_id = any(%(teams)s)"


WORD = re.compile(r"'[^']*'|[a-z_]\w*")


def _columns_in(fact: Fact, *conditions: str) -> list[str]:
    """The columns of a relation that conditions speak of: the others are never worked out."""
    words = {word for condition in conditions for word in WORD.findall(condition)}
    return [name for name in fact.columns if name in words and name != "team_id"]


def _within(fact: Fact, when: str) -> str:
    """Rows whose day lies in [first, last), told so that an index can find them."""
    if when in fact.moments:
        return f"{fact.moments[when]} >= %(first_at)s and {fact.moments[when]} < %(last_at)s"
    return f"{when} >= %(first)s and {when} < %(last)s"


def _lasting(indicator: Stock) -> str:
    """Rows that may still count on or after the first day asked."""
    moments = indicator.fact.moments
    kept = [
        f"({moments[c]} is null or {moments[c]} >= %(first_at)s)"
        if c in moments
        else f"({c} is null or {c} > %(first)s)"
        for c in indicator.until
    ]
    return " and ".join([f"({_set(indicator.rows.condition)})", *kept])


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.LONDON)


def _begun(indicator: Stock) -> str:
    """Rows that count on some day between the first and the last asked."""
    return f"{_lasting(indicator)} and ({indicator.since}) <= %(last_day)s"


def _span(first: date, last: date) -> dict[str, Any]:
    return {"first": first, "last": last, "first_at": _begins(first), "last_at": _begins(last)}


def flows(indicators: Sequence[Flow], cuts: Sequence[date], asked: Asked) -> Statement:
    """Counts by team and stretch between two cuts, for flows that share relation and `when`.

    Rows of (team_id, place, among, counted, among, counted ...) in the order of the indicators; place 1
    is the stretch from the first cut up to the second. Every longer period is a sum of stretches.
    """
    fact, when = indicators[0].fact, indicators[0].when
    counts = [
        f"count(*) filter (where {condition})"
        for indicator in indicators
        for condition in (recipe(indicator).among, recipe(indicator).counted)
    ]
    sql = f"""
        select team_id, width_bucket({when}, %(cuts)s::date[]) as place, {", ".join(map(_set, counts))}
        from {_relation(fact, asked)}
        where {_within(fact, when)}{_of_teams(asked)}
        group by 1, 2"""  # noqa: S608 - definitions are code
    return Statement(sql, asked.parameters | {"cuts": list(cuts)} | _span(cuts[0], cuts[-1]))


def stocks(indicators: Sequence[Stock], days: Sequence[date], asked: Asked) -> Statement:
    """Rows of (team_id, place, change, change ...): what joined less what left up to the day of that place.

    Place 1 is the first day, so the state on a day is the sum of the changes up to its place. Each row of the
    relation is looked at twice, whatever the number of days.
    """
    fact = indicators[0].fact
    used = _columns_in(fact, *(word for i in indicators for word in (i.since, *i.until, i.rows.condition)))
    moves = " union all ".join(
        _move(indicators, number, side) for number in range(len(indicators)) for side in (1, -1)
    )
    sums = ", ".join(f"sum(n{number})" for number in range(len(indicators)))
    sql = f"""
        with f as materialized (
          select team_id, {", ".join(used)} from {_relation(fact, asked)}
          where ({" or ".join(dict.fromkeys(map(_begun, indicators)))}){_of_teams(asked)})
        select team_id, place, {sums} from ({moves}) moved group by 1, 2"""  # noqa: S608
    return Statement(
        sql, asked.parameters | {"days": list(days), "last_day": days[-1]} | _span(days[0], days[0])
    )


def _move(indicators: Sequence[Stock], number: int, side: int) -> str:
    """Rows of one indicator as they join (side 1) or leave (-1),
    each at the place of the first day it shows.
    """
    indicator = indicators[number]
    until = f"least({', '.join(indicator.until)})"
    day = f"({indicator.since})" if side == 1 else until
    counts = ", ".join(f"{side if place == number else 0} as n{place}" for place in range(len(indicators)))
    stays = f"({until} is null or {until} > ({indicator.since}))"
    return (
        f"select team_id, width_bucket({day} - 1, %(days)s::date[]) + 1 as place, {counts} from f "  # noqa: S608
        f"where ({_set(indicator.rows.condition)}) and ({indicator.since}) is not null "
        f"and {day} is not null and {stays}"
    )


def medians(
    indicators: Sequence[Median],
    periods: Sequence[tuple[date, date]],
    nodes: Sequence[tuple[int, int]],
    asked: Asked,
) -> Statement:
    """Rows of (node, place, cases, median ...) for every node of the team tree and period with cases.

    `nodes` pairs a node with each team under it; node 0 stands for everything and needs no pairs.
    Middle values cannot be added up, so each node and period is measured on its own rows.
    """
    when, fact = indicators[0].when, indicators[0].fact
    used = _columns_in(
        fact, when, *(word for i in indicators for word in (i.measure, i.whole, i.rows.condition))
    )
    columns = []
    for indicator in indicators:
        condition = _set(recipe(indicator).counted)
        middle = f"percentile_cont(0.5) within group (order by {indicator.measure})"
        columns += [f"count(*) filter (where {condition})", f"{middle} filter (where {condition})"]
    sql = f"""
        with f as materialized (
          select team_id, {", ".join(used)} from {_relation(fact, asked)}
          where {_within(fact, when)}{_of_teams(asked)}),
        node(node, team_id) as (
          select * from unnest(%(nodes)s::bigint[], %(of_teams)s::bigint[])
          union all select distinct 0::bigint, team_id from f)
        select node.node, period.place, {", ".join(columns)}
        from f join node on node.team_id = f.team_id
        join unnest(%(starts)s::date[], %(ends)s::date[]) with ordinality as period(starts, ends, place)
          on {when} >= period.starts and {when} < period.ends
        group by 1, 2"""  # noqa: S608
    starts, ends = [start for start, _ in periods], [end for _, end in periods]
    pairs = {"nodes": [node for node, _ in nodes], "of_teams": [team for _, team in nodes]}
    span = _span(min(starts), max(ends))
    return Statement(sql, asked.parameters | span | pairs | {"starts": starts, "ends": ends})


def listed(
    indicator: Indicator,
    span: tuple[date, date],
    asked: Asked,
    *,
    which: str = "all",
    page: tuple[int, int] | None = None,
) -> Statement:
    """The same definition without the aggregate: the columns and `counted`, not counted rows first.

    `which` is "all", "counted" or "others" (in the whole and not in the part). `span` is the period as
    [first, last), for a stock the asked day and the next; `page` is (rows, rows to skip).
    """
    counted = f"coalesce({_set(recipe(indicator).counted)}, false)"
    among = (
        _set(recipe(indicator).among)
        + {"all": "", "counted": f" and {counted}", "others": f" and not {counted}"}[which]
    )
    source = _relation(indicator.fact, asked)
    if isinstance(indicator, Stock):
        source += " cross join (select %(first)s::date as day) asked"
        within, order = _lasting(indicator), indicator.since
    else:
        order = indicator.when  # type: ignore[attr-defined]
        within = _within(indicator.fact, order)
    sql = f"""
        select f.*, {counted} as counted
        from {source}
        where {within} and {among}{_of_teams(asked)}
        order by counted, {order}, row_id"""  # noqa: S608
    parameters = asked.parameters | _span(*span)
    if page:
        sql += " limit %(rows)s offset %(skipped)s"
        parameters |= {"rows": page[0], "skipped": page[1]}
    return Statement(sql, parameters)


BANDS = ((2, "0 to 2 working days"), (5, "3 to 5 working days"), (None, "6 working days and more"))


def waited(indicator: Stock) -> str:
    """SQL for the number of the band that the waiting of a row falls into on the asked day."""
    number = "(select w.number from database_workingday w where w.day = {})"
    days = f"({number.format('asked.day')} - {number.format(indicator.waits_from)})"
    cases = " ".join(
        f"when {days} <= {most} then {n}" for n, (most, _) in enumerate(BANDS) if most is not None
    )
    return f"case {cases} else {len(BANDS) - 1} end"


def tallied(
    indicator: Indicator, value: str, span: tuple[date, date], asked: Asked, *, which: str
) -> Statement:
    """How many rows of the list have each value of a column (or of an expression over them): (value, rows),
    the most frequent first.
    """
    rows = listed(indicator, span, asked, which=which)
    within = rows.sql[: rows.sql.rindex("order by")].replace("select f.*,", f"select {value} as value,", 1)
    sql = f"select value, count(*) from ({within}) rows group by 1 order by 2 desc, 1"  # noqa: S608
    return Statement(sql, rows.parameters)


def proof(indicator: Indicator, examples: Sequence[Example]) -> Statement:
    """One statement over the example rows: (line, among, counted),
    by the very conditions that count figures.
    """
    asks, kinds = recipe(indicator), {**indicator.fact.columns, "day": "date"}
    written = dict.fromkeys(name for example in examples for name in example.values)
    unknown = [name for name in written if name not in kinds and name not in asks.settings]
    if unknown:
        raise ValueError(
            f"{indicator.code}: the relation {indicator.fact.name} has no column {', '.join(unknown)}."
        )
    columns = list(dict.fromkeys([*indicator.fact.columns, "day", *written, *asks.settings]))
    parameters: dict[str, Any] = {}
    rows = [_example_row(example, columns, parameters) for example in examples]
    types = {**kinds, **dict.fromkeys(asks.settings, "date")}
    casts = ", ".join(f"nullif(e.{name}, '')::{types[name]} as {name}" for name in columns if name != "day")
    when = getattr(indicator, "when", None)
    dated = f"{when} is not null and " if when else ""
    among, counted = (SETTING.sub(r"f.\1", condition) for condition in (asks.among, asks.counted))
    sql = f"""
        select f.line, {dated}coalesce({among}, false) as among, {dated}coalesce({counted}, false) as counted
        from (select e.line, e.day as asked_day, {casts}
          from (values {", ".join(rows)}) e(line, {", ".join(columns)})) f
        cross join lateral (select nullif(f.asked_day, '')::date as day) asked order by 1"""  # noqa: S608
    return Statement(sql, parameters)


def _example_row(example: Example, columns: Sequence[str], parameters: dict[str, Any]) -> str:
    names = []
    for column in columns:
        name = f"v{len(parameters)}"
        parameters[name] = example.values.get(column, "")
        names.append(f"%({name})s::text")
    return f"({example.line}, {', '.join(names)})"
