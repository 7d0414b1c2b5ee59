"""Drawing a daily list: everything in the authority that belongs on it, as it was known when its day began."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from kith.access.guarded import EVERY_ROW
from kith.core import period as periods
from kith.core.calendar import WorkingCalendar
from kith.database.working_day import working_calendar
from kith.performance import compiler, lists
from kith.performance.daily import relations, rules
from kith.performance.daily.rules import Found
from kith.performance.figure import end_of
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind, Row
from kith.performance.packs.registers import NOT_SEEN
from kith.work.drift.rules import LOCAL
from kith.work.drift.rules import end_of as end_of_work
from kith.work.models import Involvement, Step
from kith.work.steps.queries import kind_of

FRONT_DOOR_STEP = "contact"


@dataclass(frozen=True, slots=True)
class Morning:
    """The day a list is for, and who held which child then."""

    on: date
    calendar: WorkingCalendar
    held: Mapping[int, Row]
    families: Mapping[int, int | None]

    def family(self, person: int) -> int | None:
        """The family that the child's open case is about, if it has one."""
        return self.families.get(self.held[person]["involvement_id"]) if person in self.held else None


def drawn(on: date) -> list[Found]:
    """The lines of the whole authority for the morning of a day. Needs the system's eyes: names nobody."""
    morning = _morning(on)
    found = [*_unallocated(morning), *_work(morning), *_clocks(morning), *_not_seen(morning)]
    return rules.lines(found, on, morning.calendar)


def _morning(on: date) -> Morning:
    holdings = lists.rows(Behind(INDICATORS["cin_open"], periods.day(on), on, as_at=rules.known_until(on)))
    held = {row["person_id"]: row for row in holdings}
    ids = [row["involvement_id"] for row in holdings]
    families = Involvement.objects.unguarded(EVERY_ROW).filter(pk__in=ids).values_list("pk", "family_id")
    return Morning(on, working_calendar(), held, dict(families))


def _rows(sql: str, on: date, **more: Any) -> list[tuple[Any, ...]]:
    moment = end_of(rules.known_until(on))
    with connection.cursor() as cursor:
        cursor.execute(compiler.as_known(sql, moment), {"day": on, "as_at": moment, **more})
        return list(cursor.fetchall())


def _unallocated(morning: Morning) -> Iterator[Found]:
    for person, row in morning.held.items():
        if row["worker_id"] is None:
            yield Found(
                rules.UNALLOCATED, rules.INVOLVEMENT, "", "Open case", row["team_id"], None, morning.family(person),
                (person,), (row["involvement_id"],), row["unallocated_since"],
            )  # fmt: skip


def _work(morning: Morning) -> Iterator[Found]:
    """Open work past its limit is late; without a limit and past what the practice aims at it drifts."""
    columns = ("id", "kind", "pack", "title", "form_id", "team_id", "worker_id", "family_id", "started_on", "due_on",
               "due_reason", "late_reason")  # fmt: skip
    for *told, people in _rows(relations.OPEN_WORK, morning.on):
        step = Step(**dict(zip(columns, told, strict=True)))
        due, kind = step.due_on, rules.LATE
        if due is None and step.kind != FRONT_DOOR_STEP:
            end = end_of_work(
                kind_of(step),
                due_on=None,
                due_reason="",
                started_on=step.started_on,
                calendar=morning.calendar,
            )
            due, kind = (end.on if end.source == LOCAL else None), rules.DRIFT
        if due is not None and due < morning.on and people:
            yield Found(
                kind, rules.STEP, step.kind, step.title, step.team_id, step.worker_id, step.family_id, tuple(people),
                (step.pk,), due, reason=step.late_reason,
            )  # fmt: skip


def _clocks(morning: Morning) -> Iterator[Found]:
    """What law or practice asks for besides visits."""
    until = morning.calendar.add(morning.on, rules.AHEAD)
    for pk, person, code, title, due_on, team in _rows(relations.CLOCKS, morning.on, until=until):
        kind = rules.kind_of_clock(code)
        if kind != rules.NOT_SEEN and rules.is_told(code, due_on, morning.on, morning.calendar):
            held: Row = morning.held.get(person, {})
            yield Found(
                kind, rules.CLOCK, code, title, held.get("team_id", team), held.get("worker_id"),
                morning.family(person), (person,), (pk,), due_on,
            )  # fmt: skip


def _not_seen(morning: Morning) -> Iterator[Found]:
    """Visits past their day, by the practice's own clocks and by law: the very rows that packs list."""
    known = rules.known_until(morning.on)
    for row in lists.rows(Behind(NOT_SEEN.indicator, periods.day(morning.on), morning.on, as_at=known)):
        person, clock = row["person_id"], row["timescale_id"]
        of, code, subject = (rules.CLOCK, row["code"], clock) if clock else (rules.PERSON, "visit", person)
        held: Row = morning.held.get(person, {})
        yield Found(
            rules.NOT_SEEN, of, code, row["title"], held.get("team_id", row["team_id"]), held.get("worker_id"),
            morning.family(person), (person,), (subject,), row["due_on"],
        )  # fmt: skip
