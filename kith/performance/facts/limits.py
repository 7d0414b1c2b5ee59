"""Limits of the practice with the days on which they hold, as relations take them: each month has its own."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from kith.practice.targets import CaseloadLimit, ReportLimit

Days = tuple[date | None, date | None]  # first and last day
CASELOADS = (
    "jsonb_to_recordset(:caseload_limits::jsonb) {name}(since date, until date, usual int, protected int)"
)
REPORTS = "jsonb_to_recordset(:report_limits::jsonb) {name}(since date, until date, initial int, review int)"


def of_day(relation: str, name: str, day: str) -> str:
    """SQL that joins the limit of a day to a row, or nothing where there was none."""
    within = f"{day} >= coalesce({name}.since, '-infinity') and {day} <= coalesce({name}.until, 'infinity')"
    return f"left join {relation.format(name=name)} on {within}"


def caseloads(held: Iterable[tuple[Sequence[CaseloadLimit], Days]]) -> str:
    """Limits of caseloads as a relation takes them, from those of each practice and the days on which it held."""
    return _told(held, lambda one: {"usual": one.children, "protected": one.newly_qualified})


def reports(held: Iterable[tuple[Sequence[ReportLimit], Days]]) -> str:
    """Limits of reports for a conference in the same way."""
    return _told(held, lambda one: {"initial": one.initial, "review": one.review})


def _told(held: Iterable[tuple[Sequence[Any], Days]], values: Callable[[Any], dict[str, int]]) -> str:
    found = []
    for limits, (first, last) in held:
        for one in limits:
            since = max((day for day in (one.since, first) if day), default=None)
            until = min((day for day in (one.until, last) if day), default=None)
            if since is None or until is None or since <= until:
                found.append({"since": _written(since), "until": _written(until), **values(one)})
    return json.dumps(found, sort_keys=True)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
