"""Working days: proven against rules of our own, against worked examples, and by properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import Refused
from kith.core.calendar import FIRST, LAST, bank_holidays, england
from kith.core.examples import parse

ENGLAND = england()
DAYS = st.dates(date(1991, 1, 1), date(2059, 1, 1))
MOVED_MAY_DAY = {1995: date(1995, 5, 8), 2020: date(2020, 5, 8)}
MOVED_SPRING = {2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}
SPECIAL = {
    date(1999, 12, 31), date(2002, 6, 3), date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3),
    date(2022, 9, 19), date(2023, 5, 8),
}  # fmt: skip


def easter_sunday(year: int) -> date:
    """The church's reckoning, year by year, from the full moon after 20 March."""
    golden, century = year % 19 + 1, year // 100 + 1
    leaps, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon - leaps) % 30
    epact += (epact == 25 and golden > 11) or epact == 24
    full_moon = 44 - epact
    full_moon += 30 if full_moon < 21 else 0
    sunday = full_moon + 7 - ((5 * year // 4 - leaps - 10 + full_moon) % 7)
    return date(year, 3, 1) + timedelta(days=sunday - 1)


def first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def holidays_by_law(year: int) -> set[date]:
    found: set[date] = set()
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() > 4 or day in found:
            day += timedelta(days=1)
        found.add(day)
    easter = easter_sunday(year)
    found |= {easter - timedelta(days=2), easter + timedelta(days=1)}
    found |= {MOVED_MAY_DAY.get(year, first_monday(year, 5)), MOVED_SPRING.get(year, last_monday(year, 5))}
    return found | {last_monday(year, 8)} | {day for day in SPECIAL if day.year == year}


@pytest.mark.parametrize("year", range(FIRST.year, LAST.year + 1))
def test_the_bank_holidays_of_a_year_are_those_of_the_law(year):
    weekdays = {on for on in bank_holidays() if on.year == year and on.weekday() < 5}

    assert weekdays == holidays_by_law(year)


WORKED = parse("""
    from       | days | due
    2023-12-21 | 10   | 2024-01-09   # referral before Christmas (census guide)
    2025-06-04 | 15   | 2025-06-25   # conference after a strategy discussion
    2010-07-01 | 7    | 2010-07-12   # initial assessment, seven days
    2010-07-01 | 10   | 2010-07-15   # initial assessment, ten days
    2011-04-21 | 10   | 2011-05-11   # Easter, the royal wedding, May Day
    2026-09-07 | 45   | 2026-11-09   # the Marlowe family's assessment
    2026-10-14 | 1    | 2026-10-15
    2026-10-16 | 1    | 2026-10-19   # a Friday
    2026-10-17 | 1    | 2026-10-19   # a Saturday: day 1 is Monday
    2026-10-18 | 1    | 2026-10-19   # a Sunday
    2022-09-16 | 1    | 2022-09-20   # the Queen's funeral
    2020-05-07 | 1    | 2020-05-11   # May Day moved to Friday
    2012-06-01 | 1    | 2012-06-06   # the diamond jubilee
    2021-12-24 | 1    | 2021-12-29   # two substitute days
    2026-10-17 | 0    | 2026-10-17
    2026-10-19 | -1   | 2026-10-16
    2026-10-18 | -1   | 2026-10-16
    2026-04-07 | -1   | 2026-04-02   # back over Easter
""")


@pytest.mark.parametrize(
    "example", WORKED, ids=lambda example: f"{example.values['from']}+{example.values['days']}"
)
def test_a_due_day_is_so_many_working_days_after_day_nought(example):
    started_on = date.fromisoformat(example.values["from"])

    due = ENGLAND.add(started_on, int(example.values["days"]))

    assert due == date.fromisoformat(example.values["due"])


BETWEEN = parse("""
    after      | until      | days
    2026-10-14 | 2026-10-14 | 0     # the day itself never counts
    2026-10-14 | 2026-10-15 | 1
    2026-10-16 | 2026-10-18 | 0     # a weekend
    2026-10-16 | 2026-10-19 | 1
    2026-10-17 | 2026-10-19 | 1     # starting on a Saturday
    2026-10-19 | 2026-10-16 | -1
    2025-06-04 | 2025-06-25 | 15
    2025-06-04 | 2025-06-24 | 14
    2023-12-21 | 2024-01-09 | 10
    2023-12-22 | 2023-12-27 | 1
""")


@pytest.mark.parametrize(
    "example", BETWEEN, ids=lambda example: f"{example.values['after']}-{example.values['until']}"
)
def test_between_counts_the_later_day_and_not_the_earlier(example):
    after, until = (date.fromisoformat(example.values[key]) for key in ("after", "until"))

    assert ENGLAND.between(after, until) == int(example.values["days"])


@given(DAYS, st.integers(1, 300))
def test_between_undoes_add(on, days):
    assert ENGLAND.between(on, ENGLAND.add(on, days)) == days


@given(DAYS, st.integers(1, 300))
def test_a_due_day_is_a_working_day_after_the_start(on, days):
    due = ENGLAND.add(on, days)

    assert due > on
    assert ENGLAND.is_working(due)
    assert ENGLAND.between(on, due - timedelta(days=1)) == days - 1


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_adding_twice_is_adding_once(on, one, other):
    assert ENGLAND.add(ENGLAND.add(on, one), other) == ENGLAND.add(on, one + other)


@given(DAYS, st.integers(1, 60))
def test_counting_back_undoes_counting_on_from_a_working_day(on, days):
    working = ENGLAND.next_working(on)

    assert ENGLAND.add(ENGLAND.add(working, days), -days) == working


@given(DAYS, DAYS, DAYS)
def test_stretches_add_up(one, two, three):
    assert ENGLAND.between(one, two) + ENGLAND.between(two, three) == ENGLAND.between(one, three)


@given(DAYS, st.integers(0, 400))
def test_between_agrees_with_counting_day_by_day(on, days):
    until = on + timedelta(days=days)
    counted = sum(ENGLAND.is_working(on + timedelta(days=step)) for step in range(1, days + 1))

    assert ENGLAND.between(on, until) == counted


@given(DAYS)
def test_no_weekend_is_a_working_day(on):
    assert ENGLAND.is_working(on) is (on.weekday() < 5 and on not in bank_holidays())


def test_the_calendar_lists_every_day_once_with_its_running_number():
    days = list(ENGLAND.days())

    assert len(days) == (LAST - FIRST).days + 1
    assert days[0].on == FIRST
    assert not days[0].is_working
    assert days[0].number == 0
    assert days[1].number == 1
    assert days[-1].number == ENGLAND.number(LAST)


def test_local_closures_come_on_top():
    closed = ENGLAND.with_closures([date(2026, 10, 15)])

    assert closed.add(date(2026, 10, 14), 1) == date(2026, 10, 16)
    assert ENGLAND.add(date(2026, 10, 14), 1) == date(2026, 10, 15)


@pytest.mark.parametrize("on", [date(1989, 12, 31), date(2061, 1, 1), date(26, 10, 14)])
def test_a_day_outside_the_calendar_is_refused_in_words(on):
    with pytest.raises(Refused, match="Check the year"):
        ENGLAND.between(on, date(2026, 1, 1))
    with pytest.raises(Refused, match="1990 to 2060"):
        ENGLAND.is_working(on)


@pytest.mark.parametrize(("on", "days"), [(date(2060, 12, 30), 10), (date(1990, 1, 2), -1)])
def test_a_due_day_outside_the_calendar_is_refused(on, days):
    with pytest.raises(Refused, match="1990 to 2060"):
        ENGLAND.add(on, days)
