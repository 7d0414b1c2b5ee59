"""From definitions to SQL: lists and proofs (`counting` has the counts). Text only; runs nothing.

Statements take named parameters (`%(cuts)s` and so on); `Statement.parameters` holds what is known here.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kith.core.examples import Example
from kith.performance.definition import SETTING, Fact, Indicator, Median, Stock, recipe

MARKER = re.compile(r"\b(recorded|standing|known|lately)\(")
LITERAL = re.compile(r"('[^']*')")
PARAMETER = re.compile(r"%\((\w+)\)s")


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
    """A relation's SQL with its words filled in: for now, or for what was known at `as_at`."""
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
    if word == "lately":
        unknown = f" or {moment} >= %(as_at)s" if in_the_past else ""
        lasting = f"case when {value} is null then '{date.max}'::date else {value} end"  # as an index has it
        return f"({lasting} > %(earliest)s{unknown})"
    return f"(case when {moment} < %(as_at)s then {value} end)" if in_the_past else f"({value})"


def with_settings(condition: str) -> str:
    """A condition with its settings as parameters."""
    return SETTING.sub(r"%(set_\1)s", condition)


def relation(fact: Fact, asked: Asked) -> str:
    """A relation as it is known, under the name f."""
    return f"({with_settings(as_known(fact.sql, asked.as_at))}) f"


def of_teams(asked: Asked) -> str:
    """The condition that narrows to the asked teams, if any."""
    return "" if asked.teams is None else " and team_id = any(%(teams)s)"


def _lasting(indicator: Stock) -> str:
    """Rows that may still count on or after the first day asked."""
    kept = [f"({c} is null or {c} > %(first)s)" for c in indicator.until]
    return " and ".join([f"({with_settings(indicator.rows.condition)})", *kept])


def _span(first: date, last: date) -> dict[str, Any]:
    return {"first": first, "last": last, "earliest": first}


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
    counted = f"coalesce({with_settings(recipe(indicator).counted)}, false)"
    among = (
        with_settings(recipe(indicator).among)
        + {"all": "", "counted": f" and {counted}", "others": f" and not {counted}"}[which]
    )
    beside, (counted, among) = worked_out_once(indicator.fact, counted, among)
    source = relation(indicator.fact, asked) + beside
    if isinstance(indicator, Stock):
        source += " cross join (select %(first)s::date as day) asked"
        within, order = _lasting(indicator), indicator.since
    else:
        order = indicator.when  # type: ignore[attr-defined]
        within = f"{order} >= %(first)s and {order} < %(last)s"
    sql = f"""
        select f.*, {counted} as counted
        from {source}
        where {within} and {among}{of_teams(asked)}
        order by counted, {order}, row_id"""  # noqa: S608
    parameters = asked.parameters | _span(*span)
    if page:
        sql += " limit %(rows)s offset %(skipped)s"
        parameters |= {"rows": page[0], "skipped": page[1]}
    return Statement(sql, parameters)


def worked_out_once(fact: Fact, *conditions: str) -> tuple[str, list[str]]:
    """What to join to a relation, and the conditions as they are then written, so that a column which takes a question
    of its own is asked once for each row: the planner would ask as often as the conditions name it.
    """
    names = [
        name
        for name in fact.columns
        if sum(len(_mentions(name).findall(LITERAL.sub("", one))) for one in conditions) > 1
        and _is_asked(fact.sql, name)
    ]
    if not names:
        return "", list(conditions)
    columns = ", ".join(f"f.{name} as once_{name}" for name in names)
    beside = f" cross join lateral (select {columns} offset 0) once"
    return beside, [_with_once(one, names) for one in conditions]


def _mentions(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![.\w]){name}(?!\w)")


def _with_once(condition: str, names: Sequence[str]) -> str:
    """The condition with other names for these columns; what stands in quotes is no name."""
    parts = LITERAL.split(condition)
    for name in names:
        parts[::2] = [_mentions(name).sub(f"once_{name}", part) for part in parts[::2]]
    return "".join(parts)


def _is_asked(sql: str, name: str) -> bool:
    """Whether a column of a relation is a bracket that holds a question."""
    found = re.search(rf"\)\s+as {name}(?!\w)", sql)
    if found is None:
        return False
    start, depth = found.start(), 1
    while depth and start:
        start -= 1
        depth += {")": 1, "(": -1}.get(sql[start], 0)
    return "select " in sql[start : found.start()]


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


def picked(rows: Statement, own: Collection[str], kinds: Mapping[str, str]) -> Statement:
    """Columns of a list in a fixed order with their kinds; one that is not its `own` is empty."""
    columns = ", ".join(name if name in own else f"null::{kind} as {name}" for name, kind in kinds.items())
    return Statement(f"select {columns} from ({rows.sql}) picked", rows.parameters)  # noqa: S608


def in_one(statements: Sequence[Statement]) -> Statement:
    """Statements of the same columns as one: before each row the number of its statement, and its place there."""
    parts = [
        f"select {number} as part, row_number() over () as place, r.* from ({_renamed(one, number)}) r"  # noqa: S608
        for number, one in enumerate(statements)
    ]
    parameters = {
        f"p{number}_{name}": value
        for number, one in enumerate(statements)
        for name, value in one.parameters.items()
    }
    return Statement(" union all ".join(parts), parameters)


def _renamed(one: Statement, number: int) -> str:
    """Its SQL with parameters that no other of several statements has."""
    return PARAMETER.sub(rf"%(p{number}_\1)s", one.sql)


def held_by(indicator: Indicator, span: tuple[date, date], asked: Asked) -> Statement:
    """How many rows of the list each team and worker has: (team, worker, rows, rows that count), and in a last row
    (is_all) how many different rows there are.
    """
    rows = listed(indicator, span, asked)
    within = rows.sql[: rows.sql.rindex("order by")]
    sql = f"""
        select grouping(team_id) = 1 as is_all, team_id, worker_id, count(*), count(*) filter (where counted),
          case when grouping(team_id) = 1 then count(distinct row_id) end
        from ({within}) rows group by grouping sets ((team_id, worker_id), ())"""  # noqa: S608
    return Statement(sql, rows.parameters)


def spread(indicator: Median, span: tuple[date, date], asked: Asked) -> Statement:
    """How the durations behind a middle value lie: mean, the days within which nine of ten fall, how often
    the work was sent back and how many pieces of it were (both none where the relation does not tell).
    """
    rows = listed(indicator, span, asked, which="counted")
    returns = "sum(returns), count(*) filter (where returns > 0)"
    sql = f"""
        select avg({indicator.measure}), percentile_disc(0.9) within group (order by {indicator.measure}),
          {returns if "returns" in indicator.fact.columns else "null, null"}
        from ({rows.sql[: rows.sql.rindex("order by")]}) rows"""  # noqa: S608
    return Statement(sql, rows.parameters)


def proof(indicator: Indicator, examples: Sequence[Example], *, as_listed: bool = False) -> Statement:
    """One statement over the example rows: (line, among, counted),
    by the very conditions that count figures, or as a list has them.
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
    conditions = [SETTING.sub(r"f.\1", condition) for condition in (asks.among, asks.counted)]
    beside, (among, counted) = worked_out_once(indicator.fact, *conditions) if as_listed else ("", conditions)
    sql = f"""
        select f.line, {dated}coalesce({among}, false) as among, {dated}coalesce({counted}, false) as counted
        from (select e.line, e.day as asked_day, {casts}
          from (values {", ".join(rows)}) e(line, {", ".join(columns)})) f
        cross join lateral (select nullif(f.asked_day, '')::date as day) asked{beside} order by 1"""  # noqa: S608
    return Statement(sql, parameters)


def _example_row(example: Example, columns: Sequence[str], parameters: dict[str, Any]) -> str:
    names = []
    for column in columns:
        name = f"v{len(parameters)}"
        parameters[name] = example.values.get(column, "")
        names.append(f"%({name})s::text")
    return f"({example.line}, {', '.join(names)})"
