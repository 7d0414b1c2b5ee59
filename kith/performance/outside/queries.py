"""What others count, as it is known on a day: the newest year that is over."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kith.core.period import financial_year
from kith.database.session import remembered
from kith.performance.models import ComparatorFigure, PopulationCount
from kith.practice import Comparator

WHO = {"england": "england", "neighbours": "neighbours"}
KEPT = "population counts"


def comparators(codes: Collection[str], on: date) -> dict[str, list[Comparator]]:
    """By measure, the newest figure of each council and average of a year that was over on a day. One query."""
    running = financial_year(on).label
    rows = ComparatorFigure.objects.filter(code__in=codes, year__lt=running).order_by("code", "who", "year")
    newest = {(row.code, row.who): row for row in rows}
    found: dict[str, list[Comparator]] = defaultdict(list)
    for row in newest.values():
        found[row.code].append(
            Comparator(row.code, WHO.get(row.kind, row.who), row.value, row.year, row.source)
        )
    return found


@dataclass(frozen=True, slots=True)
class Children:
    """How many children live in a place in the middle of a year, and who says so."""

    name: str
    year: int
    people: int
    source: str


class Populations:
    """Every count that was read in; asked by place, ages and day without another query."""

    def __init__(self, rows: Iterable[PopulationCount]) -> None:
        self._counts: dict[tuple[str, str], dict[int, list[PopulationCount]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for row in rows:
            self._counts[row.kind, row.code][row.year].append(row)

    def children(
        self, kind: str, code: str, on: date, ages: tuple[int, int] | None = None
    ) -> Children | None:
        """Children of a place of some ages (all without any) by the newest year not after a day's; None where the
        counts do not tell those ages apart.
        """
        years = [year for year in self._counts.get((kind, code), {}) if year <= on.year]
        if not years:
            return None
        rows = self._counts[kind, code][max(years)]
        first, last = ages or (0, 17)
        within = [row for row in rows if first <= row.age_from and row.age_to <= last]
        if sum(row.age_to - row.age_from + 1 for row in within) != last - first + 1:
            return None
        return Children(rows[0].name, max(years), sum(row.people for row in within), rows[0].source)

    def names(self, kind: str) -> dict[str, str]:
        """What places of a kind are called, by their code; the newest name."""
        return {code: years[max(years)][0].name for (of, code), years in self._counts.items() if of == kind}


def populations() -> Populations:
    """All of them; read once for each person's page."""
    found: Populations = remembered(KEPT, lambda: Populations(PopulationCount.objects.order_by("pk")))
    return found
