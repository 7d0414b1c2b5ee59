from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.performance.indicators import INDICATORS
from kith.performance.published.rules import (
    CHANGED_IN_PLACE,
    ENTERED,
    TAKEN_BACK,
    first_days,
    happened_on,
    late_words,
    sides,
    why,
)

WORDS = {"completed_on": "Completed", "team": "Team"}


def test_rows_join_leave_and_change_sides():
    found = sides(frozen=[1, 2], frozen_among=[1, 2, 3, 4], now=[2, 3, 5], now_among=[2, 3, 4, 5])

    assert (found.joined, found.left, found.moved) == ((5,), (1,), (3,))
    assert found.all == [5, 1, 3]
    assert sides([1], [1, 2], [1], [2, 1]).all == []


@given(st.lists(st.integers(100, 900), min_size=1, max_size=20))
def test_the_first_day_is_found_for_every_row_whatever_the_order(days):
    rounds = []

    def ask(pairs):
        rounds.append(len(pairs))
        return [(row, day) for row, day in pairs if day >= days[row]]

    assert first_days(range(len(days)), 100, 900, ask) == dict(enumerate(days))
    assert len(rounds) <= 4


def test_a_single_day_needs_no_question():
    assert first_days([1], 7, 7, lambda pairs: pytest.fail("asked")) == {1: 7}


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (None, {"team": "North"}, ENTERED),
        ({"team": "North"}, None, TAKEN_BACK),
        ({"team": "North"}, {"team": "South"}, "Team: North, now South."),
        (
            {"completed_on": None},
            {"completed_on": date(2026, 9, 30)},
            "Completed: not recorded, now 30 Sep 2026.",
        ),
        ({"team": "North", "kind": 1}, {"team": "North", "kind": 2}, CHANGED_IN_PLACE),
    ],
)
def test_why_is_what_differs(then, now, words):
    assert why(then, now, WORDS) == words


def test_what_happened_is_the_day_that_counts():
    flow, stock = INDICATORS["NI059"], INDICATORS["cin_open"]
    began, ended = date(2026, 9, 1), date(2026, 9, 20)

    assert happened_on(flow, {"completed_on": ended}) == ended
    assert happened_on(stock, {"started_on": began, "ended_on": ended}) == began
    assert happened_on(stock, {"started_on": began, "ended_on": ended}, has_ended=True) == ended
    assert happened_on(stock, {"started_on": began, "ended_on": None}, has_ended=True) is None
    assert happened_on(flow, None) is None


def test_lateness_is_said_in_a_sentence():
    assert late_words([]) == ""
    assert late_words([1]) == "Recorded 1 day after it happened."
    assert late_words([40, 3, 12]) == "Recorded 3 to 40 days after it happened, the middle one 12 days after."
