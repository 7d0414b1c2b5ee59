"""Holds our figures against the plain SQL beside this file, month by month and, where a table names a team, by team.

Each file is called after its indicator. It gives one row for each thing counted: `team` (empty where the tables name
none) and `counts`, whether it is in the part; for a figure that divides sums also `above` and `below` in hundredths. It
may ask for the first day of the period and the day after its last (`first`, `until`), the last day (`day`), the day on
which all this is asked (`today`), and the kinds of work that the practice of that day has an aim for (`aims`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

from django.db import connection

from kith.access import practice
from kith.core.period import Period
from kith.core.refused import Refused
from kith.performance import queries, rules
from kith.performance.definition import Indicator, Weighed
from kith.performance.figure import EVERYWHERE, Figure, Place
from kith.performance.indicators import INDICATORS
from kith.performance.tree import tree

FOLDER = Path(__file__).parent
MONTHS = 12
Counts = tuple[int, ...]  # part and whole, and of a figure that divides sums above and below


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure both ways: part and whole, and both sums if it divides them. Without a part both are all rows."""

    code: str
    label: str
    place: str
    ours: Counts
    plain: Counts

    @property
    def agrees(self) -> bool:
        """Whether both ways give the same."""
        return self.ours == self.plain


def codes() -> list[str]:
    """The indicators that are worked out once more, by name."""
    return sorted(file.stem for file in FOLDER.glob("*.sql"))


def chosen(wanted: Sequence[str]) -> list[str]:
    """These codes, or all; raises Refused for one that has no plain SQL."""
    known = codes()
    if unknown := [code for code in wanted if code not in known]:
        raise Refused(f"There is no plain SQL for {', '.join(unknown)}. There is for {', '.join(known)}.")
    return list(wanted) or known


def compare(wanted: Sequence[str], on: date, months: int = MONTHS) -> Iterator[Compared]:
    """Every figure of the last months up to a day both ways: of everybody, and of each team where that is told."""
    places = tree().places
    groups = queries.groups_of([EVERYWHERE]) | {team: frozenset({team}) for team in places}
    indicators = {code: INDICATORS[code] for code in wanted}
    asked = [(one, period) for one in indicators.values() for period in rules.month_series(one, on, months)]
    readings = queries.Readings(asked, on=on, groups=groups)
    for indicator, period in asked:
        found, by_team = _plain(indicator, period, on)
        yield _compared(readings.figure(indicator, period), EVERYWHERE, found)
        if by_team is not None:
            for team, place in places.items():
                yield _compared(
                    readings.figure(indicator, period, place), place, by_team.get(team, (0,) * len(found))
                )


def _plain(indicator: Indicator, period: Period, on: date) -> tuple[Counts, dict[int, Counts] | None]:
    """What the plain SQL gives for a period: together, and by team unless no row names one."""
    asked: dict[str, Any] = {
        "first": period.starts, "until": period.ends, "day": period.last_day, "today": on,
        "aims": practice.on(on).kinds_with_aim(on),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute((FOLDER / f"{indicator.code}.sql").read_text(), asked)
        rows = [(team, (int(bool(counts)), 1, *map(int, sums))) for team, counts, *sums in cursor.fetchall()]
    nothing = (0,) * (4 if isinstance(indicator, Weighed) else 2)
    by_team: dict[int | None, Counts] = {}
    for team, counts in rows:
        by_team[team] = _added(by_team.get(team, nothing), counts)
    together = reduce(_added, by_team.values(), nothing)
    if None in by_team or not by_team:
        return together, None
    return together, {team: counts for team, counts in by_team.items() if team is not None}


def _added(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _compared(figure: Figure, place: Place, plain: Counts) -> Compared:
    whole = figure.part if figure.whole is None else figure.whole
    ours = (figure.part, whole, *(figure.amounts or ()))
    return Compared(figure.code, figure.period.label, place.name, ours, plain)
