"""The clock: one fixed day for demo and tests, London for every date."""

from datetime import UTC, date, datetime

import pytest

from kith.core import clock


def test_the_day_can_be_fixed_and_the_time_runs_on(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")

    assert clock.today() == date(2026, 10, 14)
    assert clock.london(clock.now()).date() == date(2026, 10, 14)
    assert clock.now().tzinfo == UTC


def test_without_a_fixed_day_it_is_now(monkeypatch):
    monkeypatch.delenv("KITH_TODAY", raising=False)

    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5
    assert clock.today() == clock.london(clock.now()).date()


@pytest.mark.parametrize("text", ["14/10/2026", "tomorrow", "2026-13-01"])
def test_a_crooked_day_is_told(monkeypatch, text):
    monkeypatch.setenv("KITH_TODAY", text)

    with pytest.raises(ValueError, match="KITH_TODAY must be a day such as 2026-10-14"):
        clock.today()


@pytest.mark.parametrize("before", [None, "2011-10-26"])
def test_a_command_lets_it_be_another_day_and_puts_the_day_back(monkeypatch, before):
    monkeypatch.delenv("KITH_TODAY", raising=False)
    if before:
        monkeypatch.setenv("KITH_TODAY", before)
    was = clock.today()

    with clock.standing_on(date(2026, 10, 14)):
        assert clock.today() == date(2026, 10, 14)

    assert clock.today() == was


def test_summer_time_makes_a_late_evening_the_next_day_in_london():
    moment = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert clock.london(moment).date() == date(2026, 7, 1)
    assert clock.london(datetime(2026, 1, 31, 23, 30, tzinfo=UTC)).date() == date(2026, 1, 31)


def test_a_moment_without_a_zone_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        clock.london(datetime(2026, 1, 1))  # noqa: DTZ001
