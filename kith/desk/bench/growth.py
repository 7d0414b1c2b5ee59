"""How the cost of figures grows with the number of assessments: a small record, filled up step by step.

The rows that fill it up are copies of assessments that are there, laid in by the record store's own administrator
without its guards, in a record that is made for this and thrown away afterwards.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from kith.core import Refused
from kith.database.backend.base import server
from kith.database.session import as_system
from kith.desk.bench import rules
from kith.desk.bench.figures import every_team
from kith.desk.bench.inside import timed
from kith.desk.bench.rules import Line, Section
from kith.performance.tree import tree

SIZES = (10_000, 100_000, 1_000_000)
FROM = """from work_step s join work_stepchild c on c.step_id = s.id
    where s.kind in ('initial_assessment', 'core_assessment', 'single_assessment')"""
HOW_MANY = f"select count(*) {FROM}"
FOLDER = "growth"


def section() -> Section:
    """All figures at each size. The record lies in a folder of its own beside the one that is measured."""
    home = Path(settings.KITH_HOME) / FOLDER
    order = [sys.executable, "manage.py", "bench", "--small", "--growth"]
    around = {**os.environ, "KITH_HOME": str(home)}
    around.pop("KITH_DB_ROLE", None)
    try:
        done = subprocess.run(
            order, cwd=settings.ROOT, env=around, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Refused(f"How figures grow could not be measured: {done.stderr.strip().splitlines()[-1:]}")
        found = {int(size): spent for size, spent in json.loads(done.stdout.splitlines()[-1]).items()}
    finally:
        stop = [sys.executable, "manage.py", "database", "stop"]
        subprocess.run(stop, cwd=settings.ROOT, env=around, capture_output=True, check=False)
        shutil.rmtree(home, ignore_errors=True)
    return told(found)


def told(found: dict[int, float]) -> Section:
    """The table of milliseconds by number of assessments."""
    smallest = min(found, default=0)
    lines = tuple(
        Line(f"{size:,} assessments", spent, "ms", None, _note(size, spent, smallest, found))
        for size, spent in sorted(found.items())
    )
    how = (
        "All indicators for thirteen months, for everyone and every team and area, in a small record whose assessments "
        "are multiplied with the days they have, in one run; the middle one of several goes."
    )
    return Section("How figures grow", how, lines)


def _note(size: int, spent: float, smallest: int, found: dict[int, float]) -> str:
    if size == smallest:
        return ""
    times = rules.ratio(spent, found[smallest]) or 0
    return f"{size / smallest:,.0f} × as many, {times:.1f} × the time"


def measured() -> Iterator[tuple[int, float]]:
    """(assessments, milliseconds) at each size, in the record of this folder, which grows by it."""
    admin = server(settings.KITH_HOME).parameters("kith_admin")
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")  # a million is told however long it takes
    with psycopg.connect(**admin, autocommit=True) as link:  # type: ignore[arg-type]
        link.execute("set session_replication_role = replica")
        for size in SIZES:
            _fill(link, size)
            with as_system("how figures grow is measured"):
                known = tree()
                yield _assessments(), timed(lambda of=known: every_team(of), 3)  # type: ignore[misc]


def _assessments() -> int:
    with connection.cursor() as cursor:
        cursor.execute(HOW_MANY)
        return int(cursor.fetchone()[0])


def _fill(link: psycopg.Connection, size: int) -> None:
    """Copy finished assessments until there are as many as asked."""
    link.execute(
        "create temp table old as select s.id as step, c.id as child, row_number() over (order by c.id) as place "
        f"{FROM} and s.state = 'completed'"
    )
    present = _number(link, HOW_MANY)
    if size > present:
        link.execute(
            "create temp table fresh as select old.step, old.child, nextval('work_step_id_seq') as new "
            "from generate_series(0, %s) as n join old on old.place = n %% (select count(*) from old) + 1",
            [size - present - 1],
        )
        for table, key, source in (("work_step", "id", "step"), ("work_stepchild", "step_id", "child")):
            _copy(link, table, key, source)
        link.execute("drop table fresh")
    link.execute("drop table old")
    link.execute("vacuum analyze work_step")
    link.execute("vacuum analyze work_stepchild")


def _number(link: psycopg.Connection, question: str) -> int:
    found = link.execute(question).fetchone()  # type: ignore[arg-type]
    return int(found[0]) if found else 0


def _copy(link: psycopg.Connection, table: str, key: str, source: str) -> None:
    """Copy rows of a table with a new number in `key`; their own numbers are the table's next."""
    rows = link.execute(
        "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER' "
        "and column_name <> 'id' and column_name <> %s",
        [table, key],
    ).fetchall()
    columns = sql.SQL(", ").join(sql.Identifier(row[0]) for row in rows)
    link.execute(
        sql.SQL(
            "insert into {table} ({key}, {columns}) "
            "select fresh.new, {columns} from fresh join {table} t on t.id = fresh.{source}"
        ).format(
            table=sql.Identifier(table),
            key=sql.Identifier(key),
            columns=columns,
            source=sql.Identifier(source),
        )
    )
