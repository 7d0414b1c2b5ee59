"""Rounding: the percentages the five papers print, and nothing divided by nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import rounding

PRINTED = [
    (511, 886, "57.7"), (397, 715, "55.5"), (132, 227, "58.1"), (86, 129, "66.7"), (52, 129, "40.3"),
    (113, 170, "66.5"), (46, 97, "47.4"), (50, 69, "72.5"), (0, 5, "0.0"), (5, 5, "100.0"),
    (1, 8, "12.5"), (1, 16, "6.3"), (1, 32, "3.1"), (7, 400, "1.8"), (1, 2000, "0.1"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "whole", "wanted"), PRINTED)
def test_percentages_have_one_decimal_half_up(part, whole, wanted):
    assert rounding.percent(part, whole) == Decimal(wanted)


@pytest.mark.parametrize("part", [0, 1])
def test_no_cases_is_neither_nought_nor_a_hundred(part):
    assert rounding.percent(part, 0) is None
    assert rounding.rate(part, 0) is None
    assert rounding.in_words(None) == "no cases"


@pytest.mark.parametrize(
    ("number", "population", "wanted"),
    [(3031, 25400, "1193.3"), (612_600, 11_045_400, "554.6"), (245, 25400, "96.5")],
)
def test_rates_are_per_ten_thousand(number, population, wanted):
    assert rounding.rate(number, population) == Decimal(wanted)


def test_figures_in_words():
    assert rounding.in_words(Decimal("57.7")) == "57.7%"
    assert rounding.in_words(Decimal("1193.3"), "per 10,000") == "1,193.3 per 10,000"
    assert rounding.in_words(Decimal("3"), "") == "3"


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_percentage_is_never_more_than_half_a_tenth_off(part, whole):
    assert abs(rounding.percent(part, whole) * whole - part * 100) <= Decimal("0.05") * whole
