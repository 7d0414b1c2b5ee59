from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import period as periods
from kith.performance.figure import figure_of, median_of
from kith.performance.indicators import INDICATORS
from kith.performance.outward import hidden_cells, is_small_itself, noted, to_publish, told_cells
from kith.performance.small_numbers import NOTE

MONTH = periods.month(date(2026, 9, 1))
SHARE, NUMBER, RATE = (INDICATORS[code] for code in ("single_45wd", "referrals", "referral_rate"))


def figures(indicator, *counts, people=None):
    return [
        figure_of(indicator, MONTH, MONTH.last_day, part, whole, population=people) for part, whole in counts
    ]


def test_a_share_with_a_small_side_takes_its_counts_with_it():
    cells = to_publish(figures(SHARE, (20, 23), (40, 60), (30, 44)), adds_up=False)

    assert cells[0] == ("c", "c", "c") or cells[0][:1] == ("c",)
    assert cells[0][2] == "c"
    assert cells[1][2] == figures(SHARE, (40, 60))[0].value


def test_a_small_team_takes_another_with_it_when_the_total_is_known():
    total = figures(NUMBER, (65, 65))[0]
    cells = to_publish(figures(NUMBER, (3, 3), (40, 40), (22, 22)), total)

    assert cells == [("c", None, "c"), (40, None, 40), ("c", None, "c")]


def test_what_no_team_holds_is_a_part_too():
    """65 less 40 less 22 would tell the three that no team holds."""
    cells = to_publish(figures(NUMBER, (40, 40), (22, 22)), figures(NUMBER, (65, 65))[0])

    assert cells == [(40, None, 40), ("c", None, "c")]


def test_parts_that_are_more_than_their_total_are_held_against_none():
    cells = to_publish(figures(NUMBER, (4, 4), (40, 40)), figures(NUMBER, (30, 30))[0])

    assert cells == [("c", None, "c"), (40, None, 40)]


def test_states_of_several_days_do_not_add_up():
    assert to_publish(figures(NUMBER, (4, 4), (40, 40)), adds_up=False) == [("c", None, "c"), (40, None, 40)]
    assert to_publish(figures(NUMBER, (4, 4), (40, 40))) == [("c", None, "c"), ("c", None, "c")]


def test_a_rate_of_few_is_hidden_and_its_population_is_not():
    assert to_publish(figures(RATE, (4, 0), people=28_000), adds_up=False) == [("c", 28_000, "c")]


def test_a_middle_of_few_is_hidden():
    middle = INDICATORS["authorisation_time"]
    few, many = (median_of(middle, MONTH, MONTH.last_day, cases, 3) for cases in (5, 6))

    assert to_publish([few], adds_up=False) == [("c", "c", "c")]
    assert to_publish([many], adds_up=False) == [(6, 6, many.value)]


def test_what_is_not_small_leaves_as_it_is():
    one = figures(SHARE, (80, 100))[0]

    assert to_publish([one], adds_up=False) == [told_cells(one)] == [(80, 100, one.value)]
    assert to_publish([]) == []
    assert noted([["a", 1]]) == [["a", 1], [], [NOTE]]


def test_what_is_hidden_is_hidden_whole_and_a_population_is_no_secret():
    share, number, rate = (
        figures(SHARE, (80, 100)),
        figures(NUMBER, (9, 9)),
        figures(RATE, (9, 0), people=28_000),
    )

    assert [hidden_cells(one) for one in (*share, *number, *rate)] == [
        ("c", "c", "c"),
        ("c", None, "c"),
        ("c", 28_000, "c"),
    ]


@pytest.mark.parametrize(
    ("part", "whole", "is_hidden"),
    [(0, 20, False), (1, 20, True), (5, 20, True), (6, 20, False), (14, 20, False), (15, 20, True),
     (19, 20, True), (20, 20, False), (0, 5, True), (5, 5, True), (0, 0, False), (6, 6, False)],
)  # fmt: skip
def test_a_share_hides_both_its_sides(part, whole, is_hidden):
    assert is_small_itself(figures(SHARE, (part, whole))[0]) is is_hidden


def test_a_month_that_another_file_hides_is_not_given_away_by_the_others():
    three = figures(NUMBER, (9, 9), (20, 20), (30, 30))

    assert [cells[0] for cells in to_publish(three, also=[1])] == ["c", "c", 30]
    assert [cells[0] for cells in to_publish(three, adds_up=False, also=[1])] == [9, "c", 30]


@pytest.mark.parametrize("adds_up", [True, False])
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=8))
def test_no_share_stands_beside_a_hidden_count(adds_up, counts):
    given_ = figures(SHARE, *[(part, part + other) for part, other in counts])

    for figure, (part, whole, value) in zip(given_, to_publish(given_, adds_up=adds_up), strict=True):
        if 0 < figure.part < 6 or 0 < figure.whole - figure.part < 6:
            assert value == "c"
            assert "c" in (part, whole)
        if value != "c":
            assert (part, whole) == (figure.part, figure.whole)
