"""When a step is due, and why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core.calendar import england
from kith.practice import ClockNotStarted, Limit, ReviewPoint, StepKind, due, review_due, standing

ENGLAND = england()
SEVEN = Limit("referral", "Framework 2000", working_days=7, until=date(2010, 3, 31), otherwise_clock="start")
TEN = Limit(
    "referral", "Working Together 2010", working_days=10, since=date(2010, 4, 1), otherwise_clock="start"
)
INITIAL = StepKind("initial_assessment", "Initial assessment", "family", limits=(SEVEN, TEN), warn_days=3)
CORE = StepKind(
    "core_assessment", "Core assessment", "family", limits=(Limit("start", "NI060", working_days=35),)
)
DAYS = st.dates(date(1995, 1, 1), date(2055, 1, 1))


def test_a_limit_comes_with_its_reason():
    found = due(INITIAL, {"referral": date(2010, 7, 1)}, ENGLAND, date(2010, 7, 5))

    assert found.on == date(2010, 7, 15)
    assert found.reason == "10 working days from the referral on Thu 1 Jul 2010 (Working Together 2010)"
    assert (found.working_days, found.clock, found.clock_started_on) == (10, "referral", date(2010, 7, 1))
    assert found.source == "Working Together 2010"


@pytest.mark.parametrize(
    ("referred_on", "days"),
    [(date(2010, 3, 30), 7), (date(2010, 3, 31), 7), (date(2010, 4, 1), 10), (date(2012, 1, 1), 10)],
)
def test_the_limit_is_the_one_of_the_day_the_clock_started(referred_on, days):
    found = due(INITIAL, {"referral": referred_on}, ENGLAND, referred_on + timedelta(days=7))

    assert found.working_days == days


def test_each_kind_runs_on_its_own_clock():
    clocks = {"referral": date(2011, 9, 5), "contact": date(2011, 9, 2)}

    assert due(INITIAL, clocks, ENGLAND, date(2011, 9, 19)).clock == "referral"
    assert due(CORE, clocks, ENGLAND, date(2011, 9, 19)).on == date(2011, 11, 7)


def test_without_a_referral_the_clock_is_the_steps_own_start():
    found = due(INITIAL, {}, ENGLAND, date(2011, 9, 5))

    assert found.on == date(2011, 9, 19)
    assert "from its start on Mon 5 Sep 2011" in found.reason


def test_its_own_start_can_be_another_day_than_the_day_it_was_opened():
    found = due(CORE, {"start": date(2011, 9, 19)}, ENGLAND, date(2011, 10, 1))

    assert found.clock_started_on == date(2011, 9, 19)


def test_a_clock_that_never_started_is_told():
    kind = StepKind("referral", "Referral", "family", limits=(Limit("referral", "Guide", working_days=1),))

    with pytest.raises(
        ClockNotStarted, match="Referral: the clock runs from referral; that day was not given"
    ):
        due(kind, {}, ENGLAND, date(2026, 10, 14))


def test_a_kind_without_a_limit_is_never_due():
    assert due(StepKind("note", "Note", "child"), {}, ENGLAND, date(2026, 10, 14)) is None


def test_before_the_first_limit_there_is_none():
    kind = StepKind(
        "a", "A", "child", limits=(Limit("start", "Law", working_days=5, since=date(2013, 4, 15)),)
    )

    assert due(kind, {}, ENGLAND, date(2013, 4, 14)) is None
    assert due(kind, {}, ENGLAND, date(2013, 4, 15)).on == date(2013, 4, 22)


def test_a_clock_older_than_the_practice_runs_under_the_limit_of_the_day_the_step_starts():
    """Decision 0016: a referral of 12 April 2013, assessed under Working Together 2013."""
    new = Limit("referral", "Law", working_days=45, since=date(2013, 4, 15), otherwise_clock="start")
    kind = StepKind("single", "Assessment", "family", limits=(new,))
    referral = {"referral": date(2013, 4, 12)}

    found = due(kind, referral, ENGLAND, date(2013, 4, 15))

    assert (found.on, found.clock_started_on) == (date(2013, 6, 18), date(2013, 4, 12))
    assert due(kind, referral, ENGLAND, date(2013, 4, 12)) is None


def test_calendar_days_count_weekends_and_holidays():
    kind = StepKind("visit", "Visit", "child", limits=(Limit("start", "Regulation 28", calendar_days=42),))

    found = due(kind, {}, ENGLAND, date(2026, 12, 1))

    assert (found.on, found.working_days) == (date(2027, 1, 12), None)
    assert found.reason == "42 days from its start on Tue 1 Dec 2026 (Regulation 28)"


@given(DAYS, st.integers(1, 60))
def test_what_is_finished_on_its_due_day_is_in_time_and_a_working_day_later_is_not(started_on, days):
    kind = StepKind("a", "A", "child", limits=(Limit("start", "Law", working_days=days),))

    found = due(kind, {}, ENGLAND, started_on)

    assert ENGLAND.between(started_on, found.on) == days
    assert ENGLAND.between(started_on, ENGLAND.add(found.on, 1)) == days + 1


def test_a_review_point_is_counted_from_the_start():
    kind = StepKind("a", "A", "family", review_point=ReviewPoint("Manager's checkpoint", 10, "Westmere"))

    assert review_due(kind, ENGLAND, date(2026, 9, 7)).on == date(2026, 9, 21)
    assert review_due(CORE, ENGLAND, date(2026, 9, 7)) is None


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (date(2026, 11, 10), "late"),
        (date(2026, 11, 9), "soon"),
        (date(2026, 11, 4), "soon"),
        (date(2026, 11, 3), "in time"),
    ],
)
def test_how_an_open_step_stands(today, wanted):
    assert standing(date(2026, 11, 9), today, 3, ENGLAND) == wanted


def test_without_a_limit_nothing_is_late():
    assert standing(None, date(2026, 10, 14), 3, ENGLAND) == "no limit"
