"""Every figure that was frozen, counted again as at the moment it was frozen: the same number, of the same rows.

What is recorded later does not touch it. What was changed in its place since, without keeping what was there before,
does: it is told as something that does not hold.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from kith.performance import lists, queries
from kith.performance.archive.queries import again, behind_of, definitions, span_of
from kith.performance.definition import Indicator, recipe
from kith.performance.figure import EVERYWHERE
from kith.performance.lists import Behind
from kith.performance.models import Publication
from kith.performance.proving import rules as proof
from kith.performance.proving.queries import Proved
from kith.performance.proving.rules import Wrong

PLACES = 6  # decimal places that a published value is kept with


def prove_frozen(codes: Collection[str] | None = None) -> Iterator[Proved]:
    """Every publication on record (or of these codes): those frozen together are counted together, whatever the number
    of teams.
    """
    found = Publication.objects.select_related("team").order_by("read_on", "by_id", "published_at", "pk")
    if codes is not None:
        found = found.filter(code__in=codes)
    for (day, _, _), some in groupby(
        found.iterator(chunk_size=500), lambda one: (one.read_on, one.by_id, _day(one))
    ):
        yield from _proved_together(day, list(some))


def _day(one: Publication) -> date:
    return one.published_at.date()


def _proved_together(on: date, published: Sequence[Publication]) -> Iterator[Proved]:
    """Figures of one day that were frozen on one day by one person, indicator by indicator."""
    known, moment = definitions(published), min(one.published_at for one in published)
    by_mark: dict[str, list[Publication]] = defaultdict(list)
    for one in published:
        by_mark[one.definition].append(one)
    for mark, some in by_mark.items():
        indicator = known.get(mark)
        if indicator is None:
            wrong = [
                Wrong(one.code, one.period_label, _place(one), "nobody kept its definition") for one in some
            ]
        else:
            wrong = [*_counted_again(indicator, some, on, moment)]
        yield Proved(some[0].code, len(some), tuple(wrong))


def _counted_again(
    indicator: Indicator, published: Sequence[Publication], on: date, moment: datetime
) -> Iterator[Wrong]:
    groups = {
        one.team_id or EVERYWHERE.id: frozenset(one.teams) for one in published if one.teams is not None
    }
    spans = list(dict.fromkeys(span_of(one) for one in published))
    readings = queries.Readings([(indicator, span) for span in spans], on=on, as_at=moment, groups=groups)
    rows = {span: lists.ids(Behind(indicator, span, on, as_at=moment), None) for span in spans}
    for one in published:
        if not _is_asked_alike(one, indicator):
            words = _by_itself(one, indicator)
        else:
            behind = behind_of(one, indicator)
            figure = readings.figure(indicator, behind.period, behind.place)
            listed = [
                row for row in rows[behind.period] if one.teams is None or row[1] in groups[behind.place.id]
            ]
            now = (figure.part, one.whole if indicator.per else figure.whole, _rounded(figure.exact))
            words = _compared(
                one, indicator, now, [row for row, _, _ in listed], [r for r, _, c in listed if c]
            )
        if words:
            yield Wrong(one.code, f"{one.period_label} as frozen", _place(one), words)


def _is_asked_alike(one: Publication, indicator: Indicator) -> bool:
    """Whether the practice of its day still says the settings it was counted with."""
    named = recipe(indicator).settings
    said = queries.asked(one.read_on).settings or {}
    return all(str(said.get(name)) == str(value) for name, value in one.settings.items() if name in named)


def _by_itself(one: Publication, indicator: Indicator) -> str:
    counted = again(one, indicator, one.published_at)
    figure = counted.figure
    now = (figure.part, figure.whole, _rounded(figure.exact))
    return _compared(one, indicator, now, counted.among, counted.counted)


def _compared(
    one: Publication, indicator: Indicator, now: tuple[Any, ...], among: Sequence[int], counted: Sequence[int]
) -> str:
    value = None if indicator.per else _rounded(one.value)  # the population may have been told since
    then = (one.part, one.whole, value)
    words = proof.of_frozen(then, (*now[:2], None if indicator.per else now[2]))
    if words:
        return words
    same = sorted(among) == sorted(one.among) and sorted(counted) == sorted(one.rows)
    return "" if same else "the number is as it was frozen, its rows are not the same"


def _rounded(value: Any) -> Any:
    return None if value is None else round(value, PLACES)


def _place(one: Publication) -> str:
    return one.team.name if one.team else EVERYWHERE.name
