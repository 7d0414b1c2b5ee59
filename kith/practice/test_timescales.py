"""The clocks of a pack: their last days, and what is wrong with a file of them."""

from datetime import UTC, date, datetime

import pytest

from kith.core.calendar import england
from kith.practice.mistakes import Mistakes
from kith.practice.timescales import Length, NoMoment, TimescaleKind, last_of, read_timescales

CALENDAR = england()


def kind(**length):
    (unit, number), *_ = length.items()
    return TimescaleKind("one", "One", (Length(number, unit, "Law"),))


@pytest.mark.parametrize(
    ("unit", "number", "from_on", "last"),
    [
        # 15 working days after Wednesday 4 June 2025: day 0 does not count
        ("working_days", 15, date(2025, 6, 4), date(2025, 6, 25)),
        # Christmas, Boxing Day and New Year's Day do not count
        ("working_days", 10, date(2023, 12, 21), date(2024, 1, 9)),
        # it begins on a Sunday: day 1 is Monday
        ("working_days", 1, date(2026, 10, 11), date(2026, 10, 12)),
        # Easter: Good Friday and Easter Monday
        ("working_days", 3, date(2026, 4, 2), date(2026, 4, 9)),
        ("calendar_days", 7, date(2026, 2, 25), date(2026, 3, 4)),
        ("calendar_days", 42, date(2024, 2, 1), date(2024, 3, 14)),
        ("months", 3, date(2026, 7, 2), date(2026, 10, 2)),
        ("months", 6, date(2026, 8, 31), date(2027, 2, 28)),
        ("months", 6, date(2023, 8, 31), date(2024, 2, 29)),
        ("months", 1, date(2024, 1, 31), date(2024, 2, 29)),
        ("months", 12, date(2024, 2, 29), date(2025, 2, 28)),
        ("months", 3, date(2025, 11, 30), date(2026, 2, 28)),
    ],
)
def test_the_last_day_in_time(unit, number, from_on, last):
    """Pitfalls 1 and 18: the day that starts a clock is day 0; months end on month ends."""
    found = last_of(kind(**{unit: number}), from_on, CALENDAR)

    assert found is not None
    assert found.on == last


def test_hours_run_from_a_moment():
    began = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # the clocks go back in this night

    found = last_of(kind(hours=72), began.date(), CALENDAR, from_at=began, event="the return")

    assert found is not None
    assert found.at == datetime(2026, 10, 27, 22, 30, tzinfo=UTC)
    assert found.reason == "72 hours from the return on Sat 24 Oct 2026 (Law)"
    with pytest.raises(NoMoment):
        last_of(kind(hours=72), began.date(), CALENDAR)


def test_the_day_on_which_hours_end_is_the_day_in_london():
    began = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)  # half past midnight on Tuesday 7 July

    found = last_of(kind(hours=72), date(2026, 7, 7), CALENDAR, from_at=began)

    assert found is not None
    assert found.on == date(2026, 7, 10)
    assert found.reason == "72 hours from Tue 7 Jul 2026 (Law)"


def test_a_clock_runs_under_the_limit_of_the_day_it_starts():
    seven = Length(7, "working_days", "2000", until=date(2010, 3, 31))
    ten = Length(10, "working_days", "2010", since=date(2010, 4, 1))
    held = TimescaleKind("one", "One", (seven, ten))

    assert held.length_on(date(2010, 3, 31)) == seven
    assert held.length_on(date(2010, 4, 1)) == ten
    assert TimescaleKind("two", "Two", (ten,)).length_on(date(2010, 3, 31)) is None


def read(tmp_path, text):
    path, mistakes = tmp_path / "timescales.toml", Mistakes()
    path.write_text(text)
    return read_timescales({"timescales.toml": [("timescales.toml", path)]}, mistakes), str(mistakes.found)


GOOD = """
[[timescale]]
code = "first_review"
title = "First review"
limit = [ { since = 2011-04-01, working_days = 20, source = "SI 2010/959" } ]
"""


def test_a_file_is_read(tmp_path):
    found, wrong = read(tmp_path, GOOD)

    assert wrong == "[]"
    assert found["first_review"].limits[0].words == "20 working days"
    assert found["first_review"].warn_days == 5


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("working_days = 20", "fortnights = 2", "A limit says one of"),
        ("working_days = 20", "working_days = 20, months = 1", "A limit says one of"),
        (', source = "SI 2010/959"', "", "source"),
        ('title = "First review"', "", "title"),
        ("since = 2011-04-01", "verified = false", "caution"),
        ("limit = [ {", "limits = [ {", "limit"),
    ],
)
def test_a_mistake_is_told(tmp_path, was, now, told):
    _, wrong = read(tmp_path, GOOD.replace(was, now))

    assert told in wrong


def test_a_council_sets_one_clock_and_keeps_the_others(tmp_path):
    national, own, mistakes = tmp_path / "national.toml", tmp_path / "own.toml", Mistakes()
    national.write_text(GOOD + GOOD.replace("first_review", "core_group"))
    own.write_text(GOOD.replace("= 20", "= 12"))

    found = read_timescales({"timescales.toml": [("n", national), ("o", own)]}, mistakes)

    assert not mistakes.found
    assert found["first_review"].limits[0].number == 12
    assert found["core_group"].limits[0].number == 20


def test_one_code_stands_once(tmp_path):
    _, wrong = read(tmp_path, GOOD + GOOD)

    assert "is there twice" in wrong
