"""Whom the database believes it is serving: an identity that lasts one transaction and no longer."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

log = logging.getLogger(__name__)

SYSTEM = "0"
NOBODY = ""

_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept", default=None)


def identify(sight: str) -> None:
    """Tell the database who looks, until the transaction ends: `Worker.sight`, `SYSTEM` or `NOBODY`.

    Row-level security reads it. Outside a transaction it would last no longer than this statement, so it is refused.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An identity is told inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.worker', %s, true)", [sight])


def identity() -> str:
    """Whom the database believes it is serving at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('kith.worker', true), '')")
        return str(cursor.fetchone()[0])


@contextmanager
def seen_by(sight: str) -> Iterator[None]:
    """One transaction for a viewer. As part of an outer one, the outer viewer holds again afterwards."""
    before = identity() if connection.in_atomic_block else None
    memory = _kept.set({})
    try:
        with transaction.atomic():
            identify(sight)
            yield
    finally:
        _kept.reset(memory)
    if before is not None:
        identify(before)


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


def forget(name: str) -> None:
    """Ask anew for what was remembered: it has changed."""
    if (kept := _kept.get()) is not None:
        kept.pop(name, None)


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
