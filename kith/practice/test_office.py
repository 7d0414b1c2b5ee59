from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from kith.core.calendar import england
from kith.practice.office import Office

LONDON = ZoneInfo("Europe/London")
OFFICE = Office(time(8, 30), time(17, 0))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-10-14 16:40", "2026-10-15 08:30"),
        ("2026-10-14 03:00", "2026-10-14 08:30"),
        ("2026-10-14 08:30", "2026-10-15 08:30"),
        ("2026-10-16 18:00", "2026-10-19 08:30"),
        ("2026-12-24 18:00", "2026-12-29 08:30"),
        ("2026-10-23 22:00", "2026-10-26 08:30"),
    ],
)
def test_the_next_opening_passes_over_weekends_and_holidays(now: str, opens: str) -> None:
    assert OFFICE.next_opening(at(now), england()) == at(opens)


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        ("2026-10-14 08:45", "2026-10-13 17:00"),
        ("2026-10-14 17:00", "2026-10-14 17:00"),
        ("2026-10-19 07:00", "2026-10-16 17:00"),
        ("2026-12-29 09:00", "2026-12-24 17:00"),
    ],
)
def test_the_night_began_when_the_office_closed_last(now: str, closed: str) -> None:
    assert OFFICE.last_closing(at(now), england()) == at(closed)
