"""Counts the decisions by level, and lists those behind a number: the same relation, so they cannot disagree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kith.access import practice
from kith.access.models import Team
from kith.performance import lists, rules
from kith.performance.choices import Choices
from kith.performance.definition import Rows
from kith.performance.indicators.frontdoor import contact_level
from kith.performance.levels import rules as levels
from kith.performance.lists import Behind, Row
from kith.performance.measure.queries import labels


@dataclass(frozen=True, slots=True)
class Report:
    """The table with its headings: (level, words) for every column."""

    heads: Sequence[tuple[str, str]]
    lines: Sequence[levels.Line]
    period: str

    @property
    def whole(self) -> int:
        """All decisions."""
        return self.lines[0].whole

    @property
    def without(self) -> int:
        """Decisions without a level."""
        return self.lines[0].cells[-1].part


def report(chosen: Choices, by: str) -> Report:
    """Decisions of the chosen period and place by level, split by team or agency. Two statements."""
    behind = _behind(chosen)
    value = f"array[{levels.COLUMNS[by]}::text, level]"
    counted = [
        (row or "", level or "", number) for (row, level), number in lists.tally(behind, value, which="all")
    ]
    known = titles(chosen)
    columns = levels.columns(list(known), [level for _, level, _ in counted])
    lines = levels.table(counted, columns, _words(by, chosen.on))
    heads = [(code, known.get(code, f"Level {code}") if code else "No level") for code in columns]
    return Report(heads, lines, behind.period.label)


def titles(chosen: Choices) -> dict[str, str]:
    """The levels of the guide that held on the chosen day, the highest first, in words."""
    held = practice.on(chosen.on).thresholds
    guide = held.on(chosen.on) if held else None
    return {one.code: f"{one.code} {one.title}" for one in reversed(guide.levels)} if guide else {}


def behind_cell(chosen: Choices, by: str, row: str | None, level: str | None) -> Behind:
    """The decisions behind one number. Raises ValueError for what no code or number can be."""
    narrowed = Rows(contact_level.fact, levels.condition(by, row, level))
    return replace(_behind(chosen), indicator=replace(contact_level, rows=narrowed))


def listed(behind: Behind, *, page: int = 0, size: int = 0) -> list[Row]:
    """The rows behind a number; all of them when no page is asked for."""
    return lists.rows(behind, which="all", page=page, size=size)


def words_of(by: str, row: str | None, on: date) -> str:
    """The team or agency of a row, for a heading."""
    return "All together" if row is None else _words(by, on).get(row, row) or "Not recorded"


def _behind(chosen: Choices) -> Behind:
    period = rules.period_for(contact_level, chosen.period, chosen.on)
    return Behind(contact_level, period, chosen.on, chosen.place, known=chosen.known)


def _words(by: str, on: date) -> dict[str, str]:
    if by == "team":
        return {str(pk): name for pk, name in Team.objects.values_list("pk", "name")}
    return labels("referral_source", on)
