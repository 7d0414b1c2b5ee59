"""Makes decisions about contacts late for a while, so that a measure is off target, and puts them back.

A look behind the screens before a task begins and after it; within a task there is none.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.journeys.site import Site

WEEK = 7
MOVE = """
from django.db import connection
from kith.database.session import as_system
with as_system("a measure is off target for as long as a task is tried"):
    with connection.cursor() as cursor:
        cursor.execute('''update frontdoor_contact set received_on = received_on + ({days})
                          where {which} returning step_id''')
        print(*[step for (step,) in cursor.fetchall()])
"""
IN_TIME = "decided_on >= date '2026-04-01' and decided_on - received_on <= 1 and step_id % 5 = 0"


@contextmanager
def many_late(site: Site) -> Iterator[None]:
    """While it lasts every fifth contact of the year that was decided in time counts as received a week before."""
    moved = _move(site, IN_TIME, -WEEK)
    assert moved, "no contact was decided in time"
    try:
        yield
    finally:
        _move(site, f"step_id in ({', '.join(moved)})", WEEK)


def _move(site: Site, which: str, days: int) -> list[str]:
    printed = site.command("shell", "-c", MOVE.format(which=which, days=days)).strip().splitlines()
    return printed[-1].split() if printed else []
