"""Turns for what keeps a processor busy: counting over the whole record waits for its like, and nobody else waits.

Pages that only look count by a way of their own: in a copy of the record where the setting names one, else in the
embedded record store by a process that gives way to all others.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from random import randrange

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from kith.database import session

log = logging.getLogger(__name__)

COUNTING = "counting"
FIGURES = 0x6B697468  # the number of this queue among the advisory locks of the record store


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


@contextmanager
def where_to_count() -> Iterator[str]:
    """The name of the way to the record store to count over, in a transaction in which the present viewer is known.

    It is the way apart where there is one, it does answer, and the page only looks. Whoever changes the record counts
    in the record, in the same transaction.
    """
    if not (session.may_be_late() and _copy_answers()):
        yield DEFAULT_DB_ALIAS
        return
    viewer = session.identity()
    with transaction.atomic(using=COUNTING):
        session.tell(viewer, connections[COUNTING])
        yield COUNTING


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
