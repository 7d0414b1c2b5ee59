"""Codes of the national returns by the years in which they may be used."""

from datetime import date, timedelta

import pytest

from kith.practice import load
from kith.practice.test_packs import PACKS

LISTS = load(PACKS).lists
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "gone", "come", "since"),
    [
        ("assessment_factor", "18A", "18B", date(2020, 4, 1)),
        ("assessment_factor", "19A", "19C", date(2020, 4, 1)),
        ("referral_source", None, "5D", date(2022, 4, 1)),
        ("closure_reason", None, "RC9", date(2022, 4, 1)),
        ("placement_type", "P2", "K3", date(2023, 10, 28)),
        ("placement_type", "H5", None, date(2024, 4, 1)),
        ("placement_type", "Z1", "Z11", date(2025, 4, 1)),
        ("placement_type", "Z1", "Z14", date(2025, 4, 1)),
        ("rec", "E43", "E45", date(2019, 4, 1)),
        ("rec", "E44", "E48", date(2019, 4, 1)),
    ],
)
def test_pitfall_20_a_code_is_used_in_its_years_and_read_for_ever(name, gone, come, since):
    held = LISTS[name]

    if gone:
        assert held.has(gone, since - A_DAY) and not held.has(gone, since)
        assert held.label(gone) != gone, "a row of the past keeps its code, and its words"
    if come:
        assert held.has(come, since) and not held.has(come, since - A_DAY)


def test_pitfall_20_the_codes_of_a_day_are_told_apart_from_those_of_another():
    """On no day are both the old and the new code of one thing offered."""
    for name, old, new in (("placement_type", "Z1", "Z12"), ("rec", "E43", "E46"), ("sex", "1", "M")):
        held = LISTS[name]
        days = [date(year, month, 1) for year in range(2009, 2028) for month in (1, 4, 10)]
        assert [day for day in days if held.has(old, day) and held.has(new, day)] == []
