"""Runs a query over the reporting views as its reader, with a limit on time and rows: for reports and written queries.

The role it runs as has a right to the views and to nothing else, in a part of the transaction that can only read and
is undone afterwards. Whom the views show is decided by row-level security and the identity of the request, which that
role has no means to change (decision 0038). What goes wrong is told without a value of any row.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction

from kith.core import Refused
from kith.database.roles import CHANGES_SETTINGS
from kith.performance.reporting import sieve
from kith.performance.reporting.laying import READER
from kith.performance.reporting.views import SCHEMA

RUNNING = 0x72657074  # the number of the queue of reports among the advisory locks of the record store
NAME = "kith_report"
LONGEST_VALUE = 4000
CLOSED = (
    "Reports are closed here: the record store does not keep apart who reads reports from who changes records. "
    "Whoever looks after it finds what is missing in the guide “The record store”."
)
BUSY = "Other reports are being counted. Try again in a moment."
TOO_LONG = (
    "This took longer than {} seconds and was stopped. Narrow it: fewer rows, a shorter time, fewer views."
)
TOO_MANY = "This would give more than {:,} rows: narrow it."
WORDS: Mapping[str, str] = {
    "42P01": "There is no view of this name. The reference lists every view.",
    "42703": "There is no column of this name in the views named.",
    "42702": "A column is in several of the views named: write the view and a point before it.",
    "42501": "This may not be read here: only the views of the reference are.",
    "3F000": "This may not be read here: only the views of the reference are.",
    "42883": "A function or a comparison does not fit what it is given: a day is compared with a day.",
    "42803": "Every column shown is either counted or stands after “group by”.",
    "42601": "The query cannot be understood: look for a missing comma, bracket or word.",
    "22012": "Something is divided by nothing. Write nullif(number, 0) under the line.",
    "57014": TOO_LONG,
    "53400": "This needs more room than a report may take. Narrow it.",
    "54000": "The query is too long or too deep.",
    "25006": "A query here only reads.",
}
NOT_UNDERSTOOD = (
    "The record store could not carry out this query. A value or a kind does not fit where it is used."
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its heading, and whether it holds record numbers, numbers."""

    name: str
    is_record_number: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a page or of a whole file, how many there are in all, and how long it took.

    `has_more` says that there are more than may be counted; `count` is then the most there may be.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    count: int
    has_more: bool
    milliseconds: int

    @property
    def people(self) -> list[int]:
        """The record numbers listed, each once."""
        places = [place for place, column in enumerate(self.columns) if column.is_record_number]
        found = (row[place] for row in self.rows for place in places)
        return list(dict.fromkeys(number for number in found if isinstance(number, int)))


def written(query: str, *, page: int = 1, size: int | None = None) -> Answer:
    """The answer to a query that somebody wrote; `size` None gives all rows, for a file.

    Raises Refused in plain words when it may not be run, cannot be understood, or is too much.
    """
    judged = sieve.judged(query)
    with connection.cursor() as cursor:
        cursor.execute(
            "select w from unnest(%s::text[]) w where exists (select 1 from pg_proc where proname = w) or exists "
            "(select 1 from pg_type where typname = w) or exists (select 1 from pg_class where relname = w "
            "and relnamespace <> to_regnamespace(%s))",
            [sieve.strange(judged), SCHEMA],
        )
        if taken := [word for (word,) in cursor.fetchall()]:
            raise sieve.taken(taken)
    return run(judged, page=page, size=size)


def run(
    sql: str, parameters: Mapping[str, Any] | None = None, *, page: int = 1, size: int | None = None
) -> Answer:
    """The answer to one select, behind the second wall alone. Raises Refused in plain words."""
    most = settings.KITH_REPORT_ROWS
    try:
        with _as_reader() as deadline:
            started = time.monotonic()
            with psycopg.ServerCursor(connection.connection, NAME) as cursor:
                cursor.execute(sql, parameters)  # type: ignore[arg-type]
                rows, count = _fetched(cursor, page, size, most, deadline)
                columns = _columns(cursor)
                took = round((time.monotonic() - started) * 1000)
    except psycopg.Error as trouble:
        raise Refused(_words(trouble), field="query") from None
    if size is None and count > most:
        raise Refused(TOO_MANY.format(most), field="query")
    return Answer(columns, rows, min(count, most), count > most, took)


def is_open() -> bool:
    """Whether the record store keeps readers apart: else nothing is run at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select count(*) = 1 and bool_and(not r.rolsuper and not r.rolbypassrls and not r.rolcanlogin
                and not has_function_privilege(r.oid, %s, 'execute')
                and not has_schema_privilege(r.oid, 'public', 'usage')
                and not exists (select 1 from pg_auth_members m where m.member = r.oid))
              and not exists (
                select 1 from pg_class c join pg_roles o on o.oid = c.relowner
                where c.relnamespace = to_regnamespace(%s) and (o.rolsuper or o.rolbypassrls))
            from pg_roles r where r.rolname = %s""",
            [CHANGES_SETTINGS, SCHEMA, READER],
        )
        return bool(cursor.fetchone()[0])


@contextmanager
def _as_reader() -> Iterator[float]:
    """A part of the transaction that can only read, as the reading role; undone at its end. Gives when time is up."""
    if not is_open():
        raise Refused(CLOSED)
    seconds = settings.KITH_REPORT_SECONDS
    with transaction.atomic():
        with connection.cursor() as cursor:
            _take_turn(cursor)
            cursor.execute(f"set local statement_timeout = {seconds * 1000:d}")
            cursor.execute(f"set local search_path = {SCHEMA}")
            cursor.execute("set local transaction_read_only = on")
            cursor.execute(f"set local role {READER}")
        yield time.monotonic() + seconds
        transaction.set_rollback(True)


def _take_turn(cursor: Any) -> None:
    """One report at a time for the whole installation, so that casework does not wait for those who count."""
    cursor.execute("select pg_try_advisory_xact_lock(%s, 0)", [RUNNING])
    until = time.monotonic() + settings.KITH_REPORT_WAIT
    while not cursor.fetchone()[0]:
        if time.monotonic() > until:
            raise Refused(BUSY)
        time.sleep(0.2)
        cursor.execute("select pg_try_advisory_xact_lock(%s, 0)", [RUNNING])


def _fetched(
    cursor: psycopg.ServerCursor[Any], page: int, size: int | None, most: int, deadline: float
) -> tuple[tuple[tuple[Any, ...], ...], int]:
    """The rows of a page, or all of them, and how many there are, counted up to one more than may be."""
    if size is None:
        rows = cursor.fetchmany(most + 1)
        return tuple(map(_short, rows)), len(rows)
    skipped = _move(cursor, (page - 1) * size, deadline) if page > 1 else 0
    rows = cursor.fetchmany(size)
    rest = _move(cursor, max(most + 1 - skipped - len(rows), 0), deadline) if len(rows) == size else 0
    return tuple(map(_short, rows)), skipped + len(rows) + rest


def _move(cursor: psycopg.ServerCursor[Any], rows: int, deadline: float) -> int:
    """Go forward over so many rows without fetching them; how many there were."""
    left = max(int((deadline - time.monotonic()) * 1000), 1)
    with psycopg.Cursor(cursor.connection) as plain:
        plain.execute(f"set local statement_timeout = {left:d}".encode())
        plain.execute(f"move forward {rows:d} in {NAME}".encode())
        return max(plain.rowcount, 0)


def _short(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        value[:LONGEST_VALUE] if isinstance(value, str) and len(value) > LONGEST_VALUE else value
        for value in row
    )


def _columns(cursor: psycopg.ServerCursor[Any]) -> tuple[Column, ...]:
    """The columns; a record number is known by where it comes from, whatever the query calls it."""
    with psycopg.Cursor(cursor.connection) as plain:
        found = plain.execute(
            b"select attrelid::int8, attnum::int4 from pg_attribute "
            b"where attname = 'record_number' and attrelid in "
            b"(select oid from pg_class where relnamespace = to_regnamespace('reporting'))"
        ).fetchall()
    told, result = set(found), cursor.pgresult
    return tuple(
        Column(
            one.name,
            one.name == "record_number"
            or (result is not None and (result.ftable(place), result.ftablecol(place)) in told),
            one.type_code in (20, 21, 23, 700, 701, 1700),
        )
        for place, one in enumerate(cursor.description or ())
    )


def _words(trouble: psycopg.Error) -> str:
    """What went wrong, in words that hold no value of any row."""
    return WORDS.get(trouble.sqlstate or "", NOT_UNDERSTOOD).format(settings.KITH_REPORT_SECONDS)
