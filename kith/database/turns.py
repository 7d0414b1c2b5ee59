"""Turns for what keeps a processor busy: counting over the whole record waits for its like, and nobody else waits.

Pages that only look count by a way of their own: in a copy of the record where the setting names one, else in the
embedded record store by a process that gives way to all others.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from random import randrange
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from kith.database import session

log = logging.getLogger(__name__)

COUNTING = "counting"
FIGURES = 0x6B697468  # the number of this queue among the advisory locks of the record store
Question = tuple[str, Mapping[str, Any]]  # SQL with its named parameters
Rows = list[tuple[Any, ...]]


def wait_for_turn() -> None:
    """Wait until fewer than KITH_FIGURES_AT_ONCE transactions count over the whole record; the turn ends with ours.

    Who has waited for as long as a lock may take goes ahead all the same: late is better than never.
    """
    session.remembered(session.TURN, _take)


def _take() -> bool:
    places = settings.KITH_FIGURES_AT_ONCE
    with connection.cursor() as cursor:
        for place in range(places):
            cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [FIGURES, place])
            if cursor.fetchone()[0]:
                return True
        try:
            with transaction.atomic():
                cursor.execute("select pg_advisory_xact_lock(%s, %s)", [FIGURES, randrange(places)])  # noqa: S311
        except OperationalError:
            return False
    return True


@contextmanager
def counting() -> Iterator[CursorWrapper]:
    """A cursor to count over the whole record with, for the present viewer, once it is our turn."""
    wait_for_turn()
    with where_to_count() as place, connections[place].cursor() as cursor:
        yield cursor


def answers(questions: Sequence[Question]) -> list[Rows]:
    """The rows that each question over the whole record gives the present viewer, once it is our turn.

    Where pages count by a way of their own, two are asked at a time. What one raises, this raises.
    """
    wait_for_turn()
    found: list[Rows] = [[] for _ in questions]
    waiting = deque(enumerate(questions))

    def ask(place: str) -> None:
        try:
            while waiting:
                number, (sql, parameters) = waiting.popleft()
                with connections[place].cursor() as cursor:
                    cursor.execute(sql, parameters)
                    found[number] = cursor.fetchall()
        except BaseException:
            waiting.clear()
            raise

    with where_to_count() as place:
        if place == DEFAULT_DB_ALIAS or len(questions) == 1:
            ask(place)
            return found
        with ThreadPoolExecutor(1) as second:
            beside = second.submit(copy_context().run, _beside, session.viewer(), lambda: ask(place))
            ask(place)
        beside.result()
    return found


@contextmanager
def where_to_count() -> Iterator[str]:
    """The name of the way to the record store to count over, in a transaction in which the present viewer is known.

    It is the way apart where there is one, it does answer, and the page only looks. Whoever changes the record counts
    in the record, in the same transaction.
    """
    if not (session.may_be_late() and _copy_answers()):
        yield DEFAULT_DB_ALIAS
        return
    viewer = session.viewer()
    with transaction.atomic(using=COUNTING):
        session.tell(viewer, connections[COUNTING])
        yield COUNTING


def _beside(viewer: str, ask: Callable[[], None]) -> None:
    """Ask by another connection of the same way, with the same eyes. Where there is none left, the first asks all."""
    try:
        connections[COUNTING].ensure_connection()
    except OperationalError:
        log.warning("figures.alone")
        return
    try:
        with transaction.atomic(using=COUNTING):
            session.tell(viewer, connections[COUNTING])
            ask()
    finally:
        connections[COUNTING].close()


def _copy_answers() -> bool:
    """Whether there is a copy to ask. One that is away is told to the log, and missed by nobody."""
    if COUNTING not in connections.settings:
        return False
    try:
        connections[COUNTING].ensure_connection()
    except OperationalError:
        log.warning("replica.away")
        return False
    return True
