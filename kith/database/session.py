"""Whom the database believes it is serving: an identity that lasts one transaction and no longer."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

log = logging.getLogger(__name__)

SYSTEM = "0"
NOBODY = ""
STAMPS = "stamps"
READS_ONLY = "reads only"
SIGHT = "sight"
TURN = "a turn"  # to count; what was waited for once lasts as long as the transaction

_stamped: set[str] = set()  # the databases known to have a table of stamps
_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept", default=None)


def identify(sight: str) -> None:
    """Tell the database who looks, until the transaction ends: `Worker.sight`, `SYSTEM` or `NOBODY`.

    Row-level security reads it. Outside a transaction it would last no longer than this statement, so it is refused.
    The same statement brings the stamps of what processes keep copies of.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An identity is told inside a transaction.")
    stamps = "(select json_object_agg(name, number) from database_stamp)" if _has_stamps() else "null"
    found = tell(sight, connection, stamps)
    if (kept := _kept.get()) is not None:
        kept[STAMPS] = found or {}
        kept[SIGHT] = sight


def tell(sight: str, to: BaseDatabaseWrapper, asked: str = "null") -> Any:
    """Tell a connection who looks, and give what is asked in the same statement.

    For who only looks the database works out once what is hidden, and keeps it until somebody else looks or the
    transaction ends.
    """
    keeps = may_be_late() and sight not in (SYSTEM, NOBODY)
    hidden = "kith_keep_hidden(%s)" if keeps else "set_config('kith.kept_for', %s, true)"
    with to.cursor() as cursor:
        told = [sight, sight if keeps else ""]
        cursor.execute(f"select set_config('kith.worker', %s, true), {hidden}, {asked}", told)
        return cursor.fetchone()[2]


def _has_stamps() -> bool:
    """Whether the table of stamps is there: migrations look with the system's eyes before it is."""
    name = connection.settings_dict["NAME"]
    if name not in _stamped:
        with connection.cursor() as cursor:
            cursor.execute("select to_regclass('database_stamp') is not null")
            if not cursor.fetchone()[0]:
                return False
        _stamped.add(name)
    return True


def identity() -> str:
    """Whom the database believes it is serving at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('kith.worker', true), '')")
        return str(cursor.fetchone()[0])


def viewer() -> str:
    """Whom the innermost `seen_by` serves, asking nothing; outside one, whom the database believes it serves."""
    return str((_kept.get() or {}).get(SIGHT) or identity())


@contextmanager
def seen_by(sight: str, *, reads_only: bool = False) -> Iterator[None]:
    """One transaction for a viewer. As part of an outer one, the outer viewer holds again afterwards.

    `reads_only` says that what is asked may be some moments old, here and in every part of it: see `may_be_late`.
    """
    outer = (_kept.get() or {}) if connection.in_atomic_block else {}
    before = outer.get(SIGHT) or (identity() if connection.in_atomic_block else None)
    lasting = {TURN: outer[TURN]} if TURN in outer else {}
    memory = _kept.set({READS_ONLY: reads_only or may_be_late(), **lasting})
    try:
        with transaction.atomic():
            identify(sight)
            yield
    finally:
        _kept.reset(memory)
    if before is not None:
        identify(before)


def may_be_late() -> bool:
    """Whether somebody looks at a page and changes nothing, so that a copy of the record may answer."""
    return bool((_kept.get() or {}).get(READS_ONLY))


@contextmanager
def late_will_do() -> Iterator[None]:
    """A part of a transaction that only looks, though other parts write down that it did: see `may_be_late`."""
    memory = _kept.set({**(_kept.get() or {}), READS_ONLY: True})
    try:
        yield
    finally:
        _kept.reset(memory)


def remembered(name: str, read: Callable[[], Any]) -> Any:
    """What `read` gives, asked once in the innermost `seen_by` and kept until it ends; asked anew outside one.

    For what the whole authority shares and seldom changes, never for what depends on who looks.
    """
    kept = _kept.get()
    if kept is None:
        return read()
    if name not in kept:
        kept[name] = read()
    return kept[name]


def stamp(name: str) -> int | None:
    """The stamp of something that processes keep copies of; None outside any `seen_by`, and before its first change."""
    kept = _kept.get() or {}
    number = kept.get(STAMPS, {}).get(name)
    return None if number is None else int(number)


def change_stamp(name: str) -> None:
    """Every process reads anew what this names, as soon as the transaction stands; no number ever comes twice."""
    number = time.time_ns()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into database_stamp (name, number) values (%s, %s) "
            "on conflict (name) do update set number = excluded.number",
            [name, number],
        )
    if (kept := _kept.get()) is not None:
        kept[STAMPS] = {**kept.get(STAMPS, {}), name: number}


@contextmanager
def as_system(reason: str) -> Iterator[None]:
    """One transaction of the system itself, which sees every record: for commands, jobs and published figures.

    `reason` is written to the log. When the body raises, nothing of it is kept.
    """
    if not reason.strip():
        raise ValueError("The system says why it looks.")
    log.info("database.as_system", extra={"reason": reason})
    with seen_by(SYSTEM):
        yield
