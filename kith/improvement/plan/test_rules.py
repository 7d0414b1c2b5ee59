from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.improvement.plan.rules import Met, Since, counts_then, since
from kith.improvement.rules import Counts

TODAY, BEGAN = date(2026, 10, 14), date(2026, 1, 5)
PAPER = Met(date(2026, 7, 30), date(2026, 7, 24))


@pytest.mark.parametrize(
    ("met", "on", "words"),
    [
        (PAPER, date(2026, 7, 24), "since 24 Jul 2026, the day told in the paper of 30 Jul 2026"),
        (Met(date(2026, 7, 30)), date(2026, 7, 30), "since the meeting of 30 Jul 2026"),
        (None, date(2026, 9, 14), "since a month ago, 14 Sep 2026"),
    ],
)
def test_counts_are_held_against_the_paper_the_meeting_or_a_month_ago(met, on, words) -> None:
    assert since(met, BEGAN, TODAY) == Since(on, words)


@pytest.mark.parametrize(
    ("began", "is_there"),
    [(date(2026, 9, 14), True), (date(2026, 9, 15), False), (TODAY, False)],
)
def test_nothing_is_held_against_a_day_before_the_plan_began(began, is_there) -> None:
    assert (since(None, began, TODAY) is not None) == is_there


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([], None),
        ([(None, False, 7)], None),
        ([(None, True, 7)], Counts(unrated=7)),
        ([("red", True, 2), ("red", False, 3), ("amber", False, 1), (None, False, 9)], Counts(red=5, amber=1)),
        ([("", True, 1), (None, True, 1)], Counts(unrated=2)),
        ([("proved", True, 4), ("green", True, 6)], Counts(green=6, proved=4)),
    ],
)  # fmt: skip
def test_an_action_was_there_once_written_down_or_rated(rows, counts) -> None:
    assert counts_then(rows) == counts


RATING = some.sampled_from(["red", "amber", "green", "proved", "", None])


@given(some.lists(some.tuples(RATING, some.booleans(), some.integers(1, 500))))
def test_every_action_that_was_there_is_counted_once(rows) -> None:
    there = sum(number for rating, written, number in rows if written or rating is not None)

    assert (counts := counts_then(rows) or Counts()) and counts.all == there
