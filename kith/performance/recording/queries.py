"""What was written down late, and what is missing, of one worker, one team, one area or everyone. Few statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from psycopg.types.numeric import Int8

from kith.access.models import Team, Worker
from kith.core import clock
from kith.people.models import Person
from kith.performance.recording.sources import GAPS, MISSING, RECORDED, SOURCES, WRITTEN, Gap
from kith.work.late import FROM_DAYS

DAYS = 90
SHOWN = 50
TITLES = {source.name: source.title for source in SOURCES}


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose rows: those of a worker, or those of teams (None is every team)."""

    worker: int | None = None
    teams: frozenset[int] | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """As the statements take it."""
        return {"worker": self.worker, "teams": None if self.teams is None else sorted(self.teams)}

    def narrowed(self, row: str) -> str:
        """The condition on rows of this name."""
        if self.worker is not None:
            return f"{row}.worker_id = %(worker)s"
        return "true" if self.teams is None else f"{row}.team_id = any(%(teams)s)"


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late a team, or one worker in it, wrote things down: days are counted of what came more than a week late."""

    team: str
    worker: str
    written: int
    late: int
    middle: int | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that came late, or one that is missing, with the child where the reader may know of it."""

    title: str
    person: int | None
    name: str
    team: str
    worker: str
    page: str
    number: int | None
    happened_on: date | None = None
    recorded_on: date | None = None
    days: int | None = None


def lateness(whose: Whose, today: date) -> list[Lateness]:
    """Each team, followed by its workers, the latest team first. Two statements."""
    sql = f"""
        select team_id, worker_id, grouping(worker_id) as is_team, count(*), count(*) filter (where days > {FROM_DAYS}),
          percentile_disc(0.5) within group (order by days) filter (where days > {FROM_DAYS}),
          max(days) filter (where days > {FROM_DAYS})
        from ({RECORDED}) r where {whose.narrowed("r")}
        group by grouping sets ((team_id), (team_id, worker_id))"""  # noqa: S608 - our own words
    rows = [row for row in _rows(sql, whose, today) if row[4]]
    teams, workers = _names({row[1] for row in rows if row[1]})
    worst = {row[0]: row[4] for row in rows if row[2]}
    rows.sort(key=lambda row: (-worst.get(row[0], 0), row[0] or 0, -row[2], -row[4], row[1] or 0))
    return [
        Lateness(
            teams.get(row[0], "No team"), "" if row[2] else workers.get(row[1], "Nobody named"), *row[3:]
        )
        for row in rows
    ]


def late_entries(whose: Whose, today: date, viewer: Worker) -> list[Entry]:
    """What came more than a week late, the latest first, at most fifty. Four statements."""
    sql = f"""
        select kind, person_id, team_id, worker_id, step_id, happened_on, recorded_on, days
        from ({RECORDED}) r where days > {FROM_DAYS} and {whose.narrowed("r")}
        order by days desc, recorded_on desc, kind, person_id limit {SHOWN}"""  # noqa: S608
    rows = _rows(sql, whose, today)
    return _named(
        [
            (
                TITLES[row[0]], row[1], row[2], row[3], "step" if row[4] else "person",
                row[4] or row[1], *row[5:],
            )
            for row in rows
        ],
        viewer,
    )  # fmt: skip


def gaps(whose: Whose, today: date) -> list[tuple[Gap, int]]:
    """How many children miss each thing; what nobody misses is left out. One statement."""
    sql = f"select kind, count(*) from ({MISSING.format(whose.narrowed('a'))}) missing group by 1"  # noqa: S608
    found = dict(_rows(sql, whose, today))
    return [(gap, found[gap.name]) for gap in GAPS if gap.name in found]


def own_numbers(worker: Worker, today: date) -> tuple[int, int]:
    """How many things a worker wrote down late since the first of the month, and how many the children it holds miss.

    One statement, planned once: for a page that is opened often.
    """
    mine = Whose(worker=worker.pk)
    late = WRITTEN.replace("%(since)s", "$3")
    missing = MISSING.format(mine.narrowed("a")).replace("%(since)s", "$2")
    sql = f"""
        select (select count(*) from ({late}) r where r.days > {FROM_DAYS} and {mine.narrowed("r")}),
          (select count(*) from ({missing}) missing)"""  # noqa: S608 - our own words
    since, month = _begin(today - timedelta(days=DAYS)), _begin(today.replace(day=1))
    with connection.prepared_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(sql.replace("%(worker)s", "$1"), [Int8(worker.pk), since, month])
        found: tuple[int, int] = cursor.fetchone()
    return found


def gap_entries(whose: Whose, gap: Gap, today: date, viewer: Worker) -> list[Entry]:
    """Whom one thing is missing of, at most fifty. Four statements."""
    sql = f"""
        select kind, person_id, team_id, worker_id, number
        from ({MISSING.format(whose.narrowed("a"))}) missing where kind = '{gap.name}'
        order by team_id, worker_id nulls first, person_id, number limit {SHOWN}"""  # noqa: S608
    rows = _rows(sql, whose, today)
    return _named([(gap.title, row[1], row[2], row[3], gap.page, row[4]) for row in rows], viewer)


def _named(rows: Sequence[tuple[Any, ...]], viewer: Worker) -> list[Entry]:
    teams, workers = _names({row[3] for row in rows if row[3]})
    people = Person.objects.seen_by(viewer).filter(pk__in={row[1] for row in rows if row[1]}).in_bulk()
    return [
        Entry(
            title, person, people[person].name if person in people else "A child not identified",
            teams.get(team, ""), workers.get(worker, ""), page, number, *rest,
        )
        for title, person, team, worker, page, number, *rest in rows
        if person is None or person in people
    ]  # fmt: skip


def _names(workers: set[int]) -> tuple[dict[int, str], dict[int, str]]:
    return (
        dict(Team.objects.values_list("pk", "name")),
        dict(Worker.objects.filter(pk__in=workers).values_list("pk", "name")),
    )


def _rows(sql: str, whose: Whose, today: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**whose.parameters, "since": _begin(today - timedelta(days=DAYS))})
        return list(cursor.fetchall())


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.LONDON)
