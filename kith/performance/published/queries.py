"""A published figure beside the record of today: who joined its list, who left it, who counts differently, and why."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import ProgrammingError, transaction

from kith.access.models import Team, Worker
from kith.core import clock
from kith.database.session import as_system
from kith.performance.archive.queries import Again, again, behind_of, definition_of, value_of
from kith.performance.archive.rules import differences
from kith.performance.definition import Indicator
from kith.performance.figure import Figure
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Row
from kith.performance.measure.columns import COLUMNS
from kith.performance.measure.queries import Line, named
from kith.performance.models import Publication
from kith.performance.published import rules, tracing
from kith.performance.published.rules import Sides

log = logging.getLogger(__name__)

MOST = 200  # rows told one by one; beyond that the counts speak
NOT_TOLD = ("working_days_late", "decision_working_days", "working_days", "returns")
WORTH_TELLING = {name: words for name, words in COLUMNS.items() if name not in NOT_TOLD} | {
    "started_on": "Began",
    "outcome": "Outcome",
    "end_reason": "Reason for the end",
    "decision": "Decision",
    "team": "Team",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A row that joined, left or changed sides: when it happened, when that was recorded, and what differs."""

    row: Row
    happened_on: date | None
    recorded_on: date | None
    why: str

    @property
    def late(self) -> int | None:
        """Days from what happened to its being recorded; None where a column says neither."""
        if self.happened_on is None or self.recorded_on is None:
            return None
        return max((self.recorded_on - self.happened_on).days, 0)


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a publication: the figure now, and the changes of its list, each kind by itself."""

    now: Figure
    sides: Sides
    joined: tuple[Change, ...]
    left: tuple[Change, ...]
    moved: tuple[Change, ...]

    @property
    def all(self) -> tuple[Change, ...]:
        """Every change that is told."""
        return (*self.joined, *self.left, *self.moved)

    @property
    def late_words(self) -> str:
        """How late what changed the list was recorded."""
        return rules.late_words([one.late for one in self.all if one.late is not None])


def shown(published: Publication, indicator: Indicator, like: Figure) -> Figure:
    """The figure as it was published."""
    return replace(
        like, indicator=indicator, part=published.part, whole=published.whole, exact=value_of(published)
    )


def earlier_definition(published: Publication) -> tuple[Indicator | None, list[tuple[str, str, str]]]:
    """The definition a figure was published under (None where it was not kept), and what today's says otherwise."""
    kept = definition_of(published)
    if kept is None or published.code not in INDICATORS:
        return kept, []
    return kept, differences(kept, INDICATORS[published.code])


def since(published: Publication, indicator: Indicator) -> Since | None:
    """What changed since a figure was published, counted for the system itself as the figure was.

    None where the record no longer has what the definition counted in.
    """
    try:
        with as_system("a published figure is held against the record"), transaction.atomic():
            return _since(published, indicator)
    except ProgrammingError:
        log.exception("performance.cannot_count_again", extra={"publication": published.pk})
        return None


def _since(published: Publication, indicator: Indicator) -> Since:
    now = again(published, indicator)
    found = rules.sides(published.rows, published.among, now.counted, now.among)
    if not found.all:
        return Since(now.figure, found, (), (), ())
    told = Sides(found.joined[:MOST], found.left[:MOST], found.moved[:MOST])
    changes = _Changes(published, indicator, now, told)
    return Since(
        now.figure,
        found,
        tuple(changes.of(row) for row in told.joined),
        tuple(changes.of(row, has_gone=True) for row in told.left),
        tuple(changes.of(row) for row in told.moved),
    )


class _Changes:
    """The rows that changed, as they were known when the figure was published and as they are now. A few statements."""

    def __init__(self, published: Publication, indicator: Indicator, now: Again, told: Sides) -> None:
        self.indicator, ids = indicator, told.all
        before = behind_of(published, indicator, published.published_at)
        then = again(published, indicator, published.published_at)
        self.then = tracing.known_rows(before, ids) | {row["row_id"]: row for row in then.rows}
        self.now = tracing.known_rows(behind_of(published, indicator), ids)
        self.now |= {row["row_id"]: row for row in now.rows}
        counts_then = {row["row_id"]: row["counted"] for row in then.rows}
        counts_now = {row["row_id"]: row["counted"] for row in now.rows}
        # What is known of that very moment as it is now was changed in its place: no day of recording tells of it.
        dated = [row for row in ids if counts_then.get(row) != counts_now.get(row)]
        self.recorded = tracing.recorded_on(
            behind_of(published, indicator),
            [(row, counts_now[row]) if row in counts_now else row for row in dated],
            clock.london(published.published_at).date(),
            clock.today(),
        )
        self.teams = dict(Team.objects.values_list("pk", "name"))

    def of(self, row: int, *, has_gone: bool = False) -> Change:
        """One of them."""
        then, now = self.then.get(row), self.now.get(row)
        return Change(
            row=now or then or {"row_id": row, "person_id": None, "team_id": None, "worker_id": None},
            happened_on=rules.happened_on(self.indicator, now or then, has_ended=has_gone),
            recorded_on=self.recorded.get(row),
            why=rules.why(self._told(then), self._told(now), WORTH_TELLING),
        )

    def _told(self, row: Row | None) -> dict[str, Any] | None:
        return None if row is None else {**row, "team": self.teams.get(row["team_id"], "")}


def with_names(changes: Sequence[Change], viewer: Worker) -> list[tuple[Line, Change]]:
    """The changes with the names of those whom the viewer may know of; the others are left out. Three queries."""
    lines = named([one.row for one in changes], viewer)
    return [
        (line, one)
        for line, one in zip(lines, changes, strict=True)
        if line.person is not None or one.row["person_id"] is None
    ]
