"""Runs a query over the reporting views as its reader, with a limit on time and rows: for reports and written queries.

The role it runs as has a right to the views and to nothing else, in a part of the transaction that can only read and
is undone afterwards. Whom the views show is decided by row-level security and the identity of the request, which that
role has no means to change (decision 0038). What goes wrong is told without a value of any row.
"""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from kith.core import Refused
from kith.database.roles import CHANGES_SETTINGS
from kith.database.turns import where_to_count
from kith.performance.reporting import sieve
from kith.performance.reporting.laying import READER
from kith.performance.reporting.views import SCHEMA

RUNNING = 0x72657074  # the number of the queue of reports among the advisory locks of the record store
NAME = "kith_report"
LONGEST_VALUE = 4000
MOST_LETTERS = 60_000_000  # of everything an answer fetches, a cell counting as ten
FIRST_ROWS, MOST_ROWS = 20, 5000  # fetched at a time: few until it is known how long they are
AT_A_TIME = 2_000_000  # letters
NUMBERS, TEXTS = (20, 21, 23, 700, 701, 1700), (25, 1043)  # kinds of PostgreSQL
TELLS_OF_PEOPLE = re.compile(r"\brecord_number\b|\bchildren\b", re.IGNORECASE)
CLOSED = (
    "Reports are closed here: the record store does not keep apart who reads reports from who changes records. "
    "Whoever looks after it finds what is missing in the guide “The record store”."
)
BUSY = "Other reports are being counted. Try again in a moment."
TOO_LONG = (
    "This took longer than {} seconds and was stopped. Narrow it: fewer rows, a shorter time, fewer views."
)
TOO_LARGE = "This would give more than a file can hold: show fewer columns, or shorter words in them."
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


class Busy(Refused):
    """Others are being counted: a person is told, and a job comes again."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its heading, and whether it holds record numbers, numbers; `may_name` says that what was
    worked out in it may be record numbers.
    """

    name: str
    is_record_number: bool = False
    is_number: bool = False
    may_name: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a page or of a whole file, how many there are in all, and how long it took.

    `has_more` says that there are more than may be counted; `count` is then the most there may be. `unshown` has the
    record number of each row where no column shows it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    count: int
    has_more: bool
    milliseconds: int
    unshown: tuple[int | None, ...] = ()

    @property
    def people(self) -> list[int]:
        """The record numbers listed, each once, and every number worked out in the query that may be one."""
        columns = enumerate(self.columns)
        places = [place for place, column in columns if column.is_record_number or column.may_name]
        found = (number_in(row[place]) for row in self.rows for place in places)
        return list(dict.fromkeys(number for number in (*found, *self.unshown) if number is not None))


def number_in(value: Any) -> int | None:
    """The whole number that a value is or says, if it is one."""
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return int(value) if 0 < value < 10**18 and value == int(value) else None


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
    sql: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    page: int = 1,
    size: int | None = None,
    last_is_unshown: bool = False,
) -> Answer:
    """The answer to one select, behind the second wall alone. Raises Refused in plain words.

    With `last_is_unshown` its last column is the record number of each row, for the trail and for nobody's eyes.
    """
    most = settings.KITH_REPORT_ROWS
    try:
        with _as_reader() as (way, deadline):
            started = time.monotonic()
            with psycopg.ServerCursor(way, NAME) as cursor:
                cursor.execute(sql, parameters)  # type: ignore[arg-type]
                rows, count = _fetched(cursor, page, size, most, deadline)
                is_written = (
                    parameters is None
                )  # what is put together on the screen works out nothing of people
                columns = _columns(cursor, names_people=is_written and bool(TELLS_OF_PEOPLE.search(sql)))
                took = round((time.monotonic() - started) * 1000)
    except psycopg.Error as trouble:
        raise Refused(_words(trouble), field="query") from None
    if size is None and count > most:
        raise Refused(TOO_MANY.format(most), field="query")
    found = Answer(columns, rows, min(count, most), count > most, took)
    return _without_the_last(found) if last_is_unshown else found


def _without_the_last(found: Answer) -> Answer:
    rows, unshown = (tuple(row[:-1] for row in found.rows), tuple(row[-1] for row in found.rows))
    return replace(found, columns=found.columns[:-1], rows=rows, unshown=unshown)


def is_open(place: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the record store, or the copy of it that is asked, keeps readers apart: else nothing is run at all."""
    with connections[place].cursor() as cursor:
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
def _as_reader() -> Iterator[tuple[Any, float]]:
    """A part of a transaction that can only read, as the reading role; undone at its end. Gives the way to the record
    store, or to its copy where the page only looks, and when time is up. Turns are taken in the record.
    """
    seconds = settings.KITH_REPORT_SECONDS
    with transaction.atomic(), where_to_count() as place:
        if not is_open(place):
            raise Refused(CLOSED)
        with connection.cursor() as cursor:
            _take_turn(cursor)
        with transaction.atomic(using=place):
            with connections[place].cursor() as cursor:
                cursor.execute(f"set local statement_timeout = {seconds * 1000:d}")
                cursor.execute(f"set local search_path = {SCHEMA}")
                cursor.execute("set local transaction_read_only = on")
                cursor.execute(f"set local role {READER}")
            yield connections[place].connection, time.monotonic() + seconds
            transaction.set_rollback(True, using=place)
        transaction.set_rollback(True)


def _take_turn(cursor: Any) -> None:
    """One report at a time for the whole installation, so that casework does not wait for those who count."""
    cursor.execute("select pg_try_advisory_xact_lock(%s, 0)", [RUNNING])
    until = time.monotonic() + settings.KITH_REPORT_WAIT
    while not cursor.fetchone()[0]:
        if time.monotonic() > until:
            raise Busy(BUSY)
        time.sleep(0.2)
        cursor.execute("select pg_try_advisory_xact_lock(%s, 0)", [RUNNING])


def _fetched(
    cursor: psycopg.ServerCursor[Any], page: int, size: int | None, most: int, deadline: float
) -> tuple[tuple[tuple[Any, ...], ...], int]:
    """The rows of a page, or all of them, and how many there are, counted up to one more than may be."""
    if size is None:
        rows = _taken(cursor, most + 1, deadline)
        return rows, len(rows)
    skipped = _move(cursor, (page - 1) * size, deadline) if page > 1 else 0
    rows = _taken(cursor, size, deadline)
    rest = _move(cursor, max(most + 1 - skipped - len(rows), 0), deadline) if len(rows) == size else 0
    return rows, skipped + len(rows) + rest


def _taken(cursor: psycopg.ServerCursor[Any], most: int, deadline: float) -> tuple[tuple[Any, ...], ...]:
    """At most so many rows, fetched in pieces: the web process never holds more than an answer may have."""
    rows: list[tuple[Any, ...]] = []
    letters, piece = 0, FIRST_ROWS
    while len(rows) < most and (some := cursor.fetchmany(min(piece, most - len(rows)))):
        rows += map(_short, some)
        letters += sum(10 + (len(value) if isinstance(value, str) else 0) for row in some for value in row)
        if letters > MOST_LETTERS:
            raise Refused(TOO_LARGE, field="query")
        if time.monotonic() > deadline:
            raise Refused(TOO_LONG.format(settings.KITH_REPORT_SECONDS), field="query")
        piece = max(1, min(MOST_ROWS, AT_A_TIME * len(rows) // letters))
    return tuple(rows)


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


def _columns(cursor: psycopg.ServerCursor[Any], *, names_people: bool) -> tuple[Column, ...]:
    """The columns; a record number is known by where it comes from, whatever the query calls it. What was worked out in
    a query that names people comes from nowhere: it may be one.
    """
    with psycopg.Cursor(cursor.connection) as plain:
        found = plain.execute(
            b"select attrelid::int8, attnum::int4 from pg_attribute "
            b"where attrelid in (select oid from pg_class where relnamespace = to_regnamespace('reporting')) "
            b"and (attname = 'record_number' or attname = 'row_id' and attrelid = to_regclass('reporting.children'))"
        ).fetchall()
    told, result = set(found), cursor.pgresult
    return tuple(
        Column(
            one.name,
            one.name == "record_number" or _source(result, place) in told,
            one.type_code in NUMBERS,
            names_people and one.type_code in (*NUMBERS, *TEXTS) and _source(result, place) == (0, 0),
        )
        for place, one in enumerate(cursor.description or ())
    )


def _source(result: Any, place: int) -> tuple[int, int]:
    """Table and column that a column of an answer was taken from as it stands; noughts for what was worked out."""
    return (0, 0) if result is None else (result.ftable(place), result.ftablecol(place))


def _words(trouble: psycopg.Error) -> str:
    """What went wrong, in words that hold no value of any row."""
    return WORDS.get(trouble.sqlstate or "", NOT_UNDERSTOOD).format(settings.KITH_REPORT_SECONDS)
