"""What a visit sets going for children who are looked after, under the name ``config.wiring`` knows."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.care.period.queries import now_of
from kith.care.visits.actions import reckon
from kith.core import clock


def seen_in_care(by: Worker, *, people: Sequence[int], on: date) -> None:
    """These children were seen on a visit to a looked-after child: the clock of those who are starts anew."""
    for person in people:
        if (held := now_of(by, person)) and held.standing.started_on <= on:
            reckon(by, held, clock.today())
