"""The table in the handbook says what was measured last, and that is within the promise."""

from tests.journeys.effort import table
from tests.journeys.effort.limits import limits


def test_the_handbook_shows_the_last_measurement() -> None:
    made = table.table(table.measured(), limits(), table.measured_on())

    assert table.page_with(table.PAGE.read_text(), made) == table.PAGE.read_text(), "run table.py again"


def test_what_was_measured_last_is_within_every_limit() -> None:
    for task, limit in limits().items():
        for way in table.WAYS:
            one = table.measured()[task][way]
            assert one["seconds"] <= limit.fail_seconds
            assert one["loads"] <= limit.max_loads
            assert one["clicks"] <= (limit.max_clicks if way == "mouse" else 0)
