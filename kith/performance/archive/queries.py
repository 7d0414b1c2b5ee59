"""Published figures read again by their own definition, as that was and as things were known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kith.core.period import Period
from kith.performance import lists, rules
from kith.performance.archive.rules import PLAIN, rebuilt
from kith.performance.definition import SETTINGS, Indicator, Mean, Median, Weighed
from kith.performance.figure import EVERYWHERE, Figure, Place, figure_of, median_of, weighed_of
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind, Row
from kith.performance.models import Definition, Publication

COLUMNS = (*PLAIN, "kind", "fact", "about", "sql", "columns", "condition", "terms", "said")


def definitions(published: Collection[Publication]) -> dict[str, Indicator]:
    """The indicator of each publication, by the mark of its definition: today's where it is the same, otherwise the
    archive's. One query at most; a mark that nobody kept is not among them.
    """
    known = {entry.thing.hash: entry.thing for entry in INDICATORS}
    wanted = {one.definition for one in published}
    found = {mark: known[mark] for mark in wanted if mark in known}
    if missing := wanted - set(found):
        kept = Definition.objects.filter(pk__in=missing).values("hash", *COLUMNS)
        found |= {row["hash"]: rebuilt(row) for row in kept}
    return found


def definition_of(published: Publication) -> Indicator | None:
    """The indicator a figure was published under; None where its definition was not kept."""
    return definitions([published]).get(published.definition)


def span_of(published: Publication) -> Period:
    """The period of a publication."""
    return Period(published.starts_on, published.ends_on, published.period_kind, published.period_label)


def value_of(published: Publication) -> Decimal | None:
    """The value as it was published: a whole number without the places it is stored with."""
    value = published.value
    return value.quantize(Decimal(1)) if value is not None and value == value.to_integral_value() else value


@dataclass(frozen=True, slots=True)
class Again:
    """A published figure counted once more, and the rows behind it."""

    figure: Figure
    rows: list[Row]

    @property
    def counted(self) -> list[int]:
        """Ids of the rows that count."""
        return sorted(row["row_id"] for row in self.rows if row["counted"])

    @property
    def among(self) -> list[int]:
        """Ids of all rows."""
        return sorted(row["row_id"] for row in self.rows)


def behind_of(published: Publication, indicator: Indicator, as_at: datetime | None = None) -> Behind:
    """The rows a publication is about, with its teams and settings; as known at a moment, or now."""
    place = EVERYWHERE
    if published.team is not None:
        place = Place(published.team.pk, published.team.code, published.team.name, published.team.kind)
    nodes = None if published.teams is None else frozenset(published.teams)
    settings = {
        name: date.fromisoformat(value) if value and SETTINGS.get(name) == "date" else value
        for name, value in published.settings.items()
    }
    return Behind(
        indicator, span_of(published), published.read_on, place, as_at, nodes, settings=settings or None
    )


def again(published: Publication, indicator: Indicator, as_at: datetime | None = None) -> Again:
    """The figure counted again by a definition. Of a publication's own and the moment it was published, it is the
    figure and the rows that were frozen, unless something recorded by then has been changed in its place since.
    """
    behind = behind_of(published, indicator, as_at)
    found = lists.rows(behind)
    part = sum(row["counted"] for row in found)
    if isinstance(indicator, Median):
        tally = dict(lists.tally(behind, indicator.measure, which="counted"))
        middle = rules.average(tally) if isinstance(indicator, Mean) else rules.middle(tally)
        figure = median_of(indicator, behind.period, behind.on, *middle)
    elif isinstance(indicator, Weighed):
        above, below = (sum(row[name] for row in found) for name in (indicator.above, indicator.below))
        figure = weighed_of(indicator, behind.period, behind.on, (part, len(found)), (above, below))
    else:
        figure = figure_of(indicator, behind.period, behind.on, part, len(found), population=published.whole)
    return Again(figure, found)
