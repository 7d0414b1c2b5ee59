"""The children behind a figure: the same definition without the aggregate,
so list and figure cannot disagree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

from kith.core.period import Period
from kith.core.rounding import one_decimal
from kith.database import turns
from kith.performance import compiler
from kith.performance.compiler import Asked, Statement
from kith.performance.definition import Indicator, Median, Stock
from kith.performance.facts.ground import IDS
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.queries import asked
from kith.performance.tree import Tree, tree

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Behind:
    """Which rows to list: an indicator's, of a period and a place, as known now, on a past day or at a past moment."""

    indicator: Indicator
    period: Period
    on: date
    place: Place = EVERYWHERE
    as_at: date | None = None
    nodes: frozenset[int] | None = None  # these teams' own rows only, instead of all under the place
    known: Tree | None = None  # the tree of teams, where it has been read already
    settings: Mapping[str, Any] | None = None  # instead of those of the practice of the day


def rows(behind: Behind, *, which: str = "all", page: int = 0, size: int = 0) -> list[Row]:
    """Rows of the fact relation with `counted`; those not counted first. `page` 1 is the first, 0 is all.

    `which` is "all", "counted" (exactly as many as the figure's `part`) or "others".
    """
    limits = (size, (page - 1) * size) if page else None
    statement = _listed(behind, which, limits)
    with turns.counting() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def ids(behind: Behind, teams: frozenset[int] | None) -> list[tuple[int, int | None, bool]]:
    """(row id, team, whether it counts) of every row of the list of these teams (None is all), in its order."""
    asks = asked(behind.on, behind.as_at, teams, behind.settings)
    found = compiler.listed(behind.indicator, _span(behind), asks)
    sql = f"select row_id, team_id, counted from ({found.sql}) listed"  # noqa: S608 - definitions are code
    with turns.counting() as cursor:
        cursor.execute(sql, found.parameters)
        return list(cursor.fetchall())


def first_rows(wanted: Sequence[tuple[Behind, Sequence[str]]], *, which: str, size: int) -> list[list[Row]]:
    """The first rows of several lists in one statement: of each the columns named and those that every list has."""
    kinds = dict(IDS)
    for behind, columns in wanted:
        kinds |= {name: behind.indicator.fact.columns[name] for name in columns}
    statements = [
        compiler.picked(_listed(behind, which, (size, 0)), {*IDS, *columns}, kinds)
        for behind, columns in wanted
    ]
    return [[dict(zip(kinds, row, strict=True)) for row in part] for part in _in_one(statements)]


def row_ids(several: Sequence[Behind], *, which: str) -> list[list[int]]:
    """The row ids of several lists, in one statement."""
    statements = [compiler.picked(_listed(one, which), ("row_id",), {"row_id": "bigint"}) for one in several]
    return [[number for (number,) in part] for part in _in_one(statements)]


def tallies(several: Sequence[tuple[Behind, str, str]]) -> list[list[tuple[Any, int]]]:
    """What `tally` gives of several lists, each with its column and `which`, in one statement."""
    return _in_one(
        [
            compiler.tallied(one.indicator, column, _span(one), _asked(one), which=which)
            for one, column, which in several
        ]
    )


def _listed(behind: Behind, which: str, page: tuple[int, int] | None = None) -> Statement:
    return compiler.listed(behind.indicator, _span(behind), _asked(behind), which=which, page=page)


def _in_one(statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
    """The rows of each statement, in its order. One query; none for none."""
    found: list[list[tuple[Any, ...]]] = [[] for _ in statements]
    if not statements:
        return found
    one = compiler.in_one(statements)
    with turns.counting() as cursor:
        cursor.execute(one.sql, one.parameters)
        for part, _, *cells in sorted(cursor.fetchall(), key=itemgetter(0, 1)):
            found[part].append(tuple(cells))
    return found


@dataclass(frozen=True, slots=True)
class Holding:
    """How long the list behind a figure is for each (team, worker), as (rows, rows that count); and how many of all its
    rows are different ones.
    """

    lengths: Mapping[tuple[int | None, int | None], tuple[int, int]]
    different: int

    @property
    def rows(self) -> int:
        """How many rows there are together."""
        return sum(rows for rows, _ in self.lengths.values())


def held_by(behind: Behind) -> Holding:
    """How long the list is for each team and worker, in one statement."""
    statement = compiler.held_by(behind.indicator, _span(behind), _asked(behind))
    with turns.counting() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        found = cursor.fetchall()
    lengths = {
        (team, worker): (rows, counts) for is_all, team, worker, rows, counts, _ in found if not is_all
    }
    return Holding(lengths, next(different for is_all, *_, different in found if is_all))


def tally(behind: Behind, column: str, *, which: str) -> list[tuple[Any, int]]:
    """How many rows of the list have each value of a column, the most frequent first."""
    statement = compiler.tallied(behind.indicator, column, _span(behind), _asked(behind), which=which)
    with turns.counting() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        return list(cursor.fetchall())


def waiting(behind: Behind) -> list[tuple[str, int]]:
    """How long the rows of a stock have waited, in bands of working days; empty where that is not told."""
    indicator = behind.indicator
    if not isinstance(indicator, Stock) or not indicator.waits_from:
        return []
    found = dict(tally(behind, compiler.waited(indicator), which="counted"))
    return [(words, found.get(number, 0)) for number, (_, words) in enumerate(compiler.BANDS)]


@dataclass(frozen=True, slots=True)
class Spread:
    """How the durations behind a middle value lie: mean, the days within which nine of ten fall, and how
    often work was sent back before, in how many pieces (None where that is not told).
    """

    mean: Decimal
    nine_of_ten: Decimal
    returns: int | None
    sent_back: int | None


def spread(behind: Behind) -> Spread | None:
    """How the durations lie, for a middle value that has cases."""
    if not isinstance(behind.indicator, Median):
        return None
    statement = compiler.spread(behind.indicator, _span(behind), _asked(behind))
    with turns.counting() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        mean, nine_of_ten, returns, sent_back = cursor.fetchone()
    return None if mean is None else Spread(one_decimal(mean), Decimal(nine_of_ten), returns, sent_back)


def _span(behind: Behind) -> tuple[date, date]:
    return behind.period.starts, behind.period.ends


def _asked(behind: Behind) -> Asked:
    return asked(behind.on, behind.as_at, _teams(behind), behind.settings)


def _teams(behind: Behind) -> frozenset[int] | None:
    return (behind.known or tree()).under(behind.place) if behind.nodes is None else behind.nodes


def record_numbers(behind: Behind) -> list[int | None]:
    """Record numbers of the rows that count, one for each; None for a child that could not be identified."""
    return [row["person_id"] for row in rows(behind, which="counted")]


def people(listed: Sequence[Row]) -> list[int]:
    """The identified people of a list, each once."""
    return list(dict.fromkeys(row["person_id"] for row in listed if row["person_id"] is not None))
