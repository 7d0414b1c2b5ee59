"""How the queue tells the time."""

from datetime import datetime

import pytest

from kith.core import clock
from kith.frontdoor.queue import rules


def at(*parts):
    return datetime(*parts, tzinfo=clock.LONDON)


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (at(2026, 10, 15, 10, 31), ("", "Due tomorrow, 10:31")),
        (at(2026, 10, 19, 9, 5), ("", "Due Mon 19 Oct, 09:05")),
        (at(2026, 10, 14, 14, 30), ("soon", "4 hours left")),
        (at(2026, 10, 14, 11, 10), ("soon", "40 minutes left")),
        (at(2026, 10, 14, 10, 30), ("soon", "1 minute left")),
        (at(2026, 10, 14, 10, 29), ("late", "Late by 1 minute")),
        (at(2026, 10, 14, 8, 30), ("late", "Late by 2 hours")),
        (at(2026, 10, 12, 8, 30), ("late", "Late by 2 days")),
    ],
)
def test_the_time_left_is_told_in_words(due, told):
    assert rules.time_left(due, at(2026, 10, 14, 10, 30)) == told


def test_each_filter_shows_what_it_says():
    row = {"is_late": False, "is_waiting": True, "is_mine": False}

    assert [one for one in rules.FILTERS if rules.belongs(one, **row)] == ["all", "waiting"]
    assert rules.belongs("invented", **row)
