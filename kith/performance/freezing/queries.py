"""What a frozen figure holds, and what of a month is frozen already."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kith.access.models import Worker
from kith.core import clock
from kith.core.period import Period
from kith.performance import rules
from kith.performance.definition import Indicator, recipe
from kith.performance.figure import EVERYWHERE, Figure, Place
from kith.performance.indicators import INDICATORS
from kith.performance.models import Publication
from kith.performance.queries import asked
from kith.performance.tree import Tree

Ids = Iterable[tuple[int, int | None, bool]]  # (row id, team, whether it counts)


def row_of(by: Worker, figure: Figure, ids: Ids, teams: frozenset[int] | None) -> Publication:
    """A figure with the ids of its rows as it is frozen, not saved yet. `teams` are those whose rows were counted."""
    indicator, period, listed = figure.indicator, figure.period, list(ids)
    return Publication(
        code=indicator.code,
        title=indicator.title,
        definition=indicator.hash,
        read_on=figure.on,
        period_kind=period.kind,
        period_label=period.label,
        starts_on=period.starts,
        ends_on=period.ends,
        team_id=figure.place.id or None,
        part=figure.part,
        whole=figure.whole,
        value=figure.exact,
        unit=indicator.unit,
        rows=[row for row, _, counts in listed if counts],
        among=[row for row, _, _ in listed],
        teams=None if teams is None else sorted(teams),
        settings=_settings(indicator, figure.on),
        published_at=clock.now(),
        by=by,
    )


def _settings(indicator: Indicator, on: date) -> dict[str, Any]:
    known: Mapping[str, Any] = asked(on).settings or {}
    named = recipe(indicator).settings | {name for name in known if name in indicator.fact.sql}
    return {
        name: value.isoformat() if isinstance(value := known[name], date) else value for name in sorted(named)
    }


def places_of(of: Tree) -> list[Place]:
    """Everyone, each area and each team of ours."""
    own = of.own
    found = [*of.of_kind("area"), *of.of_kind("team")]
    return [EVERYWHERE, *(place for place in found if own is None or place.id in own)]


def periods_of(month: Period) -> list[tuple[Indicator, Period]]:
    """Every indicator with what it is read for at the end of a month: the month, its last day, or twelve months."""
    known = [entry.thing for entry in INDICATORS]
    return [(one, rules.period_for(one, "month", month.last_day)) for one in known]


def frozen_already(month: Period) -> set[tuple[str, date, date, int]]:
    """(code, first day, day after the last, place) of each figure that was published as of the end of a month."""
    found = Publication.objects.filter(read_on=month.last_day)
    return {
        (code, starts, ends, team or EVERYWHERE.id)
        for code, starts, ends, team in found.values_list("code", "starts_on", "ends_on", "team_id")
    }
