"""Holds our figures against the plain SQL beside this file, month by month and, where a table names a team, by team.

Each file is called after its indicator. It gives one row for each thing counted: `team` (empty where the tables name
none) and `counts`, whether it is in the part. It may ask for the first day of the period and the day after its last
(`first`, `until`), the last day (`day`) and the day on which all this is asked (`today`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection

from kith.core.period import Period
from kith.core.refused import Refused
from kith.performance import queries, rules
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Figure, Place
from kith.performance.indicators import INDICATORS
from kith.performance.tree import tree

FOLDER = Path(__file__).parent
MONTHS = 12
Pair = tuple[int, int]  # (part, whole)


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure both ways: as (part, whole). Without a part both are the number of rows."""

    code: str
    label: str
    place: str
    ours: Pair
    plain: Pair

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
                yield _compared(readings.figure(indicator, period, place), place, by_team.get(team, (0, 0)))


def _plain(indicator: Indicator, period: Period, on: date) -> tuple[Pair, dict[int, Pair] | None]:
    """What the plain SQL gives for a period: together, and by team unless no row names one."""
    asked = {"first": period.starts, "until": period.ends, "day": period.last_day, "today": on}
    with connection.cursor() as cursor:
        cursor.execute((FOLDER / f"{indicator.code}.sql").read_text(), asked)
        rows = [(team, bool(counts)) for team, counts in cursor.fetchall()]
    parts, wholes = Counter(team for team, counts in rows if counts), Counter(team for team, _ in rows)
    together = (parts.total(), wholes.total())
    if None in wholes or not wholes:
        return together, None
    return together, {team: (parts[team], wholes[team]) for team in wholes}


def _compared(figure: Figure, place: Place, plain: Pair) -> Compared:
    whole = figure.part if figure.whole is None else figure.whole
    return Compared(figure.code, figure.period.label, place.name, (figure.part, whole), plain)
