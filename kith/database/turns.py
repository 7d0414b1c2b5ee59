"""Turns for what keeps a processor busy: counting over the whole record waits for its like, and nobody else waits."""

from random import randrange

from django.conf import settings
from django.db import OperationalError, connection, transaction

from kith.database import session

TURN = "a turn"
FIGURES = 0x6B697468  # the number of this queue among the advisory locks of the record store


def wait_for_turn() -> None:
    """Wait until fewer than KITH_FIGURES_AT_ONCE transactions count over the whole record; the turn ends with ours.

    Who has waited for as long as a lock may take goes ahead all the same: late is better than never.
    """
    session.remembered(TURN, _take)


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
