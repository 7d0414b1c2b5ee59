"""When rows of a list came to stand as they do: the relation read as known at many moments, for a few rows alone."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from kith.database import turns
from kith.performance.compiler import as_known, relation, with_settings
from kith.performance.definition import Indicator, Stock, recipe
from kith.performance.figure import end_of
from kith.performance.lists import Behind, Row
from kith.performance.published import rules
from kith.performance.queries import asked

Standing = tuple[int, bool]  # (row, whether it counts)


def known_rows(behind: Behind, ids: Collection[int]) -> dict[int, Row]:
    """Rows of the relation by id, whether or not they are in the list, as known now or at the moment of `behind`."""
    asks = asked(behind.on, behind.as_at, None, behind.settings)
    sql = f"select f.* from {relation(behind.indicator.fact, asks)} where row_id = any(%(ids)s)"  # noqa: S608
    parameters = asks.parameters | {"ids": list(ids), "earliest": behind.period.starts}
    return {row["row_id"]: row for row in _rows(sql, parameters)}


def recorded_on(
    behind: Behind, standing: Collection[Standing | int], since: date, until: date
) -> dict[int, date]:
    """The day on which each row came to stand as it does now, looked for from `since` to `until`.

    `standing` has (row, whether it counts) for a row that is in the list, and the row alone for one that is not.
    """
    wanted = {
        one if isinstance(one, int) else one[0]: None if isinstance(one, int) else one[1] for one in standing
    }

    def ask(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        found = _standing_at(behind, pairs)
        return [pair for pair in pairs if found.get(pair) == wanted[pair[0]]]

    days = rules.first_days(wanted, since.toordinal(), until.toordinal(), ask)
    return {row: date.fromordinal(day) for row, day in days.items()}


def _standing_at(behind: Behind, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], bool]:
    """Of (row, day) pairs those at which the row was known to be in the list, and whether it counted. One statement."""
    asks = asked(behind.on, end_of(behind.on), behind.nodes, behind.settings)
    sql = _sql(behind.indicator, asks.teams is not None)
    moments: list[datetime] = [end_of(date.fromordinal(day)) for _, day in pairs]
    parameters = asks.parameters | {
        "ids": [row for row, _ in pairs],
        "days": [day for _, day in pairs],
        "moments": moments,
        "first": behind.period.starts,
        "last": behind.period.ends,
        "earliest": behind.period.starts,
    }
    return {(row["row_id"], row["day"]): row["counted"] for row in _rows(sql, parameters)}


def _sql(indicator: Indicator, of_teams: bool) -> str:
    asks = recipe(indicator)
    among, counted = with_settings(asks.among), with_settings(asks.counted)
    source = as_known(indicator.fact.sql, end_of(date.min.replace(year=2000))).replace(
        "%(as_at)s", "looked_for.moment"
    )
    days = ""
    if isinstance(indicator, Stock):
        days, within = "cross join (select %(first)s::date as day) asked", "true"
    else:
        when = indicator.when  # type: ignore[attr-defined]
        within = f"{when} >= %(first)s and {when} < %(last)s"
    teams = " and f.team_id = any(%(teams)s)" if of_teams else ""
    return f"""
        select looked_for.row_id, looked_for.day, bool_or(n.counted) as counted
        from unnest(%(ids)s::bigint[], %(days)s::bigint[], %(moments)s::timestamptz[]) looked_for(row_id, day, moment)
        cross join lateral (
          select coalesce({counted}, false) as counted from ({source}) f {days}
          where f.row_id = looked_for.row_id and {within} and {among}{teams}) n
        group by 1, 2"""  # noqa: S608 - definitions are code


def _rows(sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    with turns.counting() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
