"""Periods: first day in, last day out, in the words people use."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import period
from kith.core.examples import parse

DAYS = st.dates(date(1995, 1, 1), date(2055, 12, 31))
TABLE = parse("""
    kind      | day        | starts     | ends       | label
    month     | 2011-09-30 | 2011-09-01 | 2011-10-01 | Sep 2011
    month     | 2026-12-31 | 2026-12-01 | 2027-01-01 | Dec 2026
    quarter   | 2011-04-01 | 2011-04-01 | 2011-07-01 | Quarter 1 of 2011-12
    quarter   | 2011-09-30 | 2011-07-01 | 2011-10-01 | Quarter 2 of 2011-12
    quarter   | 2011-12-31 | 2011-10-01 | 2012-01-01 | Quarter 3 of 2011-12
    quarter   | 2012-03-31 | 2012-01-01 | 2012-04-01 | Quarter 4 of 2011-12
    ytd       | 2011-09-30 | 2011-04-01 | 2011-10-01 | 1 Apr to 30 Sep 2011
    ytd       | 2012-01-31 | 2011-04-01 | 2012-02-01 | 1 Apr 2011 to 31 Jan 2012
    ytd       | 2011-04-01 | 2011-04-01 | 2011-04-02 | 1 Apr 2011
    ytd       | 2012-03-31 | 2011-04-01 | 2012-04-01 | 1 Apr 2011 to 31 Mar 2012
    rolling12 | 2011-09-30 | 2010-10-01 | 2011-10-01 | 12 months to 30 Sep 2011
    rolling12 | 2013-02-28 | 2012-03-01 | 2013-03-01 | 12 months to 28 Feb 2013
    rolling12 | 2012-02-29 | 2011-03-01 | 2012-03-01 | 12 months to 29 Feb 2012
    rolling12 | 2012-02-28 | 2011-02-28 | 2012-02-29 | 12 months to 28 Feb 2012
    year      | 2026-03-31 | 2025-04-01 | 2026-04-01 | 2025-26
    year      | 2000-01-01 | 1999-04-01 | 2000-04-01 | 1999-00
    day       | 2026-10-14 | 2026-10-14 | 2026-10-15 | 14 Oct 2026
""")


@pytest.mark.parametrize("example", TABLE, ids=lambda example: example.values["label"])
def test_a_period_of_a_kind_around_a_day(example):
    wanted = example.values

    found = period.of_kind(wanted["kind"], date.fromisoformat(wanted["day"]))

    assert (found.starts.isoformat(), found.ends.isoformat()) == (wanted["starts"], wanted["ends"])
    assert found.label == wanted["label"]
    assert found.kind == wanted["kind"]


@given(DAYS, st.sampled_from(sorted(period.KINDS)))
def test_the_day_asked_for_lies_inside(on, kind):
    found = period.of_kind(kind, on)

    assert on in found
    assert found.ends not in found
    assert found.last_day in found
    assert found.starts - timedelta(days=1) not in found


@given(DAYS, st.integers(1, 40))
def test_months_back_follow_each_other_without_a_gap(on, number):
    months = period.months_back(on, number)

    assert len(months) == number
    assert on in months[-1]
    assert all(one.ends == other.starts for one, other in pairwise(months))


@given(DAYS)
def test_the_months_of_a_year_fill_it(on):
    year = period.financial_year(on)
    months = period.months_back(year.last_day, 12)

    assert (months[0].starts, months[-1].ends) == (year.starts, year.ends)


@pytest.mark.parametrize(
    ("on", "months", "wanted"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_are_clamped_to_the_end_of_the_month(on, months, wanted):
    assert period.add_months(on, months) == wanted


def test_a_period_that_ends_before_it_starts_is_an_error():
    with pytest.raises(ValueError, match="ends after it starts"):
        period.Period(date(2026, 1, 2), date(2026, 1, 2), "day", "")


def test_an_unknown_kind_is_told_with_the_known_ones():
    with pytest.raises(ValueError, match="month, quarter, ytd"):
        period.of_kind("fortnight", date(2026, 1, 1))


def test_each_day_of_a_period():
    days = list(period.each_day(period.month(date(2026, 2, 3))))

    assert (len(days), days[0], days[-1]) == (28, date(2026, 2, 1), date(2026, 2, 28))
