import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.ui.charts import spc

STEADY = [66, 71, 68, 73, 69, 72, 67, 70, 74, 71, 69, 72]
shares = some.lists(some.one_of(some.none(), some.floats(0, 100)), max_size=60)


def test_limits_are_the_mean_and_2_66_mean_moving_ranges():
    found = spc.limits([10, 12, 10, 12])

    assert found == spc.Limits(mean=11, lower=11 - 2.66 * 2, upper=11 + 2.66 * 2)


def test_limits_are_cut_to_what_is_possible():
    found = spc.limits([95, 100, 90, 100], floor=0, ceiling=100)

    assert found is not None
    assert found.upper == 100


def test_one_figure_has_no_limits():
    assert spc.limits([5]) is None
    assert spc.limits([None, 5, None]) is None


def test_nine_points_are_too_few_and_ten_are_enough():
    assert spc.read(STEADY[:9]).words("high") == "too few points"
    assert spc.read(STEADY[:10]).words("high") == "no real change"


def test_months_without_a_figure_do_not_count_as_points():
    assert spc.read([*STEADY[:9], None]).verdict == "few"


def test_a_point_beyond_its_limits_is_a_real_change():
    reading = spc.read([*STEADY, 99])

    assert reading.beyond == {12}
    assert reading.words("high") == "real change: better"
    assert reading.words("low") == "real change: worse"
    assert reading.words() == "real change: higher"


def test_eight_points_on_one_side_of_the_mean_are_a_real_change_and_seven_are_not():
    low, high = [50, 51, 49, 50, 51, 49, 50, 51], [52, 53, 52, 53, 52, 53, 52, 53]

    assert spc.read([*low, *low, *high]).verdict == "up"
    assert spc.read([*low, *low, 50, *high[:7]]).beyond == frozenset()
    assert spc.read([*low, *low, 50, *high[:7]]).verdict == "none"


def test_six_points_that_each_fall_are_a_real_change_and_five_are_not():
    swing = [50, 58, 44, 57, 45, 56, 46, 57, 45, 56]

    assert spc.read([*swing, 55, 53, 51, 49, 47, 45]).verdict == "down"
    assert spc.read([*swing[:-1], 44, 53, 51, 49, 47, 45]).verdict == "none"


def test_a_named_step_is_real_when_the_new_mean_leaves_the_old_limits():
    before, after = [70, 71, 69, 70, 71, 69, 70, 71], [84, 85, 83, 84]

    reading = spc.read([*before, *after], steps=[8])

    assert len(reading.stretches) == 2
    assert reading.verdict == "up"
    assert spc.read([*before, 70, 71, 69, 70], steps=[8]).verdict == "none"


def test_a_step_at_the_edge_of_the_series_is_no_step():
    assert len(spc.read(STEADY, steps=[1]).stretches) == 1
    assert len(spc.read(STEADY, steps=[11]).stretches) == 1
    assert len(spc.read(STEADY, steps=[10]).stretches) == 2


def test_several_named_steps_give_a_stretch_each_and_the_last_one_speaks():
    one, two, three = [50, 51, 49, 50, 51], [70, 71, 69, 70, 71], [71, 70, 70, 69, 71]

    reading = spc.read([*one, *two, *three], steps=[10, 5])

    assert [(part.first, part.last) for part in reading.stretches] == [(0, 5), (5, 10), (10, 15)]
    assert reading.verdict == "none"
    assert spc.read([*one, *two], steps=[5]).cause == "step"


def test_steps_need_two_points_before_between_and_after_them():
    assert spc.steps_that_part(STEADY, [2, 4, 10]) == [2, 4, 10]
    assert spc.steps_that_part(STEADY, [2, 3, 11]) == [2]
    assert spc.steps_that_part(STEADY, [-3, 0, 1, 12, 40]) == []
    assert spc.steps_that_part([None, 5, 5, None, None, 5, 5], [2, 3, 5]) == [3]
    assert spc.steps_that_part([5, 5, 5, None], [2, 3]) == []


def test_three_points_since_a_step_are_too_few_and_four_are_enough():
    before = [70, 71, 69, 70, 71, 69, 70, 71]

    assert spc.read([*before, 84, 85, 83], steps=[8]).words("high") == "too few points"
    assert spc.read([*before, 84, 85, 83, 84], steps=[8]).words("high") == "real change: better"


def test_a_month_that_is_not_over_is_no_point():
    whole = spc.read([*STEADY[:10], 20.0], unfinished={10})

    assert whole == spc.read([*STEADY[:10], None])
    assert spc.read([*STEADY[:9], 70.0], unfinished={9}).verdict == "few"
    assert spc.read([*STEADY[:10], 20.0]).verdict == "down"


def test_a_reading_says_what_showed_the_change():
    low, high = [50, 51, 49, 50, 51, 49, 50, 51], [52, 53, 52, 53, 52, 53, 52, 53]

    assert spc.read([*STEADY, 99]).cause == "beyond"
    assert spc.read([*low, *low, *high]).cause == "run"
    assert spc.read([50, 58, 44, 57, 45, 56, 46, 57, 45, 56, 55, 53, 51, 49, 47, 45]).cause == "drift"
    assert spc.read(STEADY).cause == ""


@given(shares, some.lists(some.integers(-5, 70), max_size=6))
def test_every_series_of_shares_can_be_read(values, steps):
    reading = spc.read(values, steps, floor=0, ceiling=100)

    known = sum(value is not None for value in values)
    assert sum(part.last - part.first for part in reading.stretches) == (len(values) if known >= 10 else 0)

    assert reading.words("high")
    for stretch in reading.stretches:
        assert 0 <= stretch.limits.lower <= stretch.limits.upper <= 100
        assert stretch.limits.lower - 1e-9 <= stretch.limits.mean <= stretch.limits.upper + 1e-9


@given(some.lists(some.floats(-1e6, 1e6), min_size=10, max_size=40), some.floats(-1e3, 1e3))
def test_moving_a_series_moves_its_mean_and_keeps_its_width(values, by):
    here, there = spc.limits(values), spc.limits([value + by for value in values])

    assert here is not None
    assert there is not None
    assert math.isclose(there.mean - here.mean, by, abs_tol=1e-4)
    assert math.isclose(there.upper - there.lower, here.upper - here.lower, rel_tol=1e-6, abs_tol=1e-4)


@pytest.mark.parametrize("value", [0.0, 50.0, 100.0])
def test_a_series_that_never_moves_has_no_swing_and_no_change(value):
    reading = spc.read([value] * 12, floor=0, ceiling=100)

    assert reading.verdict == "none"
    assert reading.beyond == frozenset()
